/**
 * Events on their way from the run to the consumer that iterates over it. A push resolves when the consumer has come back for
 * the next event, so that a slow consumer slows the run down, and what must be written down first, is.
 */
export class Channel<Item> implements AsyncIterableIterator<Item> {
  readonly #buffer: { readonly item: Item; readonly handled: () => void }[] = [];
  readonly #onReturn: () => void;
  #handled: (() => void) | undefined;
  #waiting: ((result: IteratorResult<Item, undefined>) => void) | undefined;
  #closed = false;

  /** `onReturn` is called when the consumer leaves early. */
  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  push(item: Item): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((handled) => {
      const waiting = this.#waiting;
      if (!waiting) {
        this.#buffer.push({ item, handled });
        return;
      }
      this.#waiting = undefined;
      this.#handled = handled;
      waiting({ done: false, value: item });
    });
  }

  /** No more events; those not yet fetched still can be. */
  close(): void {
    this.#closed = true;
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = undefined;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    this.#handled?.();
    this.#handled = undefined;
    const first = this.#buffer.shift();
    if (first) {
      this.#handled = first.handled;
      return Promise.resolve({ done: false, value: first.item });
    }
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    this.#closed = true;
    this.#handled?.();
    for (const { handled } of this.#buffer.splice(0)) handled();
    this.#onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
