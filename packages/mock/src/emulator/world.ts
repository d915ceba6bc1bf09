import type { QuotaCounter } from '../accounts/quota.js';
import type { AccountStore } from '../accounts/store.js';
import type { NonceStore } from '../protocols/nonces.js';
import type { RequestIds } from '../protocols/v3/request-ids.js';
import type { Behaviour } from './behaviour.js';
import type { CvmWorld } from '../services/cvm/world.js';

/** Everything that has a history: what a snapshot keeps. */
export interface World extends CvmWorld {
  /** A restored snapshot brings its own, as its history goes on. */
  seed: number;
  readonly behaviour: Behaviour;
  readonly accounts: AccountStore;
  readonly nonces: NonceStore;
  readonly quota: QuotaCounter;
  readonly requestIds: RequestIds;
}
