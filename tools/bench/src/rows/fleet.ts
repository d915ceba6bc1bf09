import type { FleetRequest } from '../fleet/fleet-process.js';
import type { FleetApi, FleetCost } from '../fleet/measure-fleet.js';
import { startChild } from '../harness/child.js';
import type { Candidate, Row } from '../row.js';

/** Not counted: the compiler settles. */
const warmUp = 10_000;
const few = 100_000;
/** With those of the warm-up, as many as an emulator holds. */
const many = 990_000;
/** Minutes for each: there is no need to repeat what is measured over a million. */
const rounds = 1;

const shown = (count: number): string => count.toLocaleString('en');
const nameOf = (count: number): string => `qcvm, ${shown(count)} instances`;

interface Measure {
  readonly figure: (cost: FleetCost) => number;
  readonly nodeOptions?: readonly string[];
  readonly api?: FleetApi;
  /** How many there are. Default: as many as an emulator holds. */
  readonly fleet?: number;
  readonly name?: string;
}

const candidate = (
  count: number,
  { figure, nodeOptions, api = '2.0', fleet = many, name = nameOf(count) }: Measure,
): Candidate => ({
  name,
  open: async () => {
    const child = startChild(new URL('../fleet/fleet-process.js', import.meta.url), nodeOptions);
    const ask = (request: FleetRequest): Promise<unknown> => child.ask(request);
    // The fleet is the same for both: how long the emulator looks for one among many is not the question.
    await ask({ create: warmUp + rounds * fleet, api, stop: warmUp });
    return {
      sample: async () => figure((await ask({ stop: count })) as FleetCost),
      close: () => child.close(),
    };
  },
});

export const fleetTime: Row = {
  name: 'fleet-time',
  title: `ensureStopped: CPU for each of ${shown(many)} instances, against each of ${shown(few)}`,
  unit: 'µs',
  rounds,
  goal: { kind: 'ratio', of: nameOf(many), to: nameOf(few), atMost: 1.1 },
  candidates: [few, many].map((count) => candidate(count, { figure: ({ cpu }) => cpu })),
};

export const fleetMemory: Row = {
  name: 'fleet-memory',
  title: `ensureStopped: memory over the start, for ${shown(many)} instances`,
  unit: 'MiB',
  rounds,
  goal: { kind: 'value', of: nameOf(many), atMost: 64 },
  candidates: [candidate(many, { figure: ({ memory }) => memory / 2 ** 20, nodeOptions: ['--expose-gc'] })],
};

/** More is not needed to see that it does not grow with the instances. */
const fewer = 300_000;
const ways: readonly (readonly [api: FleetApi, words: string])[] = [
  ['3.0', 'over API 3.0'],
  ['carried', 'carried by API 3.0'],
];
const wayName = (words: string, count: number): string => `${words}, ${shown(count)} instances`;

export const fleetMemoryV3: Row = {
  name: 'fleet-memory-v3',
  title: `ensureStopped over API 3.0: memory over the start, for ${shown(fewer)} instances`,
  unit: 'MiB',
  rounds,
  goal: { kind: 'value', of: wayName('carried by API 3.0', fewer), atMost: 64 },
  candidates: ways.flatMap(([api, words]) =>
    [few, fewer].map((count) =>
      candidate(count, {
        figure: ({ memory }) => memory / 2 ** 20,
        nodeOptions: ['--expose-gc'],
        api,
        fleet: fewer,
        name: wayName(words, count),
      }),
    ),
  ),
};
