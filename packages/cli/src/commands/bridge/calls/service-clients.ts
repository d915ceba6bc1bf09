import { createClient, type Client, type ClientConfig, type Operations, type Transport } from '@qcvm/client';
import { didYouMean, services, type OperationDescriptor } from '@qcvm/client/descriptors';
import { callAction, createClient as createClientV3, relay, v3, type RelayedResult } from '@qcvm/client/v3';
import { signedRequest, type Language } from '@qcvm/client/v3/wire';
import { parseEndpoint, type SigningCredentials } from '@qcvm/client/wire';
import { publicParameters } from '@qcvm/mock/server';
import type { CallResult } from '@qcvm/client';
import type { Key } from '../keys/keys.js';

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

/** How one call is made. */
export interface CallHow {
  /** Nothing for a call that names none. */
  readonly region: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Any Action of a version of API 3.0. */
export interface NewerCall {
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly reads: boolean;
  /** The types of its parameters are known. */
  readonly isTyped: boolean;
  /** How it came. What came in a body may be secret, and stays out of the URL. */
  readonly method: string;
  /** Of the service's messages; nothing for that of the account. */
  readonly language: Language | undefined;
}

/** The clients of one key. */
export class ServiceClients {
  readonly #config: Omit<ClientConfig, 'api' | 'credentials'> & { readonly credentials: SigningCredentials };
  readonly #carried = new Map<string, Client<Operations>>();
  readonly #passed = new Map<string, object>();

  constructor(config: Omit<ClientConfig, 'api' | 'credentials'>, key: Key) {
    const { secretId, secretKey, token } = key;
    this.#config = { ...config, credentials: { secretId, secretKey, ...(token !== undefined && { token }) } };
    // At once, so that an invalid configuration is reported at the start and not with the first call.
    this.#passing('json', true);
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
  async pass(call: NewerCall, how: CallHow): Promise<CallResult> {
    const { service, version, action, parameters, reads, isTyped, method, language } = call;
    const { region, signal } = how;
    const idempotency = reads ? 'read' : 'once';
    return callAction(
      this.#passing(isTyped ? 'json' : formFor(method, parameters), region !== undefined, language),
      { service, version, action, parameters, idempotency, ...(region !== undefined && { region }) },
      signal ? { signal } : {},
    );
  }

  #passing(form: PassedForm, hasRegion: boolean, language?: Language): object {
    const name = `${form} ${hasRegion} ${language}`;
    let client = this.#passed.get(name);
    if (!client) {
      const { method: _, signatureMethod: __, transport, ...config } = this.#config;
      client = createClientV3(
        {},
        {
          ...{ ...config, ...passedForms[form], ...(language && { language }) },
          transport:
            hasRegion || transport === undefined ? transport : withoutRegion(transport, config.credentials),
        },
      );
      this.#passed.set(name, client);
    }
    return client;
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

/** How the parameters of a call are sent that is passed on: as texts, where no table says what they are. */
const passedForms = {
  json: {},
  query: { method: 'GET' },
  form: { method: 'POST', signatureMethod: 'HmacSHA256' },
} as const;
type PassedForm = keyof typeof passedForms;

/** A query has its limit at 32 KB; with its encoding it may become three times as long. */
const formFor = (method: string, parameters: object): PassedForm =>
  method === 'GET' && JSON.stringify(parameters).length < 10_000 ? 'query' : 'form';

/** A client has a region, which a call that names none must not be given. It is signed in a form only, which is signed anew. */
const withoutRegion = (transport: Transport, credentials: SigningCredentials): Transport => ({
  send: async ({ headers: { 'x-tc-region': _, ...headers }, ...request }) => {
    const { url, body } = request;
    if (body === undefined || !headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      return transport.send({ ...request, headers });
    const fields = [...new URLSearchParams(body)];
    const {
      Action,
      Version,
      Timestamp,
      Nonce,
      Language: language,
    } = Object.fromEntries<string | undefined>(fields);
    // A form is signed for no service by name.
    const { secrets: __, ...signed } = await signedRequest({
      ...{ endpoint: parseEndpoint(url), service: 'any', action: Action ?? '', version: Version ?? '' },
      ...{ timestamp: Number(Timestamp), nonce: () => Number(Nonce), credentials },
      ...{ method: 'POST', signatureMethod: 'HmacSHA256' },
      ...(language && { language: language as Language }),
      parameters: Object.fromEntries(fields.filter(([name]) => !publicParameters.has(name))),
    });
    return transport.send({ ...request, ...signed });
  },
});
