import { define, member } from './own.js';
import { printable, shapeOf } from './shape.js';

/** Takes secrets out of a text that we are about to show. */
export type Redact = (text: string) => string;

/** What is shown of a SecretId: enough to know which one, and too little to be of use if it is the SecretKey that stands there. */
export const shortId = (secretId: string): string =>
  `${secretId.slice(0, Math.min(8, Math.floor(secretId.length / 3)))}***`;

/** Values that give themselves away by their names, in URLs, forms and JSON: `Signature=…`, `"SecretKey": "…"`. */
const named = /(Signature|Token|SecretKey)(=|%3D|"\s*:\s*")[^&\s"'<>]+/gi;

const namedId = /(?<=SecretId(?:=|%3D|"\s*:\s*"))[^&\s"'<>*]+(?![^&\s"'<>])/gi;

/** Ways in which a secret may stand in a text: as it is, in a URL in either case, in a form, in JSON, in JSON as PHP writes it. */
function spellings(secret: string): string[] {
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const encoded = encodeURIComponent(secret.replace(/\p{Cs}/gu, '\ufffd'));
  const lowerCase = encoded.replace(/%../g, (byte) => byte.toLowerCase());
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, form, encoded, lowerCase, json, json.replaceAll('/', '\\/')];
}

/**
 * A redactor that knows these secrets (SecretKey, Token, Signature) wherever they stand, and every other one by its name.
 * A secret of less than 4 characters is left alone: it stands in ordinary words. Of the SecretId the first characters remain:
 * who swaps id and key puts the key in its place.
 */
export function createRedactor(secrets: readonly (string | undefined)[] = [], secretId = ''): Redact {
  // Made when they are first needed: most calls succeed, and show nothing.
  let known: readonly (readonly [text: string, instead: string])[] | undefined;
  return (text) => {
    known ??= [
      ...secrets.flatMap((secret = '') =>
        secret.length < 4 ? [] : spellings(secret).map((spelt) => [spelt, '***'] as const),
      ),
      ...(secretId.length < 4 ? [] : spellings(secretId).map((spelt) => [spelt, shortId(spelt)] as const)),
      // The longest first: a secret may contain another one.
    ].sort(([left], [right]) => right.length - left.length);
    return known
      .reduce((rest, [secret, instead]) => rest.replaceAll(secret, () => instead), text)
      .replace(named, '$1$2***')
      .replace(namedId, (id) => shortId(id));
  };
}

/** Characters of a text of which an excerpt is made, and how many at its end may be the start of a secret that is cut in two. */
const [looked, unsure] = [65_536, 16_384];

/** At most 200 printable characters of a foreign text, however long, without secrets. */
export function excerpt(text: string, redact: Redact): string {
  // Twice: taking a control character out may put a secret together that it had split, and cutting comes last.
  const shown = redact(redact(text.slice(0, looked)).replace(/\p{C}+/gu, ' '));
  return printable(text.length > looked ? shown.slice(0, -unsure) : shown);
}

/**
 * A copy of a foreign error, fit to be a `cause`: name, message, code, stack and its own causes, without secrets. Everything
 * else, which may hold a URL with a signature in it, is left behind.
 */
export function safeCause(cause: unknown, redact: Redact, depth = 4): Error | string | undefined {
  if (cause === undefined) return undefined;
  try {
    if (!(cause instanceof Error)) return redact(typeof cause === 'string' ? cause : shapeOf(cause));
    const given = member(cause, 'code');
    const code = typeof given === 'string' ? redact(given) : undefined;
    const copy = new Error(redact(cause.message) || code || 'no message');
    define(copy, 'name', { value: redact(cause.name) });
    define(copy, 'stack', { value: redact(`${cause.stack}`) });
    const inner = member(cause, 'cause');
    if (depth > 0 && inner !== undefined)
      define(copy, 'cause', { value: safeCause(inner, redact, depth - 1), enumerable: true });
    if (code) define(copy, 'code', { value: code, enumerable: true });
    return copy;
  } catch {
    return 'an error that cannot be read';
  }
}
