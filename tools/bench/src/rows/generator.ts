import { rm } from 'node:fs/promises';
import { empty, typeChecks, workplace, type Workplace } from '../candidates/generators.js';
import { timeOf } from '../harness/program.js';
import type { Candidate, Row } from '../row.js';

const ours = 'qcvm';
const theirs = 'openapi-typescript';

/** Measures one of the programs of a workplace, which is made before and removed afterwards. */
function program(
  which: 'ours' | 'theirs',
  measured: {
    readonly kind: 'cpu' | 'memory';
    readonly make: () => Promise<Workplace>;
    /** Before each time. */
    readonly prepare?: (place: Workplace) => Promise<void>;
  },
): Candidate['open'] {
  return async () => {
    const place = await measured.make();
    const { sample } = await timeOf(measured.kind, async () => place[which])();
    return {
      sample: async () => {
        await measured.prepare?.(place);
        return sample();
      },
      close: () => rm(place.directory, { recursive: true, force: true }),
    };
  };
}

const generating = (which: 'ours' | 'theirs', operations: number, kind: 'cpu' | 'memory' = 'cpu') =>
  program(which, { kind, make: () => workplace(operations), prepare: empty });

/** Thousands of operations take a while. */
const few = (operations: number): Pick<Row, 'rounds'> => (operations < 5000 ? {} : { rounds: 3 });

const generateRows = [10, 100, 1000, 5000].map((operations): Row => ({
  name: `generate-${operations}`,
  title: `CPU of generating everything for ${operations} operations, against openapi-typescript alone`,
  unit: 'ms',
  goal: { kind: 'ratio', of: ours, to: theirs, atMost: 1.5 },
  candidates: [
    { name: theirs, open: generating('theirs', operations) },
    { name: ours, open: generating('ours', operations) },
  ],
  ...few(operations),
}));

const generateLinear: Row = {
  name: 'generate-linear',
  title: 'CPU of generating everything for 5000 operations, against 1000: five times as much',
  unit: 'ms',
  goal: { kind: 'ratio', of: '5000 operations', to: '1000 operations', atMost: 5 },
  candidates: [
    { name: '1000 operations', open: generating('ours', 1000) },
    { name: '5000 operations', open: generating('ours', 5000) },
  ],
  ...few(5000),
};

const generateMemory: Row = {
  name: 'generate-memory',
  title: 'Memory of generating everything for 5000 operations, at its peak',
  unit: 'MB',
  goal: { kind: 'value', of: ours, atMost: 600 },
  candidates: [
    { name: theirs, open: generating('theirs', 5000, 'memory') },
    { name: ours, open: generating('ours', 5000, 'memory') },
  ],
  ...few(5000),
};

const checking = (which: 'ours' | 'theirs') => program(which, { kind: 'cpu', make: () => typeChecks(1000) });

const typeCheck: Row = {
  name: 'typecheck-1000',
  title:
    'CPU of checking the types of all generated code for 1000 operations, against openapi-typescript alone',
  unit: 'ms',
  goal: { kind: 'ratio', of: ours, to: theirs, atMost: 1.5 },
  candidates: [
    { name: theirs, open: checking('theirs') },
    { name: ours, open: checking('ours') },
  ],
};

export const generatorRows: readonly Row[] = [...generateRows, generateLinear, generateMemory, typeCheck];
