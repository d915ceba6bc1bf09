import type { ProtocolName } from '../model/descriptor.js';
import { own } from '../model/own.js';
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

/**
 * Makes the calls of one client.
 *
 * @param carried - The protocol of the operations that are called.
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export type Bind = (config: CommonConfig, carried: ProtocolName) => Calling;

const binds = new WeakMap<object, Bind>();

/** A carrier from which nothing can be read but its protocol. */
export function createCarrier(protocol: ProtocolName, bind: Bind): Carrier {
  const carrier = Object.freeze({ protocol });
  binds.set(carrier, bind);
  return carrier;
}

/** What the carrier of a configuration does, if that has one. */
export const bindOf = (config: object): Bind | undefined =>
  binds.get(own({ ...config } as { readonly api: object }).api);
