import { usageError } from '../environment/cli-error.js';
import { canAsk, type Context } from './context.js';

/**
 * Asks on the terminal before a command acts.
 *
 * @throws CliError where no question can be asked: then `--yes` must be there instead.
 */
export async function confirm(
  context: Context,
  about: {
    /** What it does, after the name of the command: `stop: would affect 5 instances`. */
    readonly statement: string;
    /** What is asked; a function where finding out what takes a while. */
    readonly question: string | (() => Promise<string>);
    /** What the answer depends on, a line for each. */
    readonly facts?: readonly string[];
    /** The alternative to `--yes`. */
    readonly otherwise?: string;
    readonly stdinTaken?: boolean;
  },
): Promise<boolean> {
  const { statement, question, facts = [], otherwise = '', stdinTaken } = about;
  if (canAsk(context, stdinTaken)) {
    const asked = typeof question === 'string' ? question : await question();
    return context.environment.prompts.confirm([asked, ...facts.map((fact) => `  ${fact}`)].join('\n'));
  }
  const known = facts.length === 0 ? '' : ` (${facts.map((fact) => fact.replace(/: +/, ': ')).join('; ')})`;
  throw usageError(
    `${statement}; confirmation needs a terminal${known}`,
    `Add --yes if that is what you want${otherwise}.`,
  );
}
