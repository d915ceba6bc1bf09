import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  clientProgram,
  emptyProgram,
  peerPrograms,
  v3Program,
  type CandidateProgram,
} from '../candidates/programs.js';
import { makePlace } from '../harness/place.js';
import { timeOf } from '../harness/program.js';
import { Unavailable, type Candidate, type Row } from '../row.js';

const compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');

/** As `tsc --init` has it, as far as it concerns what a package costs. */
const tsconfig = JSON.stringify({
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    module: 'NodeNext',
    skipLibCheck: true,
    types: [],
  },
  files: ['program.mts'],
});

const service = new URL('https://cvm.api.qcloud.com');

const candidate = ({ name, installation, imports, call, untyped }: CandidateProgram): Candidate => ({
  name,
  open: timeOf('cpu', async () => {
    if (untyped === true) throw new Unavailable('has no types');
    const files = { 'tsconfig.json': tsconfig, 'program.mts': imports + call(service) };
    const directory = await makePlace(files, await installation?.());
    return { args: [compiler, '-p', join(directory, 'tsconfig.json')] };
  }),
});

export const v3TypeCheck: Row = {
  name: 'type-check-v3',
  title: 'CPU of a strict type-check of a program with one operation of API 3.0, against an empty program',
  unit: 'ms',
  goal: { kind: 'ratio', of: v3Program.name, to: emptyProgram.name, atMost: 1.15 },
  candidates: [
    emptyProgram,
    v3Program,
    ...peerPrograms.filter(({ name }) => name === 'tencentcloud-sdk-nodejs-cvm'),
  ].map(candidate),
};

export const typeCheck: Row = {
  name: 'type-check',
  title: 'CPU of a strict type-check of a program that uses it, against an empty program',
  unit: 'ms',
  goal: { kind: 'ratio', of: 'qcvm', to: emptyProgram.name, atMost: 1.05 },
  candidates: [emptyProgram, clientProgram, ...peerPrograms].map(candidate),
};
