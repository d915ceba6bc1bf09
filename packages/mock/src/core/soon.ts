/** A value that is there, or will be: what need not wait does not. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is there. */
export const after = <Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> =>
  value instanceof Promise ? value.then(next) : next(value);
