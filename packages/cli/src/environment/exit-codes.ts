/** The exit codes of `qcvm`. Documented in `qcvm --help`; numbers never change meaning. */
export const exitCodes = {
  success: 0,
  /** At least one instance or request was refused, was not found, timed out or failed. */
  refused: 1,
  usage: 2,
  credentials: 3,
  unreachable: 4,
  /** A file, standard input or standard output could not be read or written: a full disk, a damaged journal. */
  local: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each means, for every command that has no words of its own for it. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'everything asked for was done',
  1: 'an instance or a request was refused, not found, timed out or failed',
  2: 'wrong usage: nothing was sent',
  3: 'no credentials, or the service does not accept them',
  4: 'the service cannot be reached',
  5: 'local input or output failed: a full disk, a damaged journal',
  130: 'interrupted (Ctrl-C, SIGTERM, or a question answered with Ctrl-C)',
};

/** The codes of a command for its help. `own`: what one means in particular; `undefined` for one that it never ends with. */
export function exitCodeHelp(own: Partial<Record<ExitCode, string | undefined>> = {}): string {
  const codes = Object.values(exitCodes).filter((code) => !(code in own) || own[code] !== undefined);
  const lines = codes.map((code) => `  ${`${code}`.padEnd(4)} ${own[code] ?? exitCodeMeanings[code]}`);
  return ['Exit codes:', ...lines].join('\n');
}
