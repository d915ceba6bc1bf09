import { exitCodes, type ExitCode } from './exit-codes.js';

/** An error that ends the command with a known exit code and, where there is one, says what to do next. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  constructor(message: string, options: { exitCode: ExitCode; hint?: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode;
    this.hint = options.hint;
  }
}

/** The command line was wrong; nothing was sent. */
export const usageError = (message: string, hint?: string): CliError =>
  new CliError(message, { exitCode: exitCodes.usage, ...(hint === undefined ? {} : { hint }) });

/** Ctrl-C was pressed, also in answer to a question, or SIGTERM was sent. */
export class InterruptedError extends CliError {
  override readonly name = 'InterruptedError';
  constructor(message = 'interrupted') {
    super(message, { exitCode: exitCodes.interrupted });
  }
}
