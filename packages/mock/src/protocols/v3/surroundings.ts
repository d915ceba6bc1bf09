import type { Quota } from '@qcvm/client/descriptors';
import type { QuotaCounter } from '../../accounts/quota.js';
import type { AccountStore } from '../../accounts/store.js';
import type { ExpectedCalls } from '../../core/expectations/expected-calls.js';
import type { V3Behaviour } from './behaviour.js';
import type { RequestIds } from './request-ids.js';
import type { Routes } from './routes.js';

/** Remembers which Nonces were used. `timestamp` and `now` in seconds. */
export interface NonceMemory {
  has(use: NonceUse, now: number): boolean;
  add(use: NonceUse): void;
}

interface NonceUse {
  readonly secretId: string;
  readonly nonce: string;
  readonly timestamp: number;
}

/** What the checks of API 3.0 look at besides the call. */
export interface Surroundings {
  readonly behaviour: V3Behaviour;
  /** Region texts that are accepted besides the documented ones. */
  readonly regions: readonly string[];
  readonly accounts: AccountStore;
  readonly quota: QuotaCounter;
  /** For every account that says nothing of its own; left out: those of the operation. */
  readonly quotas: readonly Quota[] | false | undefined;
  readonly expected: ExpectedCalls;
  readonly routes: Routes;
  readonly requestIds: RequestIds;
  /** Used by calls of method v1, as by those of API 2.0. */
  readonly nonces: NonceMemory;
  /** Whether a refusal of the signature tells why it is wrong. */
  readonly explainSignatures: 'never' | 'response';
}
