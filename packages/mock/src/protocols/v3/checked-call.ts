import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { Delivery } from '../../core/protocol.js';
import type { Service } from '../../core/service.js';
import { CheckedCall, type BaseSurroundings } from '../checked-call.js';
import type { V3Behaviour } from './behaviour.js';
import type { V3Reading } from './reading/call.js';
import type { RequestIds } from './request-ids.js';

/** One call of API 3.0 on its way through the checks. */
export class CheckedCallV3 extends CheckedCall {
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

/** What the checks of API 3.0 look at in addition to the call. */
export interface Surroundings extends BaseSurroundings {
  readonly behaviour: V3Behaviour;
  /** Region texts that are accepted in addition to the documented ones. */
  readonly regions: readonly string[];
  readonly requestIds: RequestIds;
}
