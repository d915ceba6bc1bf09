import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { Delivery } from '../../core/protocol.js';
import type { Service } from '../../core/service.js';
import { CheckedCall, type BaseSurroundings } from '../checked-call.js';
import type { Form } from '../query/form.js';
import type { ProtocolBehaviour } from './behaviour.js';

/** One request of API 2.0 on its way through the checks. */
export class CheckedCallV2 extends CheckedCall {
  readonly form: Form;
  /** The service that the host belongs to, if there is one. */
  readonly service: Service | undefined;

  constructor(
    delivery: Delivery,
    { service, failing }: { service: Service | undefined; failing: FailingResources | undefined },
  ) {
    super(delivery, { failing });
    // What the protocol has made of the call.
    this.form = delivery.reading as Form;
    this.service = service;
  }

  get token(): string | undefined {
    return this.form.value('Token');
  }
}

/** What the checks of API 2.0 look at in addition to the request. */
export interface Surroundings extends BaseSurroundings {
  readonly behaviour: ProtocolBehaviour;
}
