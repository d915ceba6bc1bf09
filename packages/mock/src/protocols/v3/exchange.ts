import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { Delivery } from '../../core/protocol.js';
import type { Service } from '../../core/service.js';
import { BaseExchange, type BaseSurroundings } from '../exchange.js';
import type { V3Behaviour } from './behaviour.js';
import type { V3Reading } from './reading/call.js';
import type { RequestIds } from './request-ids.js';
import type { Routes } from './routes.js';

/** One call of API 3.0 on its way through the checks. */
export class Exchange extends BaseExchange {
  readonly reading: V3Reading;
  /** The services at the host, then those of the version, as checks find out. */
  services: readonly Service[] = [];

  constructor(delivery: Delivery, given: { requestId: string; failing: FailingResources | undefined }) {
    super(delivery, given);
    // What the protocol has made of the call.
    this.reading = delivery.reading as V3Reading;
  }

  get token(): string | undefined {
    return this.reading.token;
  }
}

/** Remembers which Nonces were used. `timestamp` and `now` in seconds. */
interface NonceMemory {
  has(use: NonceUse, now: number): boolean;
  add(use: NonceUse): void;
}

interface NonceUse {
  readonly secretId: string;
  readonly nonce: string;
  readonly timestamp: number;
}

/** What the checks of API 3.0 look at besides the call. */
export interface Surroundings extends BaseSurroundings {
  readonly behaviour: V3Behaviour;
  /** Region texts that are accepted besides the documented ones. */
  readonly regions: readonly string[];
  readonly routes: Routes;
  readonly requestIds: RequestIds;
  /** Used by calls of method v1, as by those of API 2.0. */
  readonly nonces: NonceMemory;
}
