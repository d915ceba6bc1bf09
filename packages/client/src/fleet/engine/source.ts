import { member } from '../../model/own.js';

/** What a source needs of the run that it feeds. */
export interface Consumer<Item> {
  /** The number of free places. */
  readonly room: () => number;
  readonly take: (item: Item) => Promise<void>;
  /** There is news: enough for a batch, a pause of the source, or its end. */
  readonly wake: () => void;
  readonly batch: number;
}

/** Takes ids from the caller while places are free, never more. */
export class Source<Item> {
  readonly #iterator: Iterator<Item> | AsyncIterator<Item>;
  readonly #consumer: Consumer<Item>;
  #closed = false;
  /** They are being taken, or waited for. */
  filling = false;
  /** No more will come. */
  done = false;
  /** The caller's own failure to give them. */
  error: unknown;

  constructor(items: Iterable<Item> | AsyncIterable<Item>, consumer: Consumer<Item>) {
    this.#iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    this.#consumer = consumer;
  }

  /** Starts taking, unless it is in progress or no place is free. */
  fill(): void {
    if (this.filling || this.done || this.#consumer.room() <= 0) return;
    this.filling = true;
    void this.#fill();
  }

  async #fill(): Promise<void> {
    const { room, take, wake, batch } = this.#consumer;
    try {
      for (let taken = 1; !this.#closed && room() > 0; taken++) {
        const { done, value } = await this.#next();
        if (this.#closed || done) {
          this.done = true;
          break;
        }
        await take(value);
        if (taken % batch === 0) wake();
      }
    } catch (error) {
      this.error = error ?? new Error('the source of ids failed');
      this.done = true;
    }
    this.filling = false;
    wake();
  }

  /** The next one. A source that lets us wait must not hold up those that it gave before. */
  #next(): Promise<IteratorResult<Item, unknown>> | IteratorResult<Item, unknown> {
    const next = this.#iterator.next();
    if (!(next instanceof Promise)) return next;
    let arrived = false;
    const noted = (): void => {
      arrived = true;
    };
    next.then(noted, noted);
    // A generator that has the next one at hand needs a few turns of the microtask queue.
    void (async () => {
      for (let turn = 0; turn < 5 && !arrived; turn++) await Promise.resolve();
      if (!arrived) this.#consumer.wake();
    })();
    return next;
  }

  /** Tells the caller's iterator that no more are wanted. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const leave = member(this.#iterator, 'return');
    // An iterator may throw at once.
    const leaving = async (): Promise<unknown> =>
      typeof leave === 'function' ? (leave.call(this.#iterator) as unknown) : undefined;
    if (!this.done) leaving().catch(() => undefined);
  }
}
