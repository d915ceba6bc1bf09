import { commonErrors, cvmOperations } from '@qcvm/client/descriptors';
import { transitions, type LoggedRequest } from '@qcvm/mock';

/** The commands that change something. */
export type Command = 'stop' | 'start' | 'restart';

/** The status that an instance must have, has on the way, and shall have. */
export interface Change {
  readonly from: number;
  readonly via: number;
  readonly to: number;
}

/** What the suite must know of a generation of the API: how its requests are read, and what they do. */
export interface Api {
  readonly name: string;
  /** Appended to the emulator's address. */
  readonly path: string;
  readonly actions: Readonly<Record<Command | 'look', string>>;
  readonly changes: Readonly<Record<Command, Change>>;
  readonly quota: { readonly perMinute: number; readonly perMinuteEachAction: number };
  /** The ids that a request names, as they are on the wire. */
  readonly idsOf: (request: LoggedRequest) => readonly string[];
  /** Whether a code leaves open that the request had its effect. */
  readonly isUnclear: (code: number | string) => boolean;
  readonly isForced: (request: LoggedRequest) => boolean;
}

const actions = {
  stop: cvmOperations.stopInstances.action,
  start: cvmOperations.startInstances.action,
  restart: cvmOperations.restartInstances.action,
  look: cvmOperations.describeInstances.action,
} as const;

function changeOf(command: Command): Change {
  const { from, via, to } = transitions[actions[command]] ?? {};
  if (from?.[0] === undefined || via === undefined || to === undefined) {
    throw new Error(`the emulator has no transition for ${actions[command]}`);
  }
  return { from: from[0], via, to };
}

const callsFor = (per: 'action' | 'service'): number =>
  cvmOperations.describeInstances.service.quotas.find((quota) => quota.per === per)?.calls ?? Infinity;

export const api20: Api = {
  name: '2.0',
  path: '/v2/index.php',
  actions,
  changes: { stop: changeOf('stop'), start: changeOf('start'), restart: changeOf('restart') },
  quota: { perMinute: callsFor('service'), perMinuteEachAction: callsFor('action') },
  idsOf: ({ parameters }) =>
    Object.entries(parameters).flatMap(([name, value]) => (/^instanceIds\.\d+$/.test(name) ? [value] : [])),
  isUnclear: (code) => commonErrors[code]?.effect === 'unknown',
  isForced: ({ parameters }) => parameters['forceStop'] === '1',
};

/** By the name that `--api` takes. */
export const apis: Readonly<Record<string, Api>> = { [api20.name]: api20 };
