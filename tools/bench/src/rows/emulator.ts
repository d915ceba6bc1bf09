import type { InProcessOptions } from '../candidates/in-process.js';
import { startLoad } from '../candidates/load.js';
import type { ServedOptions } from '../candidates/served.js';
import { cpuOf } from '../harness/workload.js';
import type { Candidate, Row } from '../row.js';

const bare = 'hand-written node:http server';
const stub = 'stub fetch';

const served = (name: string, server: ServedOptions['server'], count: number): Candidate => ({
  name,
  open: cpuOf<ServedOptions>({
    module: new URL('../candidates/served.js', import.meta.url),
    options: { server, count, load: 0 },
    beside: async () => {
      const { child, load } = await startLoad();
      return { child, options: { load } };
    },
  }),
});

const servers = (count: number): readonly Candidate[] => [
  served(bare, 'bare', count),
  served('qcvm', 'emulator', count),
];

export const emulatorServerOne: Row = {
  name: 'emulator-server-1',
  title:
    'CPU of the emulator over HTTP for a call for 1 instance, every check on, against a server written by hand',
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: bare, atMost: 1.5 },
  candidates: servers(1),
};

export const emulatorServerHundred: Row = {
  name: 'emulator-server-100',
  title: 'The same for a call for 100 instances',
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: bare, atMost: 1.5 },
  candidates: servers(100),
};

const inProcess = (name: string, way: InProcessOptions['way']): Candidate => ({
  name,
  open: cpuOf<InProcessOptions>({
    module: new URL('../candidates/in-process.js', import.meta.url),
    options: { way },
  }),
});

/** At least 0.3 times as many calls a second. */
export const emulatorInProcess: Row = {
  name: 'emulator-in-process',
  title: 'CPU of a call of the emulator over its `fetch`, against a stub that gives a fixed `Response`',
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: stub, atMost: 1 / 0.3 },
  candidates: [
    inProcess(stub, 'stub'),
    inProcess('qcvm', 'fetch'),
    inProcess('qcvm as transport', 'transport'),
  ],
};
