import type { Command } from 'commander';
import { wrapped } from '../output/text.js';
import type { Environment } from '../environment/environment.js';
import type { GlobalOptions, Settings } from '../configuration/settings.js';
import type { Style } from '../output/style.js';

/** What every command gets. */
export interface Context {
  readonly environment: Environment;
  readonly options: GlobalOptions;
  /** Aborted at the first Ctrl-C, with an `InterruptedError`. */
  readonly signal: AbortSignal;
  /** Calls back at the second Ctrl-C, right before the process ends. Nothing can be waited for any more. */
  readonly atSecondInterrupt: (callback: () => void) => void;
  /** Colours for stdout and for stderr: either may be a pipe. */
  readonly style: { readonly out: Style; readonly err: Style };
  readonly settings: () => Promise<Settings>;
  /** How a warning is written where stderr is read by a program. Left out: as a line for a person. */
  readonly warningLine?: (message: string) => string;
}

/** What a command's action does: the exit code is its result. */
export type Handler = (context: Context, command: Command) => Promise<number>;
/** Gives a command its action. */
export type Bind = (command: Command, handler: Handler) => Command;

/** Tells a person something on stderr, where it does not get into the data. */
export function warn(context: Context, message: string): Promise<void> {
  const { stderr } = context.environment;
  if (context.warningLine) return stderr.write(`${context.warningLine(message)}\n`);
  const line = `${context.style.err.yellow('warning:')} ${message}`;
  return stderr.write(`${wrapped([line], stderr.columns).join('\n')}\n`);
}

/** Whether a question can be asked: on a terminal whose input is not taken by a list of ids. */
export const canAsk = ({ environment: { stdin, stderr } }: Context, stdinTaken = false): boolean =>
  !stdinTaken && stdin.isTerminal && stderr.isTerminal;
