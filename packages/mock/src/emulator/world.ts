import type { AccountStore } from '../accounts/store.js';
import type { Behaviour } from '../protocols/v2/behaviour.js';
import type { Clock } from '../core/clock.js';
import type { ExpectedCalls } from '../core/expectations/expected-calls.js';
import type { Durations } from '../services/cvm/instances/durations.js';
import type { InstanceStore } from '../services/cvm/instances/store.js';
import type { NonceStore } from '../protocols/v2/nonces.js';
import type { Operations } from '../services/operation.js';
import type { QuotaOptions } from './options.js';
import type { QuotaCounter } from '../accounts/quota.js';
import type { TaskStore } from '../services/cvm/tasks.js';

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
