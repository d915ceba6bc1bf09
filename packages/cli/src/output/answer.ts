import { Option, type Command } from 'commander';
import type { OutputStream } from '../environment/environment.js';
import { compileQuery } from './query.js';
import { parseFormat, printValue } from './records.js';
import type { Style } from './style.js';

/** How the answer of a call is printed. */
export interface AnswerOptions {
  readonly query?: string;
  readonly output: string;
}

/** The options of a command that makes one call. */
export const addAnswerOptions = (command: Command): Command =>
  command
    .option('--query <jmespath>', 'JMESPath over the answer (see jmespath.org)')
    .addOption(
      new Option('-o, --output <format>', 'output format')
        .choices(['json', 'jsonl', 'table', 'csv'])
        .default('json'),
    );

/**
 * Reads these options, and prints an answer by them.
 *
 * @throws CliError for a query that cannot be read, before anything is sent.
 */
export async function answerPrinter(
  { query, output }: AnswerOptions,
  { stdout, style }: { readonly stdout: OutputStream; readonly style: Style },
): Promise<(answer: unknown) => Promise<void>> {
  const select = query === undefined ? (answer: unknown): unknown => answer : await compileQuery(query);
  const format = parseFormat(output, '--output');
  return (answer) => printValue(stdout, select(answer), { format, style });
}
