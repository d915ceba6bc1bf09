import type { ProtocolName } from '../../model/descriptor.js';
import { define, own } from '../../model/own.js';
import type { Call } from '../call/call.js';
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

/**
 * Makes the calls of one client.
 *
 * @param carried - The protocol of the operations that are called.
 * @param copy - `bindOf` of the copy of this package that the client is of: a program may get two copies by its dependencies.
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export type Bind = (config: CommonConfig, carried: ProtocolName, copy: typeof bindOf) => Calling;

/** In the carriers of every copy, so that one of another copy is known for what it is. */
const brand = Symbol.for('@qcvm/client.carrier');

/** A carrier of which nothing is seen but its protocol. */
export function createCarrier(protocol: ProtocolName, bind: Bind): Carrier {
  const carrier: Carrier = { protocol };
  define(carrier, brand, { value: bind });
  return Object.freeze(carrier);
}

/** What the carrier of a configuration does, if that has one. */
export const bindOf = (config: object): Bind | undefined => {
  const { api }: { readonly api?: { readonly [brand]?: Bind } } = own({ ...config });
  return api?.[brand];
};
