import type { Quota } from '@qcvm/client/descriptors';
import type { QuotaCounter } from '../../accounts/quota.js';
import type { AccountStore } from '../../accounts/store.js';
import type { Clock } from '../../core/clock.js';
import type { ExpectedCalls } from '../../core/expectations/expected-calls.js';
import type { ProtocolBehaviour } from './behaviour.js';
import type { NonceStore } from './nonces.js';
import type { Routes } from './routes.js';

/** What the checks of API 2.0 look at besides the request. */
export interface Surroundings {
  readonly behaviour: ProtocolBehaviour;
  readonly clock: Clock;
  readonly accounts: AccountStore;
  readonly quota: QuotaCounter;
  /** For every account that says nothing of its own; left out: those of the service. */
  readonly quotas: readonly Quota[] | false | undefined;
  readonly nonces: NonceStore;
  readonly expected: ExpectedCalls;
  readonly routes: Routes;
  /** Whether a refusal of the signature tells why it is wrong. */
  readonly explainSignatures: 'never' | 'response';
}
