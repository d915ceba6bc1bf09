/** Where a command writes to. */
export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

/** What is wrong with the arguments of a command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
