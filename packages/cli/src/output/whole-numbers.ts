/** Stands before the digits of a whole number that is kept as a text: no text has it, as it is none of Unicode's characters. */
const mark = '\ufdd0';

/** Texts and numbers of JSON. The client reads a `requestId` of API 2.0 exactly by itself. */
const texts = /"requestId"\s*:\s*-?\d+|"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Whether a program would read other digits: a number holds about 16 of them. */
const isRounded = (number: string): boolean =>
  /^-?\d{16,}$/.test(number) && String(Number(number)) !== number;

/** The whole numbers of a JSON text that a program would round. */
export const roundedIn = (json: string): readonly string[] => (json.match(texts) ?? []).filter(isRounded);

/** A JSON text with a text in place of each whole number that a program would round: it is written as the number that it was. */
export const keepWholeNumbers = (json: string): string =>
  json.replace(texts, (found) => (isRounded(found) ? `"${mark}${found}"` : found));

/** Whether a value of such a text is a number. */
export const isKept = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith(mark);

/** A text of such an answer as it is written. */
export const textWritten = (text: string): string => (isKept(text) ? text.slice(mark.length) : text);

/** The same of a value as JSON. */
export const jsonWritten = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(/"\ufdd0(-?\d+)"/g, '$1');
