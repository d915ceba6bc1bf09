/** What the exit code of `qcvm` tells a script. Documented in `qcvm --help`; numbers never change meaning. */
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

export const exitCodeHelp = `Exit codes:
  0    everything asked for was done
  1    an instance or a request was refused, not found, timed out or failed
  2    wrong usage: nothing was sent
  3    no credentials, or the service does not accept them
  4    the service cannot be reached
  5    local input or output failed: a full disk, a damaged journal
  130  interrupted (Ctrl-C, SIGTERM, or a question answered with Ctrl-C)`;
