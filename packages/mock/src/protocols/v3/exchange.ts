import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { Delivery } from '../../core/protocol.js';
import type { Service } from '../../core/service.js';
import { BaseExchange } from '../exchange.js';
import type { V3Reading } from './reading/call.js';

/** One call of API 3.0 on its way through the checks. */
export class Exchange extends BaseExchange {
  readonly reading: V3Reading;
  readonly requestId: string;
  /** The services at the host, then those of the version, as checks find out. */
  services: readonly Service[] = [];

  constructor(
    delivery: Delivery,
    { requestId, failing }: { requestId: string; failing: FailingResources | undefined },
  ) {
    super(delivery, failing);
    // What the protocol has made of the call.
    this.reading = delivery.reading as V3Reading;
    this.requestId = requestId;
  }
}
