import type { FailingResources } from '../../core/faults/partial-failure.js';
import type { Delivery } from '../../core/protocol.js';
import type { Service } from '../../core/service.js';
import { BaseExchange } from '../exchange.js';
import type { Form } from '../query/form.js';

/** One request of API 2.0 on its way through the checks. */
export class Exchange extends BaseExchange {
  readonly form: Form;
  /** The service that the host belongs to, if there is one. */
  readonly service: Service | undefined;

  constructor(
    delivery: Delivery,
    {
      form,
      service,
      failing,
    }: Pick<Exchange, 'form' | 'service'> & { failing: FailingResources | undefined },
  ) {
    super(delivery, failing);
    this.form = form;
    this.service = service;
  }
}
