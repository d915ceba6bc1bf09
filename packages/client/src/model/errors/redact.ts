import { define, member, textMember } from '../own.js';
import { leaves, type Parameters } from '../parameters/parameters.js';
import { isSecret } from './problem.js';
import { printable, shapeOf, unicode } from '../shape.js';

/** Takes secrets out of a text that we are about to show. */
export type Redact = (text: string) => string;

/** What is shown of a SecretId: enough to know which one, and too little to be of use if it is the SecretKey that stands there. */
export const shortId = (secretId: string): string => `${secretId.slice(0, visibleOfId(secretId))}***`;

const visibleOfId = ({ length }: string): number => Math.min(8, Math.floor(length / 3));

/**
 * Values that give themselves away by their names: a part of a URL or form (`Token=…`), an element (`<Token>…`), what stands in the
 * quotes of JSON, of a text of JSON or of HTML (`"Token": "…"`, `\"Token\": \"…\"`, `name="Token" value="…"`), and private keys.
 */
const named =
  /((?<!client|next|page)token|signature|authorization|cookie|(private|access|api|secret)-?key|secret|credential|passw\w{0,3}|pwd|userdata|begin[^-]*key)\b((=|%3D)(?!--)[^&\s"'<>]+|(([^,<]{0,20}?[:=]\s*(?!-)|(?=[->]))(\\*["']|&#?\w+;|-----|>))[^]*?(?=(?<!\\)\7|$))/gi;

/**
 * Headers with the rest of their line or cell, if the value looks like a secret: a scheme and more, or a word with a digit or an equals sign
 * in it. Other words after the name of a header say what is wrong with it. An equals sign without a blank is also in URLs, which go on.
 */
const headers =
  /((authorization|cookie|(private|access|api|secret)-?key|x-\S{0,24}token)(<[^<>]*>|[\s:]|= |(?<=on)=)+)((basic|bearer|digest) |[^\s<"]{1,40}[\d=])[^\n<]*/gi;

const namedId = /(?<=secretid(=|%3D|"\W*"))[^&\s"'<>*]+(?![^&\s"'<>])/gi;

/** Ways in which a secret may stand in a text: as it is, in a URL in either case, in a form, in JSON, in JSON as PHP writes it. */
function spellings(secret: string): string[] {
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const encoded = encodeURIComponent(secret.replace(/[\ud800-\udfff]/gu, '\ufffd'));
  const lowerCase = encoded.replace(/%../g, (byte) => byte.toLowerCase());
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, form, encoded, lowerCase, json, json.replaceAll('/', '\\/')];
}

/** A part of a secret that is this long is one by no accident; at the end of a word its last four characters are enough. */
const [shortestPart, shortestEnd] = [6, 4];

/** UUIDs, as the service gives them. */
const requestIds = /[\da-f]{8}(-[\da-f]{4}){4}[\da-f]{8}/gi;

/**
 * Takes out all parts of secrets, and their ends: what a server says back is often cut, or only the end. A short secret is taken out
 * as a whole.
 */
function createFinder(secrets: readonly (string | undefined)[], secretId: string): Redact {
  const parts = new Set<string>();
  /** What is a part only at the end of a word. */
  const ends = new Set<string>();
  for (const secret of [secretId, ...secrets])
    if (secret && secret.length >= shortestEnd)
      for (const text of spellings(secret)) {
        const length = Math.min(text.length, shortestPart);
        for (let at = 0; at + length <= text.length; at++) parts.add(text.slice(at, at + length));
        if (text.length > length) ends.add(text.slice(-shortestEnd)).add(text.slice(-shortestEnd - 1));
      }
  /** The part with which the SecretId begins, which may be shown: not if it stands in another secret. */
  const start = secretId.slice(0, shortestPart);
  const visible = secrets.some((secret) => secret?.includes(start)) ? 0 : visibleOfId(secretId);

  /** How long the part is that begins here. */
  const partAt = (text: string, at: number): number => {
    for (let length = shortestPart; length >= shortestEnd; length--) {
      const part = text.slice(at, at + length);
      if (parts.has(part) || (ends.has(part) && !/[^\W_]/.test(text.charAt(at + length)))) return length;
    }
    return 0;
  };
  return (text) => {
    const ids = [...text.matchAll(requestIds)];
    let shown = '';
    for (let at = 0; at < text.length; at++) {
      let end = at + partAt(text, at);
      for (let next = at + 1; next < end; next++) end = Math.max(end, next + partAt(text, next));
      // A few digits of a signature may be in a request id by accident. By it a request is found, also among those of others.
      const isOfId = end < at + 12 && ids.some(({ index }) => at >= index && at < index + 36);
      if (end === at || isOfId) shown += text.charAt(at);
      else {
        const kept = text.startsWith(start, at) ? visible : 0;
        shown += `${text.slice(at, Math.min(at + kept, end))}***`;
        at = end - 1;
      }
    }
    return shown;
  };
}

/** Values of parameters that are secret by their names, wherever they stand. A token that makes a call repeatable is none. */
const secretsIn = (parameters: Parameters): string[] =>
  leaves(parameters).flatMap(([name, value]) => (isSecret(name) ? [value] : []));

/**
 * A redactor that knows these secrets (SecretKey, Token, Signature), whole or in part, wherever they stand, and every other one
 * by its name. A secret of less than 4 characters is left alone: it stands in ordinary words. Of the SecretId the first
 * characters remain: who swaps id and key puts the key in its place.
 */
export function createRedactor(
  secrets: readonly (string | undefined)[] = [],
  secretId = '',
  parameters: Parameters = {},
): Redact {
  // Made when it is first needed: most calls succeed, and show nothing.
  let find: Redact | undefined;
  return (text) => {
    find ??= createFinder([...secrets, ...secretsIn(parameters)], secretId);
    return find(text).replace(headers, '$1***').replace(named, '$1$4$5***').replace(namedId, shortId);
  };
}

/** Characters of a text of which an excerpt is made, and how many at its end may be the start of a secret that is cut in two. */
const [looked, unsure] = [65_536, 16_384];

/** At most 200 printable characters of a foreign text, however long, without secrets. */
export function excerpt(text: string, redact: Redact): string {
  // Twice: taking a control character out may put a secret together that it had split, and cutting comes last.
  const shown = redact(redact(text.slice(0, looked)).replace(unicode('\\p{C}+', 'g'), ' '));
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
    const code = redact(textMember(cause, 'code') ?? '');
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
