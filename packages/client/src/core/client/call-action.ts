import { ValidationError, type Problem } from '../../model/errors/errors.js';
import type {
  CallOptions,
  ErrorTable,
  OperationDescriptor,
  ProtocolName,
  Repeatability,
  ServiceDescriptor,
} from '../../model/descriptor.js';
import { describeProblem } from '../../model/errors/problem.js';
import { assertNoEmptySelectors, readUntyped } from '../../model/parameters/json.js';
import { own } from '../../model/own.js';
import { checkFields, isObject, needObjects, type Rules } from '../../model/option-rules.js';
import { assertNotPublic, neverOwn } from '../../model/parameters/parameter-name.js';
import type { Parameters } from '../../model/parameters/parameters.js';
import type { Call, CallResult } from '../call/call.js';

/** Any Action of any service. */
export interface ActionRequest {
  /**
   * The service, as its host spells it: `cvm`, `cbs`. A client with an `endpoint` sends the calls of all services there; one whose
   * endpoint is the host of a service takes only Actions of that.
   */
  readonly service: string;
  /** The Action, as the vendor spells it: `DescribeDisks`. */
  readonly action: string;
  /** API 3.0: the version of the service, such as `2017-03-12`. Can be left out for the services that this package describes. */
  readonly version?: string | undefined;
  /** As the vendor documents them, in the vendor's spelling. Default: none. */
  readonly parameters?: object | undefined;
  /** Default: the client's. */
  readonly region?: string | undefined;
  /** `read` for an Action that changes nothing: it is repeated after a lost answer. Default `once`. */
  readonly idempotency?: Exclude<Repeatability, 'token'> | undefined;
}

/** How an API takes Actions that no table describes. */
export interface UntypedApi {
  /** One of its services: any other has its hosts by the same rule, and the same path, quotas and common codes. */
  readonly like: ServiceDescriptor;
  /** Each service has versions of its own; else all have the same. */
  readonly versioned?: true;
  /**
   * Copies parameters. Default: by what JSON can represent.
   *
   * @throws ValidationError with everything that has no form on the wire.
   */
  readonly readParameters?: (parameters: object) => Parameters;
}

/** A service that no table describes; `undefined` where its version must be given, or is one of another API. */
function serviceOf({ service, version }: ActionRequest, api: UntypedApi): ServiceDescriptor | undefined {
  const { like, versioned } = api;
  const name = service.toLowerCase();
  const known = version ?? (versioned && name !== like.name ? undefined : like.version);
  if (known === undefined || (versioned ? known === '2.0' : known !== like.version)) return undefined;
  const hosts = like.hosts.map((host) => host.replace(/^[^.]+/, name));
  const isLike = name === like.name && known === like.version;
  return {
    ...{ ...like, name, version: known, hosts, errors: isLike ? like.errors : undefined },
    ...(like.signingName && { signingName: name }),
  };
}

/** Hosts of services begin with the service's name. Calls of one API may go to hosts of another: see `between`. */
const hostOfService = /^([^.]+)\.(?:.*\.)?(?:api\.qcloud|tencentcloudapi)\.com$/;

/** The service at whose own host a client's calls arrive: one of another service may take the Action for one of its own. */
const serviceAt = (endpoint: URL | undefined): string | undefined =>
  endpoint && hostOfService.exec(endpoint.hostname)?.[1];

/** What a call can be given in addition to its request. */
export type ActionOptions = Omit<CallOptions, 'region'>;

interface Caller {
  readonly call: Call;
  readonly protocol: ProtocolName;
  /** Where all calls of the client go, if that is not the service's own host. */
  readonly endpoint: URL | undefined;
  /** Of a client whose entry point brings it along: what only `callAction` needs is no part of other programs. */
  readonly api: UntypedApi | undefined;
}

const callers = new WeakMap<object, Caller>();

/** Remembers how a client calls, without making it readable from it. */
export const rememberCaller = (client: object, caller: Caller): void => {
  callers.set(client, caller);
};

/** How a client calls; `undefined` for what is none. */
export const callOf = (client: object): Call | undefined => callers.get(client)?.call;

const word = {
  must: 'a name such as cvm or StopInstances',
  test: (value: unknown) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9]*$/.test(value),
};
const rules: Rules = {
  service: word,
  action: word,
  version: {
    must: 'a version such as 2017-03-12',
    test: (value) => typeof value === 'string' && /^(?:\d{4}-\d{2}-\d{2}|2\.0)$/.test(value),
  },
  parameters: { must: 'an object', test: isObject },
  region: { must: 'a region such as ap-guangzhou', test: (value) => typeof value === 'string' },
  idempotency: { kind: 'string', values: ['read', 'idempotent', 'once'] },
};

/** A caller, an Action that it can call, and the parameters of the call. */
interface Described {
  readonly caller: Caller;
  readonly operation: OperationDescriptor;
  readonly parameters: Parameters;
}

/** What codes of other Actions say of one that may act twice: what it was, but not that nothing was done and it can be repeated. */
const unsure = (errors: ErrorTable): ErrorTable =>
  Object.fromEntries(
    Object.entries(errors).map(([code, error]) => [
      code,
      error.retry === 'later' ? own({ ...error, retry: 'never', effect: 'unknown' }) : error,
    ]),
  );

/**
 * What is known of an Action: of its errors what the client's own operation says, or all that its operations of the same service say; its
 * own quotas; and what they know of the service.
 */
function knownOf(
  client: object,
  { action, idempotency }: ActionRequest,
  service: ServiceDescriptor,
): Pick<OperationDescriptor, 'errors' | 'service' | 'quotas'> {
  const { name, version } = service;
  const operations = Object.values(client as Readonly<Record<string, { operation: OperationDescriptor }>>)
    .map((method) => method.operation)
    .filter((known) => known.service.name === name && known.service.version === version);
  const ofAction = operations.find((operation) => operation.action === action);
  const quotas = ofAction && own(ofAction).quotas;
  const tables = (ofAction ? [ofAction] : operations).map((known) => known.errors);
  const errors = Object.assign({}, ...tables) as ErrorTable;
  const isSure = ofAction !== undefined || (idempotency ?? 'once') !== 'once';
  return {
    errors: isSure ? errors : unsure(errors),
    service: { ...service, errors: operations[0]?.service.errors ?? service.errors },
    ...(quotas && { quotas }),
  };
}

/**
 * Public parameters that a caller has put among those of the Action: in API 3.0 they are headers, and some Actions have parameters of
 * the same names, but none of the service that this client knows has a Region of its own.
 */
const misplaced = (service: ServiceDescriptor, { like }: UntypedApi): readonly string[] =>
  service.name === like.name ? [...neverOwn, 'Region'] : neverOwn;

function describe(client: object, request: ActionRequest, ofEntry: UntypedApi | undefined): Described {
  const caller = callers.get(client);
  const found = caller?.api ?? (caller?.protocol === ofEntry?.like.protocol ? ofEntry : undefined);
  const api = found && own(found);
  const problems: Problem[] = [];
  const refuse = (parameter: string, message: string): void => {
    problems.push({ parameter, rule: 'required', received: 'nothing', message: `${parameter} ${message}` });
  };
  const refuseType = (parameter: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter, rule: 'type', must, value }));
  };
  if (!caller) refuseType('client', 'must be a client returned by createCvm or createClient', client);
  else if (!api)
    refuseType('client', 'must be an API 3.0 client: for API 2.0 use callAction of @qcvm/client', client);
  if (!isObject(request) || Array.isArray(request)) refuseType('request', 'must be a plain object', request);
  else {
    checkFields(rules, request, { path: '', problems });
    for (const name of ['service', 'action'] as const)
      if (request[name] === undefined) refuse(name, 'is required');
  }
  const service = problems.length === 0 && api ? serviceOf(request, api) : undefined;
  if (problems.length === 0 && !service)
    refuse(
      'version',
      request.version === undefined
        ? `is required for ${request.service}: see the page of the Action; such as 2017-03-12`
        : `${request.version} is not one of this client's API: use a client of ${api?.versioned ? '@qcvm/client' : '@qcvm/client/v3'}`,
    );
  const endpoint = caller?.endpoint;
  const reached = serviceAt(endpoint);
  if (service && reached !== undefined && reached !== service.name)
    problems.push(
      describeProblem({
        parameter: 'service',
        rule: 'endpoint',
        value: request.service,
        must: `must be ${reached}, as the endpoint is the host of that: use ${endpoint?.origin.replace(reached, service.name)}`,
      }),
    );
  if (!caller || !api || !service || problems.length > 0)
    throw new ValidationError(problems, { action: 'callAction' });
  const { action, idempotency = 'once' } = request;
  const given = request.parameters ?? {};
  const parameters = (api.readParameters ?? readUntyped)(given);
  assertNoEmptySelectors(given);
  assertNotPublic(parameters, service.protocol === 'v2' ? undefined : misplaced(service, api));
  return {
    caller,
    operation: own({
      ...{ action, input: {}, output: {}, ...knownOf(client, request, service) },
      ...{ untyped: true, repeatability: idempotency },
    }),
    parameters,
  };
}

/** What `callAction` does. `api`: that of the entry point, for clients that do not bring theirs along. */
export async function callUntyped(
  client: object,
  wanted: ActionRequest,
  given: { readonly options?: ActionOptions | undefined; readonly api?: UntypedApi | undefined },
): Promise<CallResult> {
  const { options = {}, api } = own(given);
  needObjects({ options }, { action: 'callAction' });
  const request = isObject(wanted) && !Array.isArray(wanted) ? own(wanted) : wanted;
  const { caller, operation, parameters } = describe(client, request, api);
  const { region } = request;
  return caller.call(operation, parameters, { ...options, ...(region !== undefined && { region }) });
}
