import type { CallResult, ClientConfig, Transport, TransportResponse } from '@qcvm/client';
import { callAction, createClient } from '@qcvm/client/v3';
import { signedRequest, type Language } from '@qcvm/client/v3/wire';
import { parseEndpoint, type SigningCredentials } from '@qcvm/client/wire';
import { publicParameters } from '@qcvm/mock/server';

/** What the clients of one key have in common. */
export type ClientsConfig = Omit<ClientConfig, 'api' | 'credentials'> & {
  readonly credentials: SigningCredentials;
};

/** How one call is made. */
export interface CallHow {
  /** Nothing for a call that names none. */
  readonly region: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** How one call is passed on. */
export interface PassHow extends CallHow {
  /** Hears each response to it, as it came. The last one is what the result, or the error, is made of. */
  readonly hear: (response: TransportResponse) => void;
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

/** A client that is lent to one call at a time: so what its transport hears is the response to that call. */
interface LentClient {
  readonly client: object;
  hear: PassHow['hear'] | undefined;
}

/** The clients of one key for Actions of API 3.0 that are passed on. */
export class PassingClients {
  readonly #config: ClientsConfig;
  /** Those that no call has, by how they send. */
  readonly #free = new Map<string, LentClient[]>();

  constructor(config: ClientsConfig) {
    this.#config = config;
    // At once, so that an invalid configuration is reported at the start and not with the first call.
    this.#make({ form: 'json', hasRegion: true });
  }

  /** Calls an Action as it is. */
  async pass(call: NewerCall, { region, signal, hear }: PassHow): Promise<CallResult> {
    const { service, version, action, parameters, reads, isTyped, method, language } = call;
    const idempotency = reads ? 'read' : 'once';
    const kind = {
      form: isTyped ? 'json' : formFor(method, parameters),
      hasRegion: region !== undefined,
      language,
    } as const;
    const name = `${kind.form} ${kind.hasRegion} ${language}`;
    let free = this.#free.get(name);
    if (!free) this.#free.set(name, (free = []));
    const lent = free.pop() ?? this.#make(kind);
    lent.hear = hear;
    try {
      return await callAction(
        lent.client,
        { service, version, action, parameters, idempotency, ...(region !== undefined && { region }) },
        signal ? { signal } : {},
      );
    } finally {
      lent.hear = undefined;
      free.push(lent);
    }
  }

  #make({ form, hasRegion, language }: PassedKind): LentClient {
    const { method: _, signatureMethod: __, transport: given, ...config } = this.#config;
    if (!given) throw new Error('a bridge has a transport of its own');
    const transport: Transport = {
      send: async (request) => {
        const response = await given.send(request);
        // What comes after the end of its attempt is the response to none.
        if (!request.signal.aborted) lent.hear?.(response);
        return response;
      },
    };
    const client = createClient(
      {},
      {
        ...{ ...config, ...passedForms[form], ...(language && { language }) },
        transport: hasRegion ? transport : withoutRegion(transport, config.credentials),
      },
    );
    const lent: LentClient = { client, hear: undefined };
    return lent;
  }
}

/** How a client sends. */
interface PassedKind {
  readonly form: PassedForm;
  readonly hasRegion: boolean;
  readonly language?: Language | undefined;
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
