/** A call that a test announces. */
export interface ExpectedCall {
  readonly action: string;
  /** The API parameters that it must have, with these values; others do not matter. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** In either spelling. */
  readonly region?: string;
  /** How often. Default: 1. */
  readonly times?: number;
}

/** A call that was not announced, with the nearest that was. Says nothing of secrets. */
export interface UnexpectedCall {
  /** Its id in the request log. */
  readonly requestId: number;
  readonly action: string;
  readonly message: string;
}

/** Thrown by the in-process adapters for a call that was not expected. */
export class UnexpectedCallError extends Error {
  override readonly name = 'UnexpectedCallError';
  readonly action: string;
  constructor(message: string, options: { action: string }) {
    super(message);
    this.action = options.action;
  }
}

/** Thrown by `assertExpectations` for calls that were announced and never came. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
}
