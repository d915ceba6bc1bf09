import { execFile, type ExecFileOptions } from 'node:child_process';

export interface RunResult {
  /** Exit code; -1 when the program was ended by a signal or could not be started. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions extends Pick<ExecFileOptions, 'cwd' | 'env' | 'timeout'> {
  /** Written to the program's standard input. */
  readonly input?: string;
}

/** Runs a program to its end and never throws: a check wants to see the output of what failed, too. */
export function run(
  program: string,
  args: readonly string[],
  { input = '', ...options }: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { maxBuffer: 64 * 1024 * 1024, ...options, encoding: 'utf8' },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr: code === -1 && stderr === '' ? (error?.message ?? '') : stderr });
      },
    );
    child.stdin?.on('error', () => undefined); // the program may not want it
    child.stdin?.end(input);
  });
}

/** The same, for programs that must succeed. */
export async function runOrThrow(
  program: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<RunResult> {
  const result = await run(program, args, options);
  if (result.code !== 0)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${result.code}\n${result.stdout}\n${result.stderr}`,
    );
  return result;
}
