import type { FleetRequest } from '../fleet/fleet-process.js';
import type { FleetCost } from '../fleet/measure-fleet.js';
import { startChild } from '../harness/child.js';
import type { Contender, Row } from '../row.js';

const few = 4000;
const many = 16_000;
const rounds = 5;

const nameOf = (count: number): string => `qcvm, ${count} instances`;

interface Measure {
  readonly figure: (cost: FleetCost) => number;
  readonly nodeOptions?: readonly string[];
}

const contender = (count: number, { figure, nodeOptions }: Measure): Contender => ({
  name: nameOf(count),
  open: async () => {
    const child = startChild(new URL('../fleet/fleet-process.js', import.meta.url), nodeOptions);
    const ask = (request: FleetRequest): Promise<unknown> => child.ask(request);
    await ask({ create: many + rounds * count, stop: many });
    return {
      sample: async () => figure((await ask({ stop: count })) as FleetCost),
      close: () => child.close(),
    };
  },
});

export const fleetTime: Row = {
  name: 'fleet-time',
  title: `ensureStopped: CPU for each of ${many} instances, against each of ${few}`,
  unit: 'µs',
  rounds,
  goal: { kind: 'ratio', of: nameOf(many), to: nameOf(few), atMost: 1.1 },
  contenders: [few, many].map((count) => contender(count, { figure: ({ cpu }) => cpu })),
};

export const fleetMemory: Row = {
  name: 'fleet-memory',
  title: `ensureStopped: memory over the start, of ${many} instances against ${few}`,
  unit: 'MiB',
  rounds,
  goal: { kind: 'ratio', of: nameOf(many), to: nameOf(few), atMost: 1.1 },
  contenders: [few, many].map((count) =>
    contender(count, { figure: ({ memory }) => memory / 2 ** 20, nodeOptions: ['--expose-gc'] }),
  ),
};
