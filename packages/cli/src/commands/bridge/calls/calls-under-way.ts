import type { Form, IncomingCall, NonceUse } from '@qcvm/mock/server';
import type { Wanted } from './wanted.js';

/** A call under way. */
export interface CallUnderWay {
  readonly call: IncomingCall;
  readonly started: number;
  form: Form | undefined;
  /** By what it is known again, once it is let in. */
  use: NonceUse | undefined;
  /** What it asks for, once it is sent. */
  wanted: Wanted | undefined;
  /** Where it stands among the others. */
  place: number;
  /** It has its line, and is counted. */
  isNoted: boolean;
  /** Called once it is over. */
  over: (() => void)[] | undefined;
}

/**
 * The calls under way. It is an array, as calls come and go: a `Set` moves into a new table every few of them, and in V8 a table that was
 * left keeps its successor, with all calls in it, until the next full collection.
 */
export class CallsUnderWay {
  readonly #calls: CallUnderWay[] = [];

  get count(): number {
    return this.#calls.length;
  }

  all(): readonly CallUnderWay[] {
    return [...this.#calls];
  }

  begin(call: IncomingCall, started: number): CallUnderWay {
    const begun: CallUnderWay = {
      call,
      started,
      form: undefined,
      use: undefined,
      wanted: undefined,
      place: this.#calls.length,
      isNoted: false,
      over: undefined,
    };
    this.#calls.push(begun);
    return begun;
  }

  end({ place, over }: CallUnderWay): void {
    const last = this.#calls.pop();
    if (last && last.place !== place) {
      last.place = place;
      this.#calls[place] = last;
    }
    for (const callback of over ?? []) callback();
  }

  /** The call that was let in by this use of a Nonce; nothing if it is not under way. */
  letInBy({ secretId, timestamp, nonce }: NonceUse): CallUnderWay | undefined {
    return this.#calls.find(
      ({ use }) => use?.nonce === nonce && use.timestamp === timestamp && use.secretId === secretId,
    );
  }

  /** Waits for the end of a call that is under way. */
  endOf(call: CallUnderWay): Promise<void> {
    return new Promise((resolve) => (call.over ??= []).push(resolve));
  }
}
