import type { Service } from '../../core/service.js';
import type { BaseExchange } from '../exchange.js';
import type { V3Reading } from './reading/call.js';

/** One call of API 3.0 on its way through the checks. */
export interface Exchange extends BaseExchange {
  readonly reading: V3Reading;
  readonly requestId: string;
  /** The services at the host, then those of the version, as checks find out. */
  services: readonly Service[];
}
