import { usageError } from '../../environment/cli-error.js';

const ansiEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The words of a command line as a POSIX shell (and `$'…'` of bash) would see them; nothing is expanded. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: "'" | '"' | "$'" | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (quote === undefined) {
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
      word = (word ?? '') + (ansiEscapes[next] ?? next);
      index += 1;
    } else if (character === '\\' && quote === '"' && ['"', '\\', '$', '`', '\n'].includes(next)) {
      if (next !== '\n') word = (word ?? '') + next;
      index += 1;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined) throw usageError('explain: a quote of the curl command is not closed');
  if (word !== undefined) words.push(word);
  return words;
}
