import { readFileSync } from 'node:fs';
import { shellWords } from '../src/commands/explain/shell-words.js';

/** One program of a pipe that an example shows. */
export interface Step {
  /** Assigned before it: `QCVM_FLEET_STORE=redis://…`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/** A line of the examples: what is typed, and the programs that it runs, each with the output of the one before. */
export interface Example {
  readonly line: string;
  readonly steps: readonly Step[];
}

function stepOf(text: string): Step {
  const words = shellWords(text.replace(/ > \S+$/, ''));
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const variables = words.slice(0, first).map((word) => word.split(/=(.*)/s).slice(0, 2));
  return { variables: Object.fromEntries(variables) as Step['variables'], words: words.slice(first) };
}

/** The examples that the help text of a command shows, as it was reviewed. */
export function examplesOf(command: string): readonly Example[] {
  const help = readFileSync(new URL(`help/${command}.txt`, import.meta.url), 'utf8');
  const shown = /^Examples:\n((?: .*\n?)+)/m.exec(help)?.[1] ?? '';
  const lines = shown.replace(/ *\\\n */g, ' ').split('\n');
  return lines.flatMap((each) => {
    const line = each.trim();
    return line === '' ? [] : [{ line, steps: line.split(' | ').map(stepOf) }];
  });
}
