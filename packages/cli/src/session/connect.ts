import type {
  ActionOptions,
  ActionRequest,
  CallResult,
  Client,
  ClientConfig,
  Cvm,
  Hooks,
  Operations,
  Transport,
} from '@qcvm/client';
import type { ClientConfig as NewerConfig, Cvm as NewerCvm } from '@qcvm/client/v3';
import type { CommandDescriptor } from '../command.js';
import type { Context } from './context.js';
import { olderSignatureMethod, type Settings } from '../configuration/settings.js';
import { searchCredentials, type FoundCredentials } from './credentials.js';
import { commandOf, isCarried } from '../operations/operation-table.js';
import { duration } from '../output/numbers.js';
import { keepWholeNumbers } from '../output/whole-numbers.js';

/** A client for the rest of this command. */
export interface Connection {
  readonly cvm: Cvm;
  /** A client of API 3.0 itself. */
  readonly newer: () => Promise<NewerCvm>;
  /** Where its requests go. */
  readonly endpoint: string;
  /** The key that its requests are signed with. */
  readonly credentials: () => Promise<FoundCredentials>;
}

/** The default endpoint for instances with API 2.0. */
export const serviceEndpoint = commandOf('DescribeInstances').endpoint;

export interface ConnectOptions {
  readonly region: string;
  /** Hears of retries, in addition to `--verbose`. */
  readonly notice?: (message: string) => void;
  /** Hears of every attempt that is sent. */
  readonly onCall?: (action: string) => void;
  /** What differs from the client's defaults. */
  readonly config?: Pick<ClientConfig, 'retry' | 'transport'>;
}

function hooksOf(context: Context, { notice, onCall }: Pick<ConnectOptions, 'notice' | 'onCall'>): Hooks {
  const { environment, options, style } = context;
  const say = (text: string): void => void environment.stderr.write(style.err.dim(`${text}\n`));
  return {
    onRequest: ({ action }) => onCall?.(action),
    ...(options.verbose
      ? {
          onResponse: (event) => {
            const { method, action, region, status, code, ids, failure } = event;
            const about = ids === undefined ? '' : ` (${ids} ids)`;
            const answer = failure ?? `HTTP ${status ?? '?'}, code ${code ?? '?'}`;
            const request = event.requestId === undefined ? '' : `, request ${event.requestId}`;
            say(`${method} ${action} ${region}${about}: ${answer} in ${duration(event.duration)}${request}`);
          },
        }
      : {}),
    onRetry: ({ action, region, attempt, delay, failure }) => {
      const text = `${action} in ${region}: ${failure}, attempt ${attempt + 1} in ${duration(delay)}`;
      if (options.verbose) say(text);
      notice?.(text);
    },
  };
}

/** The transport of this environment: the network, through a proxy where the environment says so. */
export async function transportFor(context: Context): Promise<Transport> {
  const { environment } = context;
  if (environment.client?.transport !== undefined) return environment.client.transport;
  const { createNodeTransport, proxyFromEnvironment } = await import('@qcvm/client/node');
  return createNodeTransport({ proxy: proxyFromEnvironment((name) => environment.variable(name)) });
}

async function configOf(
  context: Context,
  settings: Settings,
  { region, config = {}, ...listeners }: ConnectOptions,
): Promise<{ readonly config: ClientConfig; readonly found: () => Promise<FoundCredentials> }> {
  const { environment } = context;
  const search = await searchCredentials(context, settings);
  const all: ClientConfig = {
    region,
    credentials: search.provider,
    ...(settings.endpoint === undefined
      ? {}
      : {
          endpoint: settings.allowPlainHttp
            ? { url: settings.endpoint, allowPlainHttp: true }
            : settings.endpoint,
        }),
    hooks: hooksOf(context, listeners),
    transport: await transportFor(context),
    ...(environment.client?.runtime === undefined ? {} : { runtime: environment.client.runtime }),
    ...config,
  };
  return { config: all, found: search.found };
}

/** How requests of API 2.0 are signed, where that is said. */
function olderSigning(settings: Settings): Pick<ClientConfig, 'signatureMethod'> {
  const signatureMethod = olderSignatureMethod(settings);
  return signatureMethod === undefined ? {} : { signatureMethod };
}

/** The same for API 3.0. */
const signing = ({ signatureMethod }: Settings): Pick<NewerConfig, 'signatureMethod'> =>
  signatureMethod === undefined ? {} : { signatureMethod };

/** What a client of API 3.0 itself is given. */
const newerConfig = (
  { method: _method, api: _api, ...common }: ClientConfig,
  settings: Settings,
): NewerConfig => ({ ...common, ...signing(settings) });

/** Where requests about instances go with these settings. */
export async function endpointOf({ api, endpoint }: Pick<Settings, 'api' | 'endpoint'>): Promise<string> {
  if (endpoint !== undefined) return endpoint;
  if (api === '2.0') return serviceEndpoint;
  const { hosts, path } = (await import('@qcvm/client/v3')).cvmOperations.describeInstances.service;
  return `https://${hosts[0]}${path}`;
}

/** The API that carries the calls, where that is not API 2.0 itself, and how they are signed. */
async function carrierOf(settings: Settings): Promise<Pick<ClientConfig, 'api' | 'signatureMethod'>> {
  if (settings.api === '2.0') return olderSigning(settings);
  const { v3 } = await import('@qcvm/client/v3');
  return { api: v3({ language: 'en-US', ...signing(settings) }) };
}

/** Opens a client for instances. One for all regions: they share the account's quota, and so must we. */
export async function connect(
  context: Context,
  settings: Settings,
  options: ConnectOptions,
): Promise<Connection> {
  const { createCvm } = await import('@qcvm/client');
  const { config, found } = await configOf(context, settings, options);
  return {
    cvm: createCvm({ ...config, ...(await carrierOf(settings)) }),
    newer: async () => (await import('@qcvm/client/v3')).createCvm(newerConfig(config, settings)),
    endpoint: await endpointOf(settings),
    credentials: found,
  };
}

/** The API that a command's operation is called by. What API 3.0 does not carry goes by API 2.0, unless 3.0 was asked for. */
export const apiFor = ({ api, apiIsNamed }: Settings, command: CommandDescriptor): Settings['api'] =>
  apiIsNamed || isCarried(command) ? api : '2.0';

/** Opens a client of the service that a command belongs to. */
export async function connectFor(
  command: CommandDescriptor,
  context: Context,
  {
    settings,
    region,
    transport,
  }: { readonly settings: Settings; readonly region: string; readonly transport?: Transport },
): Promise<Client<Operations>> {
  const { createClient } = await import('@qcvm/client');
  const { services } = await import('@qcvm/client/descriptors');
  const found = services.find(({ service }) => service.name === command.service);
  if (found === undefined) throw new Error(`the client has no service ${command.service}`);
  const { config } = await configOf(context, settings, {
    region,
    ...(transport && { config: { transport, retry: false } }),
  });
  const api = apiFor(settings, command);
  return createClient(found.operations, { ...config, ...(await carrierOf({ ...settings, api })) });
}

type Fields = Readonly<Record<string, unknown>>;
/** A method of a client, by a name that only the table of commands knows. */
type NamedMethod = (input: Fields, options?: { signal: AbortSignal; region: string }) => Promise<Fields>;

const isMethod = (value: unknown): value is NamedMethod => typeof value === 'function';

/** The method of a client that a command calls. */
export function methodOf(client: Fields, { method: name }: CommandDescriptor): NamedMethod {
  const method = client[name];
  if (!isMethod(method)) throw new Error(`the client has no method ${name}`);
  return method;
}

/** Calls any Action of one generation of the API. */
export type UntypedCall = (request: ActionRequest, options: ActionOptions) => Promise<CallResult>;

/** A transport whose answers keep all digits of whole numbers. */
const keepingNumbers = (transport: Transport): Transport => ({
  async send(request) {
    const response = await transport.send(request);
    return { ...response, body: keepWholeNumbers(response.body) };
  },
});

/** Opens a client for Actions that no table describes. Whole numbers of their answers are kept for what prints them. */
export async function connectUntyped(
  generation: 'v2' | 'v3',
  context: Context,
  { settings, region }: { readonly settings: Settings; readonly region: string },
): Promise<UntypedCall> {
  const transport = keepingNumbers(await transportFor(context));
  const { config } = await configOf(context, settings, { region, config: { transport } });
  if (generation === 'v2') {
    const { callAction, createCvm } = await import('@qcvm/client');
    const client = createCvm({ ...config, ...olderSigning(settings) });
    return (request, options) => callAction(client, request, options);
  }
  const { callAction, createCvm } = await import('@qcvm/client/v3');
  // With what it knows of the errors of its own service.
  const client = createCvm(newerConfig(config, settings));
  return (request, options) => callAction(client, request, options);
}
