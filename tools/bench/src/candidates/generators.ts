import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '@qcvm-tools/checks/repository';
import { makePlace } from '../harness/place.js';
import { runProgram, type Program } from '../harness/program.js';
import { syntheticSpec } from '../synthetic-spec.js';

/** A directory of its own for a made-up spec and what is made from it. */
export interface Workplace {
  /** Ours, as `npm run generate` runs it: everything, into an empty directory. */
  readonly ours: Program;
  /** The library's own command: one file of types. */
  readonly theirs: Program;
  /** Where ours writes to. */
  readonly out: string;
  /** Where theirs writes to. */
  readonly types: string;
  readonly directory: string;
}

/** Makes the spec, and says how to generate from it. */
export async function workplace(operations: number): Promise<Workplace> {
  const directory = await makePlace({});
  const specs = join(directory, 'specs');
  const module = join(specs, '2.0', 'made.yaml');
  const out = join(directory, 'ours');
  const types = join(directory, 'theirs', 'types.ts');
  await mkdir(dirname(module), { recursive: true });
  await mkdir(dirname(types));
  for (const name of ['2.0/common.yaml', 'dialect.schema.json'])
    await cp(join(root, 'specs', name), join(specs, name));
  await writeFile(module, syntheticSpec('made', operations));
  const plain = join(directory, 'theirs', 'made.yaml');
  await writeFile(plain, syntheticSpec('made', operations, 'openapi'));
  await cp(join(root, 'specs/2.0/common.yaml'), join(directory, 'theirs', 'common.yaml'));
  const command = fileURLToPath(new URL('../bin/cli.js', import.meta.resolve('openapi-typescript')));
  return {
    ours: { args: [join(root, 'tools/codegen/dist/main.node.js'), '--specs', specs, '--out', out] },
    theirs: { args: [command, plain, '--output', types] },
    out,
    types,
    directory,
  };
}

/** The modules by which generated code is tied to what is written by hand. */
const contracts = [
  'packages/client/src/model/descriptor.ts',
  'packages/mock/src/services/shape.ts',
  'packages/cli/src/command.ts',
];

/** Strict, as the packages are compiled. */
const settings = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    ...{ composite: false, declaration: false, noEmit: true },
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  },
};

/** Generates, and says how to check the types of what came out. */
export async function typeChecks(operations: number): Promise<Workplace> {
  const place = await workplace(operations);
  await runProgram(place.ours);
  await runProgram(place.theirs);
  for (const path of contracts) await cp(join(root, path), join(place.out, path));
  const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  const check = async (directory: string): Promise<Program> => {
    await writeFile(join(directory, 'package.json'), '{ "type": "module" }\n');
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ ...settings, include: ['.'] }));
    return { args: [compiler, '--project', directory] };
  };
  return { ...place, ours: await check(place.out), theirs: await check(dirname(place.types)) };
}

/** Removes what was generated, so that the next time everything is written again. */
export async function empty({ out, types }: Workplace): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await rm(types, { force: true });
}
