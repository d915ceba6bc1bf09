import type { Adapter } from '../http/call.js';
import { shown } from '../words/redact.js';
import { UnexpectedCallError, type UnexpectedCall } from './expectations.js';

/** A server that runs for days must not collect for ever; a test fails on the first. */
const mostRemembered = 1000;

/** The calls that were not expected. */
export class UnexpectedCalls {
  /** Whether such a call fails the test, or is answered like any other. */
  readonly matters: boolean;
  readonly #calls: UnexpectedCall[] = [];

  constructor(mode: 'error' | 'answer') {
    this.matters = mode === 'error';
  }

  get all(): readonly UnexpectedCall[] {
    return this.#calls;
  }

  /**
   * Remembers one.
   *
   * @throws UnexpectedCallError where an adapter can throw at the caller
   */
  report(call: { id: number; action: string | undefined; adapter: Adapter; message: string }): void {
    const action = shown(call.action ?? '');
    const { id, adapter, message } = call;
    if (this.#calls.length < mostRemembered) this.#calls.push({ requestId: id, action, message });
    if (adapter !== 'server') throw new UnexpectedCallError(message, { action });
  }
}
