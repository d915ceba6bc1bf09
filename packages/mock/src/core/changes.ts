/** Live changes: what the server's page shows, and what makes waiting possible on a clock that stands still. */

export type Change =
  /** A request was answered (or dropped); `id` finds it in the request log. */
  | { readonly kind: 'request'; readonly id: number }
  /** Instances were added, removed, or began a change of state. */
  | { readonly kind: 'instances' }
  /** The clock was moved by hand. Time that merely passes is not announced. */
  | { readonly kind: 'clock'; readonly now: number }
  /** A fault was added, removed or used up. */
  | { readonly kind: 'faults' }
  /** Accounts or keys were changed. */
  | { readonly kind: 'accounts' }
  /** A snapshot was restored: everything may be different. */
  | { readonly kind: 'restored' };

export type ChangeListener = (change: Change) => void;

/** Tells every listener. A listener that throws does not keep the others from hearing. */
export class Changes {
  readonly #listeners = new Set<ChangeListener>();

  /** Hears every change from now on; the result stops it. */
  subscribe(listener: ChangeListener): () => void {
    // A wrapper each time, so that subscribing the same function twice means hearing twice.
    const own: ChangeListener = (change) => listener(change);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  announce(change: Change): void {
    if (this.#listeners.size === 0) return;
    const failures: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
