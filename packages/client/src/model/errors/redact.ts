import { define, member } from '../own.js';
import { printable, shapeOf } from '../shape.js';

/** Takes secrets out of a text that we are about to show. */
export type Redact = (text: string) => string;

/** What is shown of a SecretId: enough to know which one, and too little to be of use if it is the SecretKey that stands there. */
export const shortId = (secretId: string): string => `${secretId.slice(0, visibleOfId(secretId))}***`;

const visibleOfId = ({ length }: string): number => Math.min(8, Math.floor(length / 3));

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

/** A part of a secret that is this long is one by no accident; at the end of a word its last four characters are enough. */
const [shortestPart, shortestEnd] = [6, 4];

/** A secret in one spelling, and how many characters at its start may be shown. */
interface Spelling {
  readonly text: string;
  readonly visible: number;
}

/** Takes out all parts of secrets: what a server says back is often cut, or only the end. */
function createPartFinder(spelt: readonly Spelling[]): Redact {
  /** What stands in a secret, and how much of it may be shown. */
  const parts = new Map<string, number>();
  for (const { text, visible } of spelt)
    for (let at = 0; at + shortestPart <= text.length; at++) {
      const part = text.slice(at, at + shortestPart);
      parts.set(part, Math.min(at === 0 ? visible : 0, parts.get(part) ?? Infinity));
    }
  const partAt = (text: string, at: number): number | undefined =>
    parts.get(text.slice(at, at + shortestPart));
  return (text) => {
    let shown = '';
    let copied = 0;
    for (let at = 0; at + shortestPart <= text.length; at++) {
      const visible = partAt(text, at);
      if (visible === undefined) continue;
      let end = at + shortestPart;
      for (let next = at + 1; next < end; next++)
        if (partAt(text, next) !== undefined) end = next + shortestPart;
      shown += `${text.slice(copied, Math.min(at + visible, end))}***`;
      copied = end;
      at = end - 1;
    }
    return shown + text.slice(copied);
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Takes out short secrets, and the ends of all. */
function createEndFinder(spelt: readonly Spelling[]): Redact {
  const whole = spelt.filter(({ text }) => text.length < shortestPart);
  const ends = spelt
    .filter(({ text }) => text.length > shortestPart)
    .flatMap(({ text }) => [text.slice(-shortestEnd - 1), text.slice(-shortestEnd)]);
  const end = new RegExp(`(?:${ends.map(escaped).join('|')})(?![A-Za-z0-9])`, 'g');
  return (text) => {
    const rest = whole.reduce(
      (left, { text: secret, visible }) => left.replaceAll(secret, () => `${secret.slice(0, visible)}***`),
      text,
    );
    return ends.length > 0 ? rest.replace(end, '***') : rest;
  };
}

/**
 * A redactor that knows these secrets (SecretKey, Token, Signature), whole or in part, wherever they stand, and every other one
 * by its name. A secret of less than 4 characters is left alone: it stands in ordinary words. Of the SecretId the first
 * characters remain: who swaps id and key puts the key in its place.
 */
export function createRedactor(secrets: readonly (string | undefined)[] = [], secretId = ''): Redact {
  // Made when they are first needed: most calls succeed, and show nothing.
  let finders: readonly Redact[] | undefined;
  return (text) => {
    finders ??= createFinders(secrets, secretId);
    return finders
      .reduce((rest, find) => find(rest), text)
      .replace(named, '$1$2***')
      .replace(namedId, (id) => shortId(id));
  };
}

function createFinders(secrets: readonly (string | undefined)[], secretId: string): readonly Redact[] {
  const spelt: Spelling[] = [];
  const add = (secret: string, visibleOf: (text: string) => number): void => {
    if (secret.length >= 4)
      for (const text of new Set(spellings(secret))) spelt.push({ text, visible: visibleOf(text) });
  };
  for (const secret of secrets) add(secret ?? '', () => 0);
  add(secretId, visibleOfId);
  return [createPartFinder(spelt), createEndFinder(spelt)];
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
