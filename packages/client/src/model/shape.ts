/**
 * An expression with classes of Unicode (`\p{C}`), made when it is needed: one that stands in the code has an engine look through all
 * of Unicode as soon as it reads the code, a twentieth of what an import takes.
 */
export const unicode = (pattern: string, flags = ''): RegExp => new RegExp(pattern, `u${flags}`);

/** At most 200 characters of a foreign text on one line, without those that a terminal would act upon. */
export function printable(text: string): string {
  const line = text.replace(unicode('[\\p{C}\\s]+', 'g'), ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199).replace(unicode('\\p{C}$'), '')}…` : line;
}

/** What kind of value this is, for error messages: enough to find the mistake, too little to give a secret away. */
export function shapeOf(value: unknown): string {
  const kind = typeof value;
  if (typeof value === 'string')
    return `a string of length ${value.length}, "${printable(value.length > 16 ? `${value.slice(0, 8)}…` : value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${kind} ${value}`;
  if (value === undefined || value === null) return `${value}`;
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  if (typeof value !== 'object') return `a ${kind}`;
  return isPlainObject(value)
    ? 'a plain object'
    : `an instance of ${printable(`${value.constructor?.name}`)}`;
}

/** An object literal or the like, from any realm: no list, no Date, no Map, no Promise, no instance of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A text with half a surrogate pair has no UTF-8 form: it would be signed as one thing and sent as another. */
export const hasLoneSurrogate = (text: string): boolean =>
  // The first look is the cheaper one, and all that most texts need.
  /[\ud800-\udfff]/.test(text) && /[\ud800-\udfff]/u.test(text);

/** A field of a value, if it has one of its own: what other code has put on `Object.prototype` is none. */
export const ownField = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
