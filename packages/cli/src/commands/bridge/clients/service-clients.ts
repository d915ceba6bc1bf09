import { createClient, type CallResult, type Client, type Operations } from '@qcvm/client';
import { services, type OperationDescriptor } from '@qcvm/client/descriptors';
import { didYouMean, relay, type RelayedResult } from '@qcvm/client/internal';
import { v3 } from '@qcvm/client/v3';
import type { Key } from '../keys/keys.js';
import {
  PassingClients,
  type CallHow,
  type ClientsConfig,
  type NewerCall,
  type PassHow,
} from './passing-clients.js';

/** Every operation of API 2.0, by service and Action. */
const operations = new Map<string, ReadonlyMap<string, OperationDescriptor>>(
  services.map(({ service, operations: all }) => [
    service.name,
    new Map(
      Object.values<OperationDescriptor>(all).map((operation) => [operation.action, operation] as const),
    ),
  ]),
);

/** The first service that has each Action. */
const serviceWith = new Map(
  [...operations]
    .reverse()
    .flatMap(([service, byAction]) => [...byAction.keys()].map((action) => [action, service])),
);
const [firstService = 'cvm'] = operations.keys();

/** The service of a call: the one that its host names, or else the first that has its Action. */
export const serviceOf = (module: string | undefined, action: string): string =>
  module ?? serviceWith.get(action) ?? firstService;

export const operationOf = (service: string, action: string): OperationDescriptor | undefined =>
  operations.get(service)?.get(action);

/** What is said of an Action of which nothing is known: it may be misspelt, or of API 3.0. */
export function unknownAction(service: string, action: string): string {
  const known = operations.get(service);
  const meant = known && didYouMean(action, [...known.keys()]);
  const why = known
    ? `the module ${service} of API 2.0 has none of this name${meant === undefined ? '' : ` (did you mean ${meant}?)`}`
    : `nothing is known here of a module ${service} of API 2.0 with such an Action`;
  return `Action ${action}: ${why}; nothing was sent. An Action of API 3.0 is called with its Version, such as Version=2017-03-12`;
}

/** The clients of one key. */
export class ServiceClients {
  readonly #config: ClientsConfig;
  readonly #carried = new Map<string, Client<Operations>>();
  readonly #passing: PassingClients;

  constructor(config: Omit<ClientsConfig, 'credentials'>, key: Key) {
    const { secretId, secretKey, token } = key;
    this.#config = { ...config, credentials: { secretId, secretKey, ...(token !== undefined && { token }) } };
    this.#passing = new PassingClients(this.#config);
  }

  /** Calls an operation of API 2.0, carried by API 3.0. */
  carry(
    operation: OperationDescriptor,
    input: Readonly<Record<string, unknown>>,
    { region, signal }: CallHow,
  ): Promise<RelayedResult> {
    return relay(this.#clientOf(operation.service.name), {
      operation,
      input,
      ...(region !== undefined && { region }),
      ...(signal && { signal }),
    });
  }

  /** Calls an Action of API 3.0 as it is. */
  pass(call: NewerCall, how: PassHow): Promise<CallResult> {
    return this.#passing.pass(call, how);
  }

  #clientOf(service: string): Client<Operations> {
    let client = this.#carried.get(service);
    if (!client) {
      const own = services.find((each) => each.service.name === service);
      client = createClient(own?.operations ?? {}, { ...this.#config, api: v3({ language: 'en-US' }) });
      this.#carried.set(service, client);
    }
    return client;
  }
}
