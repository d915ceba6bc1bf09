import type { Transport, TransportRequest, TransportResponse } from '@qcvm/client/wire';
import type { Accounts } from '../accounts/accounts.js';
import type { IncomingCall, OutgoingAnswer } from '../core/http/call.js';
import type { ChangeListener } from '../core/changes.js';
import type { Clock } from '../core/clock.js';
import type { ExpectedCall, UnexpectedCall } from '../core/expectations/expectations.js';
import type { Faults } from '../core/faults/rule.js';
import type { RequestLog } from '../core/log/entry.js';
import type { Instances } from '../services/cvm/instances/instances.js';
import type { Tasks } from '../services/cvm/tasks.js';
import type { EmulatorServer, ListenOptions } from './listen.js';
import type { Snapshot } from './snapshot.js';

/**
 * A stateful fake of the CVM API, one engine behind every adapter. All its functions may be passed around
 * without it.
 */
export interface Emulator extends Transport {
  /** A key that works: the first active key of the first account. */
  readonly credentials: { readonly secretId: string; readonly secretKey: string; readonly token?: string };
  readonly clock: Clock;
  /**
   * Time for a client in the same process: `createCvm({ …, transport: emulator, runtime: emulator.runtime })`. `now` is the
   * time that signatures are judged by, so that what the client signs is always fresh (see `signatureClock`); `sleep` passes
   * on the emulator's own clock, so that a wait takes as long as the states of instances do.
   */
  readonly runtime: {
    readonly now: () => number;
    readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  };
  readonly instances: Instances;
  readonly accounts: Accounts;
  readonly tasks: Tasks;
  readonly faults: Faults;
  /** The requests and their outcomes. */
  readonly requests: RequestLog;

  /** The engine itself, which every adapter shares. Rejects only with an `UnexpectedCallError`. */
  readonly handle: (call: IncomingCall) => Promise<OutgoingAnswer>;
  /** The in-process transport: `createCvm({ …, transport: emulator })`. */
  readonly send: (request: TransportRequest) => Promise<TransportResponse>;
  /**
   * A `fetch` that needs no network and no interception. It rejects with an `UnexpectedCallError` where a call was not expected. For a
   * client with `fetch: emulator.fetch` that is a lost connection, as all that a `fetch` rejects with: it retries what only reads, and
   * waits before it does, for ever on a manual clock that stands still. `transport: emulator` tells it not to.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** An HTTP(S) server, on loopback by default. Needs Node. */
  readonly listen: (options?: ListenOptions) => Promise<EmulatorServer>;

  /** Announces a call. As soon as one is announced, calls that were not are unexpected. */
  readonly expect: (call: ExpectedCall) => void;
  /** Throws an `ExpectationError` that lists announced calls that never came, and unexpected ones that did. */
  readonly assertExpectations: () => void;
  readonly unexpectedCalls: readonly UnexpectedCall[];
  /** Throws an `UnexpectedCallError` when there was a call that was not expected. */
  readonly assertNoUnexpectedCalls: () => void;

  /** Everything that makes the future, as plain JSON. */
  readonly snapshot: () => Snapshot;
  /** Continues the history of a snapshot. Throws on anything else, and then changes nothing. */
  readonly restore: (snapshot: unknown) => void;
  /** Hears every change from now on; the result stops it. */
  readonly subscribe: (listener: ChangeListener) => () => void;
}
