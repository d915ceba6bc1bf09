const offset = 8 * 3_600_000;

/** `2026-01-01 08:00:00`: China time (UTC+8, without summer time), as the service writes its times. */
export function chinaTime(milliseconds: number): string {
  return new Date(milliseconds + offset).toISOString().slice(0, 19).replace('T', ' ');
}
