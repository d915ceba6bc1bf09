import type { AccountStore } from './accounts/store.js';
import type { Behaviour } from './behaviour.js';
import type { Clock } from './clock.js';
import type { ExpectedCalls } from './expectations/expected-calls.js';
import type { Durations } from './instances/durations.js';
import type { InstanceStore } from './instances/store.js';
import type { NonceStore } from './nonces.js';
import type { Operations } from './operations/operation.js';
import type { QuotaOptions } from './options.js';
import type { QuotaCounter } from './quota.js';
import type { TaskStore } from './tasks.js';

/** Everything that an answer can depend on. */
export interface World {
  /** A restored snapshot brings its own, as its history goes on. */
  seed: number;
  readonly behaviour: Behaviour;
  readonly durations: Durations;
  readonly quotaOptions: Required<QuotaOptions> | false;
  readonly explainSignatures: 'never' | 'response';
  readonly clock: Clock;
  readonly operations: Operations;
  readonly accounts: AccountStore;
  readonly instances: InstanceStore;
  readonly nonces: NonceStore;
  readonly quota: QuotaCounter;
  readonly tasks: TaskStore;
  readonly expected: ExpectedCalls;
}
