import { Help } from 'commander';

// C0 and C1 control characters, line and paragraph separators, the marks that reorder text, and what has no width.
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * What came from the service or a file, made safe for a terminal: an instance name must not be able to move
 * the cursor or hide the line above it.
 */
export const printable = (text: string): string =>
  text.replace(
    unprintable,
    (character) =>
      escapes[character] ??
      character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
  );

/** Quoted so that no shell takes a part of it for something else. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** commander does not wrap into less than 40 columns: a path or an id would be all that a line has. */
const help = new Help();

/** Lines of a message, wrapped at white space to the width of the terminal, each with its own indent. Pipes get them whole. */
export const wrapped = (lines: readonly string[], width: number | undefined): string[] =>
  width === undefined
    ? [...lines]
    : lines.flatMap((line) => {
        const indent = /^ */.exec(line)?.[0] ?? '';
        return help
          .boxWrap(line.slice(indent.length), width - indent.length)
          .split('\n')
          .map((part) => indent + part);
      });
