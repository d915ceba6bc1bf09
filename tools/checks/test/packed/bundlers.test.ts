import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installPacked } from '../../src/packed/install.js';
import { runOrThrow } from '../../src/run.js';

/** A program that uses what is most easily lost in a bundle: the server, its page, and the entry for Node. */
const program = `
import { createCvm, ValidationError } from '@qcvm/client';
import { createNodeTransport } from '@qcvm/client/node';
import { createEmulator } from '@qcvm/mock';
async function main() {
  const emulator = createEmulator({ instances: [{ unInstanceId: 'ins-09dx96dg' }] });
  const server = await emulator.listen();
  const transport = createNodeTransport({ maxSockets: 1 });
  const cvm = createCvm({ region: 'ap-guangzhou', credentials: emulator.credentials, endpoint: server.url, transport });
  await cvm.stopInstances({ instanceIds: ['ins-09dx96dg'] });
  const page = await (await fetch(server.pageUrl)).text();
  const script = await fetch(server.pageUrl + 'app.js');
  await server.close();
  let refused;
  try {
    createNodeTransport({ maxSockets: 0 });
  } catch (error) {
    refused = error instanceof ValidationError;
  }
  console.log(page.includes('app.js'), script.status, refused);
}
main();
`;

let directory: string;
beforeAll(async () => {
  directory = await installPacked();
  await mkdir(join(directory, 'bundles'));
  await writeFile(join(directory, 'program.mjs'), program);
});
afterAll(() => rm(directory, { recursive: true }));

const outcome = async (file: string): Promise<string> =>
  (await runOrThrow(process.execPath, [file], { cwd: directory })).stdout;

it.each(['cjs', 'esm'] as const)('a program bundled by esbuild as %s keeps all of it', async (format) => {
  const outfile = join(directory, 'bundles', `esbuild.${format === 'cjs' ? 'cjs' : 'mjs'}`);
  await build({
    entryPoints: [join(directory, 'program.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format,
    logLevel: 'silent',
  });
  expect(await outcome(outfile)).toBe('true 200 true\n');
});

it.each([
  ['the conditions that rollup has without being told', ['module', 'import', 'default']],
  ['those of Node', ['node', 'import', 'default']],
])('a program bundled under %s keeps all of it', async (_, conditionNames) => {
  const bundle = await rolldown({
    input: join(directory, 'program.mjs'),
    platform: 'neutral',
    external: /^node:/,
    resolve: { conditionNames, mainFields: ['module', 'main'] },
    logLevel: 'silent',
  });
  const out = join(directory, 'bundles', conditionNames[0]!);
  await bundle.write({ dir: out, entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' });
  await bundle.close();
  expect(await outcome(join(out, 'program.mjs'))).toBe('true 200 true\n');
});
