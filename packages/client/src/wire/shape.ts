/** Characters that a terminal or a log would act upon instead of showing them, lone surrogates among them. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text in quotation marks, cut after 16 characters, fit to be shown: a parameter must not be able to forge a log line. */
export function quote(text: string): string {
  const characters = [...text.slice(0, 64)];
  const shown = text.length > 16 ? `${characters.slice(0, 8).join('')}…` : text;
  return `"${shown.replace(unprintable, (odd) => `\\u{${(odd.codePointAt(0) ?? 0).toString(16)}}`)}"`;
}

/** At most 200 characters of a foreign text on one line, without those that a terminal would act upon. */
export function printable(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199).replace(/\p{Cs}$/u, '')}…` : line;
}

/** What kind of value this is, for error messages: enough to find the mistake, too little to give a secret away. */
export function shapeOf(value: unknown): string {
  if (typeof value === 'string')
    return value ? `a string of length ${value.length}, ${quote(value)}` : 'an empty string';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (value === undefined || value === null) return `${value}`;
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isPlainObject(value)) return 'a plain object';
  const { constructor } = value;
  return typeof constructor === 'function' && constructor.name
    ? `an instance of ${constructor.name}`
    : 'an object of an unknown class';
}

/** An object literal or the like, from whatever realm: no list, no Date, no Map, no Promise, no instance of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A text with half a surrogate pair has no UTF-8 form: it would be signed as one thing and sent as another. */
export const hasLoneSurrogate = (text: string): boolean => /\p{Cs}/u.test(text);
