import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../../src/packed/install.js';
import { directoryOf, manifestOf, publishedPackages } from '../../src/repository.js';
import { runOrThrow } from '../../src/run.js';

const specifiers = publishedPackages.flatMap((name) => {
  const { name: packageName, exports = {} } = manifestOf(directoryOf(name));
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' && target.endsWith('.js') ? [`${packageName}${path.slice(1)}`] : [],
  );
});

let directory: string;

beforeAll(async () => {
  directory = await installPacked();
  await writeFile(
    join(directory, 'both.cjs'),
    `const specifiers = ${JSON.stringify(specifiers)};
(async () => {
  const seen = {};
  for (const specifier of specifiers) {
    const required = require(specifier);
    const imported = await import(specifier);
    seen[specifier] = { required: Object.keys(required).sort(), imported: Object.keys(imported).sort(), same: Object.keys(imported).every((name) => required[name] === imported[name]) };
  }
  console.log(JSON.stringify(seen));
})();
`,
  );
});
afterAll(() => rm(directory, { recursive: true }));

describe('an installed tarball on this Node', () => {
  it('exports the same through require() and import', async () => {
    const { stdout } = await runOrThrow(process.execPath, ['both.cjs'], { cwd: directory });
    const seen = JSON.parse(stdout) as Record<
      string,
      { required: string[]; imported: string[]; same: boolean }
    >;
    expect(Object.keys(seen)).toEqual(specifiers);
    for (const [specifier, { required, imported, same }] of Object.entries(seen)) {
      expect(imported.length, specifier).toBeGreaterThan(0);
      // `module.exports` of a required ES module carries a mark of its own in newer Nodes.
      expect(
        required.filter((name) => name !== '__esModule'),
        specifier,
      ).toEqual(imported);
      expect(same, specifier).toBe(true);
    }
  });

  it('stops an instance of a packed emulator, and reports a missing one', async () => {
    await writeFile(
      join(directory, 'scenario.mjs'),
      `import { BatchError, createCvm } from '@qcvm/client';
import { createEmulator } from '@qcvm/mock';
const emulator = createEmulator({ instances: [{ unInstanceId: 'ins-09dx96dg' }] });
const cvm = createCvm({ region: 'ap-guangzhou', credentials: emulator.credentials, transport: emulator });
await cvm.stopInstances({ instanceIds: ['ins-09dx96dg'] });
try {
  await cvm.stopInstances({ instanceIds: ['ins-00000000'] });
} catch (error) {
  console.log(error instanceof BatchError, error.failed[0].resourceId);
}
`,
    );
    const { stdout } = await runOrThrow(process.execPath, ['scenario.mjs'], { cwd: directory });
    expect(stdout).toBe('true ins-00000000\n');
  });

  it.each([
    { platform: 'Node', conditions: [], by: 'its own transport' },
    { platform: 'Deno', conditions: ['--conditions=deno'], by: 'fetch' },
  ])('sends by $by on $platform, with and without being asked', async ({ conditions, by }) => {
    await writeFile(
      join(directory, 'by.mjs'),
      `import { createCvm } from '@qcvm/client';
import { createNodeTransport } from '@qcvm/client/node';
let by = 'its own transport';
globalThis.fetch = async () => {
  by = 'fetch';
  return Response.json({ code: 0, message: '', detail: { 'ins-09dx96dg': { code: 0, message: '' } } });
};
// No server listens there.
const config = { region: 'ap-guangzhou', credentials: { secretId: 'a', secretKey: 'b' }, endpoint: 'http://127.0.0.1:1', retry: false };
const stop = (more) => createCvm({ ...config, ...more }).stopInstances({ instanceIds: ['ins-09dx96dg'] }).catch(({ phase }) => phase);
await stop({});
console.log(by, await stop({ transport: createNodeTransport() }));
`,
    );
    const { stdout } = await runOrThrow(process.execPath, [...conditions, 'by.mjs'], { cwd: directory });
    expect(stdout).toBe(`${by} unsent\n`);
  });

  it('has a command that says its version', async () => {
    const { bin = {}, version } = manifestOf(directoryOf('cli'));
    const program = join(directory, 'node_modules/@qcvm/cli', bin['qcvm'] ?? '');
    const { stdout } = await runOrThrow(process.execPath, [program, '--version'], { cwd: directory });
    expect(stdout).toContain(version);
  });
});
