import { CommanderError } from 'commander';
import { readSettings, type GlobalOptions } from './configuration/settings.js';
import { InterruptedError } from './environment/cli-error.js';
import type { Environment } from './environment/environment.js';
import { exitCodes } from './environment/exit-codes.js';
import { styleFor } from './output/style.js';
import { wrapped } from './output/text.js';
import { presentError, type Goal } from './output/present-error.js';
import { buildProgram } from './program.js';

/**
 * The whole program: arguments and an environment in, an exit code out. Prints what there is to print, throws
 * nothing.
 */
export async function run(argv: readonly string[], environment: Environment): Promise<number> {
  const interrupt = new AbortController();
  const lastWords: (() => void)[] = [];
  const stopListening = environment.onInterrupt(() => {
    if (!interrupt.signal.aborted) return interrupt.abort(new InterruptedError());
    for (const callback of lastWords) callback();
    environment.exitNow(exitCodes.interrupted);
  });
  let code: number = exitCodes.success;
  const program = buildProgram({
    argv,
    environment,
    signal: interrupt.signal,
    atSecondInterrupt: (callback) => void lastWords.push(callback),
    finish: (exitCode) => {
      code = exitCode;
    },
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return await whenWritten(environment, code);
  } catch (error) {
    // Help and version end like this, too; what there is to say has been said.
    if (error instanceof CommanderError) {
      return await whenWritten(environment, error.exitCode === 0 ? exitCodes.success : exitCodes.usage);
    }
    const { color, verbose } = program.opts<{ color?: 'auto' | 'always' | 'never'; verbose?: boolean }>();
    const { exitCode, lines } = presentError(
      interrupt.signal.aborted && !(error instanceof InterruptedError) && isAbort(error)
        ? new InterruptedError()
        : error,
      {
        style: styleFor(environment, environment.stderr, color),
        verbose: verbose === true,
        goal: await goalOf(error, environment, program.opts<GlobalOptions>()),
      },
    );
    await environment.stderr.write(`${wrapped(lines, environment.stderr.columns).join('\n')}\n`);
    return await whenWritten(environment, exitCode);
  } finally {
    stopListening();
  }
}

/** Where requests go, for an error that is about the way there. */
async function goalOf(
  error: unknown,
  environment: Environment,
  options: GlobalOptions,
): Promise<Goal | undefined> {
  if (!(error instanceof Error) || error.name !== 'TransportError') return undefined;
  return readSettings(environment, options).catch(() => undefined);
}

/** The exit code once both streams have taken everything. A list that was cut off must not pass for a whole one. */
async function whenWritten({ stdout, stderr }: Environment, code: number): Promise<number> {
  await stdout.write('');
  await stderr.write('');
  if (stdout.failure === undefined) return code;
  await stderr.write(
    `error: cannot write standard output: ${stdout.failure.message}\n  What it holds is incomplete: do not use it.\n`,
  );
  // Nothing was asked of the service, and nothing can be missing.
  return code === exitCodes.usage || code === exitCodes.credentials ? code : exitCodes.local;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
