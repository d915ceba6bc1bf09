/** What a `FleetError` is about. */
export type FleetErrorCode =
  /** The plan breaks a rule: `problems` has all of them. */
  | 'plan-invalid'
  /** The store does not answer. */
  | 'store-unreachable'
  /** The store is full. */
  | 'store-full'
  /** The server, or what an earlier or later version has left in it, cannot be used. */
  | 'store-version'
  /** The server may lose what it has confirmed, or throw it away. */
  | 'store-unsafe'
  /** The address is none of a store, or the package that speaks to it is not installed. */
  | 'store-unusable'
  /** The id cannot be one of a run, or the run of this id was planned from another plan. */
  | 'run-id'
  /** The store has no such run. */
  | 'run-unknown'
  /** The run does not allow this now. */
  | 'run-state'
  /** There is no key for an account on this machine. */
  | 'key-missing'
  /** What this process protects cannot be read. */
  | 'protection-unreadable'
  /** The key here belongs to another account than the one that the run was planned for. */
  | 'account-changed'
  /** Another worker has taken over the batch, or the run was cancelled. */
  | 'fenced';

/** Everything that this package throws by itself. What calls throw is the client's. */
export class FleetError extends Error {
  override readonly name = 'FleetError';
  readonly code: FleetErrorCode;
  /** One for each rule that a plan breaks: where, and which. */
  readonly problems: readonly string[];

  constructor(
    code: FleetErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly problems?: readonly string[] } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? [];
  }
}

export const isFleetError = (error: unknown, code?: FleetErrorCode): error is FleetError =>
  error instanceof FleetError && (code === undefined || error.code === code);
