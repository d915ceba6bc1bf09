import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../src/packed/install.js';

let directory: string;

/** What does not compile is part of the promise: each `@ts-expect-error` is an error if there is none. */
const program = `
import { BatchError, createClient, createCvm, stopInstances } from '@qcvm/client';
import type { StopInstancesInput, StopInstancesOutput } from '@qcvm/client';

const configuration = { region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' } };
const cvm = createCvm(configuration);
const small = createClient({ stopInstances }, configuration);
const input: StopInstancesInput = { instanceIds: ['ins-09dx96dg'], forceStop: 1 };

const output: StopInstancesOutput = await cvm.stopInstances(input, { signal: AbortSignal.timeout(1000) });
for (const [id, { requestId }] of Object.entries(output.detail)) {
  const text: string = id;
  const task: string | undefined = requestId;
  console.log(text, task);
}
const { meta } = await small.stopInstances.withMeta(input);
const attempts: number = meta.attempts;
const { instanceSet } = await cvm.describeInstances();
const status: number | undefined = instanceSet[0]?.status;
try {
  await cvm.describeInstances({ limit: 100 });
} catch (error) {
  if (error instanceof BatchError) console.log(error.failed.length, error.unreported, attempts, status);
}

// @ts-expect-error there is no forced shutdown of the second degree
void cvm.stopInstances({ instanceIds: ['ins-09dx96dg'], forceStop: 2 });
// @ts-expect-error without ids there is nothing to stop
void cvm.stopInstances({ forceStop: 1 });
// @ts-expect-error without an input there is nothing to stop
void cvm.stopInstances();
// @ts-expect-error a misspelt parameter
void cvm.stopInstances({ instanceIds: ['ins-09dx96dg'], forcestop: 1 });
// @ts-expect-error one id is not a list
void cvm.stopInstances({ instanceIds: 'ins-09dx96dg' });
// @ts-expect-error a client has the operations that it was made of
void small.startInstances({ instanceIds: ['ins-09dx96dg'] });
// @ts-expect-error a region is needed
createCvm({ credentials: configuration.credentials });
`;

const testing = `
import { createCvm } from '@qcvm/client';
import { canonicalString } from '@qcvm/client/wire';
import { createEmulator } from '@qcvm/mock';

const emulator = createEmulator();
export const cvm = createCvm({ region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' }, transport: emulator });
export const text: string = canonicalString({ method: 'GET', host: 'h', path: '/', params: { a: '1' } });
`;

beforeAll(async () => {
  directory = await installPacked({ packages: ['client', 'mock'], also: ['@types/node'] });
  await writeFile(join(directory, 'program.mts'), program);
  await writeFile(join(directory, 'testing.mts'), testing);
});
afterAll(() => rm(directory, { recursive: true }));

const resolutions = {
  'Node (NodeNext)': {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
  },
  'a bundler, with the types of a browser': {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  },
} satisfies Record<string, ts.CompilerOptions>;

describe('the types of the installed tarballs', () => {
  it.each(Object.entries(resolutions))(
    'compile strictly for %s, and refuse what is wrong',
    (_, resolution) => {
      const { getSemanticDiagnostics, getGlobalDiagnostics, getOptionsDiagnostics, getSyntacticDiagnostics } =
        ts.createProgram([join(directory, 'program.mts'), join(directory, 'testing.mts')], {
          ...resolution,
          target: ts.ScriptTarget.ES2022,
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
          // Our own declarations are checked as well; the platform's are not ours.
          skipLibCheck: false,
          skipDefaultLibCheck: true,
        });
      const diagnostics = [
        ...getOptionsDiagnostics(),
        ...getGlobalDiagnostics(),
        ...getSyntacticDiagnostics(),
        ...getSemanticDiagnostics(),
      ].filter(
        ({ file }) => file === undefined || !/[/\\](@types|typescript|undici-types)[/\\]/.test(file.fileName),
      );
      expect(diagnostics.map((each) => ts.formatDiagnostic(each, host))).toEqual([]);
    },
  );
});

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => directory,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};
