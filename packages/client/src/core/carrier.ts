import { isObject, type Rule } from '../model/options.js';
import type { Call } from './call.js';
import type { CommonConfig, Settings } from './config.js';

/** How the calls of one client are made. */
export interface Calling {
  readonly settings: Settings;
  readonly call: Call;
}

/**
 * Another API that carries the calls of a client, as `config.api` takes it: `v3()` of `@qcvm/client/v3` makes one. There is
 * nothing in it for applications.
 */
export interface Carrier {
  /** @throws ValidationError with everything that is wrong with the configuration. */
  readonly bind: (config: CommonConfig) => Calling;
}

export const isCarrier = (value: unknown): value is Carrier =>
  isObject(value) && typeof (value as Partial<Carrier>).bind === 'function';

export const carrierRule: Rule = { must: 'what v3() of @qcvm/client/v3 gives', test: isCarrier };
