import { usageError } from '../../environment/cli-error.js';

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', e: '\u001b', a: '\u0007' };
const ansiEscape = /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|([0-7]{1,3})|([^]))/iy;

/** What a backslash means within `$'…'` of bash, and how long it is. */
function readEscape(text: string, at: number): { readonly value: string; readonly length: number } {
  ansiEscape.lastIndex = at;
  const [whole = '\\', hex, unicode, octal, other = ''] = ansiEscape.exec(text) ?? [];
  const code = hex ?? unicode;
  const value =
    code !== undefined
      ? String.fromCharCode(Number.parseInt(code, 16))
      : octal !== undefined
        ? String.fromCharCode(Number.parseInt(octal, 8))
        : (letters[other] ?? other);
  return { value, length: whole.length };
}

/** What ends a command where it is not quoted: the next command, a pipe, the background, a comment. */
const ends = (text: string, at: number, inWord: boolean): boolean => {
  const character = text.charAt(at);
  if (character === ';' || character === '|') return true;
  if (character === '&') return /^&(?:&|\s|$)/.test(text.slice(at));
  return character === '#' && !inWord;
};

/**
 * The words of a command line as a POSIX shell (and `$'…'` of bash) would see them; nothing is expanded. A line that ends
 * without a backslash goes on all the same: many a paste has lost them.
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: "'" | '"' | "$'" | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (quote === undefined) {
      if (ends(text, index, word !== undefined)) break;
      if (/\s/.test(character)) {
        if (word !== undefined) words.push(word);
        word = undefined;
      } else if (character === "'" || character === '"') {
        quote = character;
        word ??= '';
      } else if (character === '$' && next === "'") {
        quote = "$'";
        word ??= '';
        index += 1;
      } else if (character === '\\') {
        // A line that goes on is no space within a word.
        if (next !== '\n') word = (word ?? '') + next;
        index += 1;
      } else word = (word ?? '') + character;
    } else if (character === quote.slice(-1)) quote = undefined;
    else if (character === '\\' && quote === "$'") {
      const { value, length } = readEscape(text, index);
      word = (word ?? '') + value;
      index += length - 1;
    } else if (character === '\\' && quote === '"' && ['"', '\\', '$', '`', '\n'].includes(next)) {
      if (next !== '\n') word = (word ?? '') + next;
      index += 1;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined) throw usageError('explain: a quote of the command is not closed');
  if (word !== undefined) words.push(word);
  return words;
}
