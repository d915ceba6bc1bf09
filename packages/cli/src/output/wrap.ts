import { Help } from 'commander';

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
