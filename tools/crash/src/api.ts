import {
  commonErrors,
  cvmOperations,
  type ErrorTable,
  type OperationDescriptor,
  type Quota,
} from '@qcvm/client/descriptors';
import {
  describeInstances,
  describeZones,
  rebootInstances,
  startInstances,
  stopInstances,
} from '@qcvm/client/v3';
import { transitions, type LoggedRequest } from '@qcvm/mock';

/** The commands that change something. */
export type Command = 'stop' | 'start' | 'restart';

/** Kinds of requests that count for a quota. */
export type Counted = Command | 'look';

/** The status that an instance must have, has on the way, and shall have. */
export interface Change {
  readonly from: number;
  readonly via: number;
  readonly to: number;
}

/** The codes of faults. */
export interface FaultCodes {
  readonly limited: number | string;
  /** What a wrong clock gives. */
  readonly expired: number | string;
  /** The same is said of a request that has arrived before: it may come after the effect. */
  readonly expiredAfterEffect: boolean;
  /** Before the effect, or after it. */
  readonly failed: number | string;
  /** With which single instances of a batch fail. */
  readonly partial: readonly (number | string)[];
}

/** What the suite must know of a generation of the API: how its requests are read, and what they do. */
export interface Api {
  /** As `--api` takes it. */
  readonly name: string;
  /** Appended to the emulator's address. */
  readonly path: string;
  readonly operations: Readonly<Record<Counted, Pick<OperationDescriptor, 'action' | 'quotas' | 'service'>>>;
  /** Further Actions that are called, and change nothing. */
  readonly asides: readonly string[];
  /** In the emulator's numbers, regardless of their names in the API. */
  readonly changes: Readonly<Record<Command, Change>>;
  readonly codes: FaultCodes;
  /** Older ids can be asked for. */
  readonly hasOldIds: boolean;
  /** Instances can be stopped without costing. */
  readonly canStopCharging: boolean;
  /** The ids that a request names, as they are on the wire. */
  readonly idsOf: (request: LoggedRequest) => readonly string[];
  /** What an answered request came to for each id, as codes; 0 is success. */
  readonly resultsOf: (request: LoggedRequest) => Readonly<Record<string, number>>;
  /** Whether a code leaves open that the request had its effect. */
  readonly isUnclear: (code: number | string) => boolean;
  readonly isForced: (request: LoggedRequest) => boolean;
}

/** The texts of a list on the wire. */
const listed = ({ parameters }: LoggedRequest, name: string): string[] =>
  Object.entries(parameters).flatMap(([each, value]) =>
    each.startsWith(`${name}.`) && /^\d+$/.test(each.slice(name.length + 1)) ? [value] : [],
  );

export const quotasOf = ({ operations }: Api, kind: Counted): readonly Quota[] =>
  operations[kind].quotas ?? operations[kind].service.quotas;

const operations20 = {
  stop: cvmOperations.stopInstances,
  start: cvmOperations.startInstances,
  restart: cvmOperations.restartInstances,
  look: cvmOperations.describeInstances,
} as const;

function changeOf(command: Command): Change {
  const { action } = operations20[command];
  const { from, via, to } = transitions[action] ?? {};
  if (from?.[0] === undefined || via === undefined || to === undefined)
    throw new Error(`the emulator has no transition for ${action}`);
  return { from: from[0], via, to };
}

const changes = { stop: changeOf('stop'), start: changeOf('start'), restart: changeOf('restart') };

export const api20: Api = {
  name: '2.0',
  path: '/v2/index.php',
  operations: operations20,
  asides: [],
  changes,
  codes: { limited: 4400, expired: 4500, expiredAfterEffect: true, failed: 6000, partial: [6000] },
  hasOldIds: true,
  canStopCharging: false,
  idsOf: (request) => listed(request, 'instanceIds'),
  resultsOf: ({ outcome }) => (outcome.kind === 'answered' ? (outcome.results ?? {}) : {}),
  isUnclear: (code) => commonErrors[code]?.effect === 'unknown',
  isForced: ({ parameters }) => parameters['forceStop'] === '1',
};

/** What a table says of a code: of it alone, or of all that begin so. */
const entryOf = (errors: ErrorTable, code: string): ErrorTable[string] | undefined =>
  errors[code] ??
  Object.entries(errors)
    .filter(([key]) => key.endsWith('*') && code.startsWith(key.slice(0, -1)))
    .sort(([one], [other]) => other.length - one.length)[0]?.[1];

export const api30: Api = {
  name: '3.0',
  path: '/',
  operations: {
    stop: stopInstances,
    start: startInstances,
    restart: rebootInstances,
    look: describeInstances,
  },
  asides: [describeZones.action],
  changes,
  codes: {
    limited: 'RequestLimitExceeded',
    expired: 'AuthFailure.SignatureExpire',
    expiredAfterEffect: false,
    failed: 'InternalError',
    partial: ['InternalError', 'OperationDenied.InstanceOperationInProgress', 'MutexOperation.TaskRunning'],
  },
  hasOldIds: false,
  canStopCharging: true,
  idsOf: (request) => listed(request, 'InstanceIds'),
  // A call is accepted or refused as a whole.
  resultsOf: (request) =>
    request.outcome.kind === 'answered' && request.outcome.code === 0
      ? Object.fromEntries(listed(request, 'InstanceIds').map((id) => [id, 0]))
      : {},
  isUnclear: (code) => entryOf(stopInstances.service.commonErrors, `${code}`)?.effect === 'unknown',
  isForced: ({ parameters }) => parameters['StopType'] === 'SOFT_FIRST',
};

/** By the name that `--api` takes. */
export const apis: Readonly<Record<string, Api>> = { [api20.name]: api20, [api30.name]: api30 };
