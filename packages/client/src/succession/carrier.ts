import { bindOf, createCarrier, type Carrier } from '../core/client/carrier.js';
import { createCalls, type Begin, type Call } from '../core/call/call.js';
import {
  invalidConfig,
  settle,
  type CommonConfig,
  type EndpointOptions,
  type Settings,
} from '../core/client/config.js';
import { rememberCarrying } from '../core/client/client-facts.js';
import { conductOf } from '../core/call/conduct.js';
import { validate } from '../core/call/validate.js';
import type { ErrorTable, OperationDescriptor } from '../model/descriptor.js';
import { ValidationError, type Problem } from '../model/errors/errors.js';
import {
  checkedLater,
  checkOptions,
  region as regionRule,
  type Rule,
  type Rules,
} from '../model/option-rules.js';
import { own, ownData } from '../model/own.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { describeProblem } from '../model/errors/problem.js';
import type { ProtocolDefinition } from '../model/protocol.js';
import type { Language, V3SignatureMethod } from '../protocols/v3/request.js';
import { v3 as protocol } from '../protocols/v3/protocol.js';
import { CarriedCall, type Carry } from './carried.js';
import { carryChange } from './change.js';
import { cvmSuccession } from './cvm.gen.js';
import { carryList } from './list.js';
import { successorOf, type Successor } from './successor.js';
import type { SuccessionTable } from './table.js';
import { ZoneCache } from './zones.js';

/** How API 3.0 carries the calls of a client of API 2.0. */
export interface CarrierOptions {
  /** Where the calls go. Default: the client's `endpoint`, or else the service's own host. */
  readonly endpoint?: string | URL | EndpointOptions | undefined;
  /** Language of the service's messages. Default: the account's own. */
  readonly language?: Language | undefined;
  /** Default `TC3-HMAC-SHA256`. */
  readonly signatureMethod?: V3SignatureMethod | undefined;
  /**
   * Whether a stopped instance goes on costing what it costs while it runs. With `STOP_CHARGING` it loses its ordinary public
   * address, and its capacity is not kept. Default: as the service does, `KEEP_CHARGING`.
   */
  readonly stoppedMode?: 'KEEP_CHARGING' | 'STOP_CHARGING' | undefined;
}

/** Made when they are needed: what a bundler could not leave out is nothing here. */
const optionRules = (): Rules => ({
  endpoint: checkedLater,
  language: protocol.options.language,
  signatureMethod: protocol.options.signatureMethod,
  stoppedMode: { kind: 'string', values: ['KEEP_CHARGING', 'STOP_CHARGING'] },
});

const leftOut = (why: string): Rule => ({ must: `omitted with \`api: v3()\`: ${why}`, test: () => false });

/** The options of a client whose calls are carried: those of API 2.0's wire make no sense. */
const definition = ({
  language,
  signatureMethod,
}: CarrierOptions): ProtocolDefinition<Record<string, unknown>> => ({
  name: protocol.name,
  options: {
    api: checkedLater,
    signatureMethod: leftOut('pass it to v3()'),
    method: leftOut('API 3.0 is called by POST'),
  },
  create: () => protocol.create(own({ language, signatureMethod })),
});

/** A descriptor for input that was made of checked input: it is not checked again. */
const unchecked = (operation: OperationDescriptor): OperationDescriptor =>
  own({ ...operation, untyped: true as const });

/** The same, with refusals because of some of several resources as final: they are told apart instead of asked again later. */
function unrepeated(operation: OperationDescriptor): OperationDescriptor {
  const final = (table: ErrorTable = {}): ErrorTable =>
    own(
      Object.fromEntries(
        Object.entries(table).map(([code, error]) => [
          code,
          error.category === 'resource' ? own({ ...error, retry: 'resource' as const }) : error,
        ]),
      ),
    );
  const { errors, service } = operation;
  return unchecked({
    ...operation,
    errors: final(errors),
    service: own({ ...service, errors: final(service.errors) }),
  });
}

function tableFor(): SuccessionTable {
  const table = ownData(cvmSuccession);
  const changes = Object.entries(table.changes).map(([action, change]) => [
    action,
    own({ ...change, operation: unrepeated(change.operation) }),
  ]);
  const lists = Object.entries(table.lists).map(([action, list]) => [
    action,
    own({ ...list, operation: unchecked(list.operation) }),
  ]);
  return own({
    ...table,
    changes: own(Object.fromEntries(changes) as SuccessionTable['changes']),
    lists: own(Object.fromEntries(lists) as SuccessionTable['lists']),
    look: own({ ...table.look, list: unchecked(table.look.list) }),
  });
}

/** A region in the long spelling; `undefined` for a short one that is not known. */
const longRegion = ({ regions }: SuccessionTable, region: string): string | undefined =>
  region.includes('-') ? region : regions[region];

const unknownRegion = (parameter: string, value: unknown): Problem =>
  describeProblem({
    parameter,
    rule: 'region',
    must: 'must be a region such as ap-guangzhou or gz',
    value,
  });

/** Refuses a call that cannot be carried, with what there is instead. */
function refuse({ action, service: { name }, untyped }: OperationDescriptor): never {
  const { service, isCarried, equivalents } = successorOf({ service: name, action });
  const message = isCarried
    ? `${action} is supported only as a method of the client: call the method`
    : `${action} of ${service} is not supported through API 3.0: ${insteadOf(equivalents)}`;
  const problem: Problem = {
    parameter: untyped ? 'action' : 'operation',
    // Of what is carried, only the way of calling it is wrong.
    rule: isCarried ? 'method' : 'carried',
    received: action,
    message,
  };
  throw new ValidationError([problem], { action });
}

function insteadOf(equivalents: Successor['equivalents']): string {
  if (!equivalents) return 'call its API 3.0 equivalent with callAction of @qcvm/client/v3';
  if (equivalents.length === 0) return 'there is no equivalent';
  const named = equivalents.map(({ service, version, action }) => `${action} of ${service} ${version}`);
  return `call ${named.join(', ')} with @qcvm/client/v3`;
}

/** How one operation is carried. */
interface Carried {
  readonly operation: OperationDescriptor;
  readonly carry: Carry;
  /** Parameters that nothing of API 2.0 stands for. */
  readonly fixed: Parameters;
}

/** How each operation is carried, by its Action in API 2.0. */
function carriedBy(table: SuccessionTable, { stoppedMode }: CarrierOptions): ReadonlyMap<string, Carried> {
  const zones = new ZoneCache();
  const carried = new Map<string, Carried>();
  for (const [action, change] of Object.entries(table.changes)) {
    const { operation } = change;
    // Of what stopping costs, only an operation knows that has a parameter for it.
    const stops = stoppedMode !== undefined && Object.hasOwn(operation.input, 'StoppedMode');
    const fixed = stops ? { StoppedMode: stoppedMode } : {};
    carried.set(action, { operation, carry: carryChange(table, change), fixed });
  }
  for (const [action, list] of Object.entries(table.lists))
    carried.set(action, { operation: list.operation, carry: carryList(list, zones), fixed: {} });
  return carried;
}

function carriedCalls(settings: Settings, options: CarrierOptions): Call {
  const table = tableFor();
  const home = regionRule.test(settings.region) ? longRegion(table, settings.region) : undefined;
  const begin: Begin = createCalls(home === undefined ? settings : own({ ...settings, region: home }));
  const byAction = carriedBy(table, options);
  return async (given, input, options) => {
    const { action, service, untyped } = given;
    const carried = byAction.get(action);
    if (service.name !== table.service || untyped || !carried) refuse(given);
    const written = own(options).region ?? settings.region;
    const region = regionRule.test(written) ? longRegion(table, written) : written;
    if (region === undefined)
      throw new ValidationError([unknownRegion('options.region', written)], { action });
    const { extra, relayed = false } = conductOf(options);
    own(options).signal?.throwIfAborted();
    const call = new CarriedCall({
      begin,
      runtime: settings.runtime,
      table,
      given,
      input: relayed && given.batch ? (input as Parameters) : validate(given, input),
      options,
      relayed,
      region: written,
      longRegion: region,
    });
    const { operation, carry, fixed } = carried;
    try {
      return await carry(call, extra ? { ...fixed, ...extra } : fixed);
    } catch (error) {
      throw call.failure(error, operation);
    }
  };
}

/** Errors and jobs of one copy do not know the calls of another. */
const twoCopies = (): ValidationError =>
  new ValidationError(
    [
      {
        parameter: 'api',
        rule: 'copy',
        received: 'a result of another copy of @qcvm/client',
        message:
          'api must be a result of v3() of the same copy of @qcvm/client, but another copy created it: two copies are loaded',
      },
    ],
    { advice: 'Install one copy only: `npm ls @qcvm/client` shows where the other one comes from.' },
  );

/** Of API 2.0's path: nothing of API 3.0 is there. */
const isOldEndpoint = (endpoint: unknown): boolean => /\/v2\/index\.php$/.test(`${endpoint as string}`);

/**
 * Has API 3.0 carry the calls of a client of API 2.0, which stay as they are:
 *
 * ```ts
 * const cvm = createCvm({ region: 'ap-guangzhou', api: v3() });
 * await cvm.stopInstances({ instanceIds: ['ins-09dx96dg'] });
 * ```
 *
 * What cannot be carried is refused before anything is sent; fields of answers that API 3.0 has no source for are absent.
 *
 * @throws ValidationError if an option is wrong.
 */
export function v3(options: CarrierOptions = {}): Carrier {
  checkOptions(optionRules(), options, { about: 'Invalid options of v3()', advice: 'Correct the options.' });
  const { endpoint, language, signatureMethod, stoppedMode } = own(options);
  return createCarrier(protocol.name, (config, carried, copy) => {
    if (copy !== bindOf) throw twoCopies();
    const { endpoint: given, region, ...rest } = own({ ...config });
    const problems: Problem[] = [];
    if (carried !== 'v2')
      problems.push({
        parameter: 'api',
        rule: 'carried',
        received: 'a carrier',
        message: 'api must be omitted: v3() is for API 2.0 calls, and this is an API 3.0 client',
      });
    const url = given !== undefined && typeof given === 'object' && 'url' in given ? given.url : given;
    if (given !== undefined && endpoint !== undefined)
      problems.push(
        describeProblem({
          parameter: 'endpoint',
          rule: 'conflict',
          must: 'and the endpoint of v3() are mutually exclusive',
          value: url,
        }),
      );
    else {
      const other =
        endpoint !== undefined && typeof endpoint === 'object' && 'url' in endpoint ? endpoint.url : endpoint;
      if (isOldEndpoint(url ?? other))
        problems.push(
          describeProblem({
            parameter: url === undefined ? 'endpoint of v3()' : 'endpoint',
            rule: 'carried',
            must: 'must be an API 3.0 endpoint with `api: v3()`, but has the path of API 2.0: omit it, or omit api',
            value: url ?? other,
          }),
        );
    }
    const table = ownData(cvmSuccession);
    if (regionRule.test(region) && longRegion(table, region) === undefined)
      problems.push(unknownRegion('region', region));
    if (problems.length > 0) throw new ValidationError(problems, invalidConfig);
    const settings = settle(
      { ...rest, ...(region !== undefined && { region }), endpoint: endpoint ?? given } as CommonConfig,
      definition({ language, signatureMethod }),
    );
    const changes = Object.entries(table.changes);
    const names = changes.map(([action, { operation }]) => [action, operation.action]);
    rememberCarrying(settings.runtime, own(Object.fromEntries(names) as Record<string, string>));
    return { settings, call: carriedCalls(settings, { stoppedMode }) };
  });
}
