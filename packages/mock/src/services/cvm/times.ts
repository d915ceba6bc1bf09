const offset = 8 * 3_600_000;

/** `2026-01-01 08:00:00`: China time (UTC+8, without summer time), as API 2.0 writes its times. */
export const chinaTime = (milliseconds: number): string =>
  new Date(milliseconds + offset).toISOString().slice(0, 19).replace('T', ' ');

/** A time in China that was written so; NaN for a text that is none. */
export const fromChinaTime = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

/** `2026-01-01T00:00:00Z`, as API 3.0 writes its times. */
export const utc = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

/** A month that is paid for, in milliseconds. */
export const month = 30 * 86_400_000;
