import type { Service } from '../../core/service.js';
import type { BaseExchange } from '../exchange.js';
import type { Form } from '../query/form.js';

/** One request of API 2.0 on its way through the checks. */
export interface Exchange extends BaseExchange {
  readonly form: Form;
  /** The service that the host belongs to, if there is one. */
  readonly service: Service | undefined;
}
