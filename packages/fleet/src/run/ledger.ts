import type { Fence, ItemOutcome, Store } from '../store/store.js';

/**
 * Writes what becomes known of a batch, in order and as fast as the store takes it: while one write is under way, the next is
 * gathered. What must be written before something else happens is waited for by `flush`.
 */
export class Ledger {
  readonly #store: Store;
  readonly #fence: Fence;
  readonly #onFailure: (error: unknown) => void;
  #accepted: string[] = [];
  #outcomes: ItemOutcome[] = [];
  #writing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(store: Store, fence: Fence, onFailure: (error: unknown) => void) {
    this.#store = store;
    this.#fence = fence;
    this.#onFailure = onFailure;
  }

  accept(instanceId: string): void {
    this.#accepted.push(instanceId);
    this.#begin();
  }

  settle(outcome: ItemOutcome): void {
    this.#outcomes.push(outcome);
    this.#begin();
  }

  /** Resolves when everything is written. Throws what a write has thrown. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
    if (this.#failure) throw this.#failure.error;
  }

  #begin(): void {
    if (this.#writing || this.#failure) return;
    this.#writing = this.#write()
      .catch((error: unknown) => {
        this.#failure = { error };
        this.#onFailure(error);
      })
      .finally(() => {
        this.#writing = undefined;
        if (this.#accepted.length + this.#outcomes.length > 0) this.#begin();
      });
  }

  async #write(): Promise<void> {
    // What comes in the same turn goes into the same write.
    await Promise.resolve();
    const accepted = this.#accepted;
    const outcomes = this.#outcomes;
    this.#accepted = [];
    this.#outcomes = [];
    if (accepted.length > 0) await this.#store.accept(this.#fence, accepted);
    if (outcomes.length > 0) await this.#store.settle(this.#fence, outcomes);
  }
}
