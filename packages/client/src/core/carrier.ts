import type { ProtocolName } from '../model/descriptor.js';
import { isObject } from '../model/option-rules.js';
import { define, own } from '../model/own.js';
import type { Call } from './call/call.js';
import type { CommonConfig, Settings } from './config.js';

/** Another API that carries the calls of a client, as `config.api` takes it: `v3()` of `@qcvm/client/v3` makes one. */
export interface Carrier {
  /** The API that the requests are sent to. */
  readonly protocol: ProtocolName;
}

/** How the calls of one client are made. */
export interface Calling {
  readonly settings: Settings;
  readonly call: Call;
}

/** By whom a carrier is asked to make calls. */
export interface Caller {
  /** The protocol of the operations that are called. */
  readonly carried: ProtocolName;
  /** The copy of this package that the client is of: see `copy`. */
  readonly copy: object;
}

/**
 * Makes the calls of one client.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export type Bind = (config: CommonConfig, caller: Caller) => Calling;

/** Tells one copy of this package from another that is loaded beside it: a program may get two of them by its dependencies. */
export const copy: object = {};

/** In the carriers of every copy, so that one of another copy is known for what it is. */
const brand = Symbol.for('@qcvm/client.carrier');

/** A carrier of which nothing is seen but its protocol. */
export function createCarrier(protocol: ProtocolName, bind: Bind): Carrier {
  const carrier: Carrier = { protocol };
  define(carrier, brand, { value: bind });
  return Object.freeze(carrier);
}

/** What the carrier of a configuration does, if that has one. */
export function bindOf(config: object): Bind | undefined {
  const { api }: { readonly api?: Carrier & { readonly [brand]?: Bind } } = own({ ...config });
  return isObject(api) && Object.hasOwn(api, brand) ? api[brand] : undefined;
}
