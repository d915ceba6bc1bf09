/** Names that programs written by hand have taken, so that nothing generated may get them. */
export interface TakenNames {
  /** Entry points of the client beside its services: `wire`. */
  readonly entryPoints?: readonly string[];
  /** What the client's main entry point exports beside its service: `paginate`, `Problem`. */
  readonly exports?: readonly string[];
}

/** Commands of the command line that are no operations. */
export const handWrittenCommands = [
  ...['api', 'bridge', 'completion', 'configure', 'conformance', 'describe', 'doctor', 'emulate', 'explain'],
  ...['fleet', 'help', 'restart', 'sign', 'start', 'stop'],
];

/** Options that every operation's command may have, without their dashes. */
export const handWrittenOptions = [
  // Of the whole program.
  ...[
    'allow-plain-http',
    'allow-unknown-region',
    'api',
    'color',
    'endpoint',
    'help',
    'profile',
    'region',
    'signature-method',
  ],
  ...['tls-name', 'verbose', 'version'],
  // Of one command.
  ...['all', 'allow-unmatched-protect', 'dry-run', 'output', 'protect', 'query', 'yes'],
];
