import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../../src/packed/install.js';
import { packPackages } from '../../src/packed/pack.js';
import { budgets, stopOnlyProgram, stopOnlyV3Program } from '../../src/sizes/budgets.js';
import { bundle } from '../../src/sizes/bundle.js';
import { loadedBy } from '../../src/sizes/loaded.js';

let directory: string;

beforeAll(async () => {
  directory = await installPacked({ packages: ['client'] });
});
afterAll(() => rm(directory, { recursive: true }));

describe('a program that only stops instances', () => {
  it.each(['node', 'browser'] as const)('keeps its budget: %s', async (platform) => {
    const { compressed } = await bundle({ program: stopOnlyProgram, directory, platform });
    expect(compressed).toBeLessThanOrEqual(budgets.stopOnly[platform]);
  });

  it.each(['node', 'browser'] as const)('keeps its budget over API 3.0: %s', async (platform) => {
    const { compressed } = await bundle({ program: stopOnlyV3Program, directory, platform });
    expect(compressed).toBeLessThanOrEqual(budgets.stopOnlyV3[platform]);
  });

  it('runs in a browser without Node modules', async () => {
    const { externals, files } = await bundle({ program: stopOnlyProgram, directory, platform: 'browser' });
    expect(externals).toEqual([]);
    expect(files.filter((path) => path.includes('.node.'))).toEqual([]);
  });

  it('brings on Node only what a signed call over TLS and a compressed answer need', async () => {
    const { externals } = await bundle({ program: stopOnlyProgram, directory, platform: 'node' });
    expect(externals).toEqual([
      'node:crypto',
      'node:diagnostics_channel',
      'node:http',
      'node:https',
      'node:zlib',
    ]);
  });

  it.each(['node', 'browser'] as const)(
    'leaves out every other operation, and the helpers that it does not call: %s',
    async (platform) => {
      const whole = "import * as all from '@qcvm/client'; console.log(all);";
      const unused = /"(?:Describe|Restart|Start)Instances"|the list does not end|ensureStopped/g;
      const texts = async (program: string): Promise<readonly string[]> => [
        ...new Set((await bundle({ program, directory, platform })).text.match(unused) ?? []),
      ];
      // What is looked for is there when everything is used.
      expect(await texts(whole)).toHaveLength(5);
      expect(await texts(stopOnlyProgram)).toEqual([]);
    },
  );

  it.each(['node', 'browser'] as const)(
    'contains nothing of API 3.0, and nothing of how that carries calls: %s',
    async (platform) => {
      const ofCarriers =
        /tencentcloudapi|SOFT_FIRST|LatestOperationRequestId|TC3-HMAC-SHA256|RebootInstances/g;
      const texts = async (program: string): Promise<readonly string[]> => [
        ...new Set((await bundle({ program, directory, platform })).text.match(ofCarriers) ?? []),
      ];
      const carried = stopOnlyProgram
        .replace('\n', "\nimport { v3 } from '@qcvm/client/v3';\n")
        .replace("region: 'ap-guangzhou',", "region: 'ap-guangzhou', api: v3(),");
      expect(await texts(carried)).toHaveLength(5);
      expect(await texts(stopOnlyProgram)).toEqual([]);
    },
  );

  it('contains only the client', async () => {
    const { files } = await bundle({ program: stopOnlyProgram, directory, platform: 'browser' });
    expect(files.filter((path) => !path.startsWith('@qcvm/client/dist/'))).toEqual([]);
  });
});

describe('what is not used', () => {
  it.each(['client', 'client/wire', 'client/descriptors'])(
    'of @qcvm/%s is left out by every bundler, also without the word of package.json that it may be',
    async (name) => {
      const careful = await installPacked({ packages: ['client'] });
      const path = join(careful, 'node_modules/@qcvm/client/package.json');
      const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
      await writeFile(path, JSON.stringify({ ...manifest, sideEffects: true }));
      for (const platform of ['node', 'browser'] as const) {
        const { text, files } = await bundle({
          program: `import '@qcvm/${name}';`,
          directory: careful,
          platform,
        });
        expect({ text, files }).toEqual({ text: '', files: [] });
      }
      await rm(careful, { recursive: true });
    },
  );
});

describe('an import without a bundler', () => {
  it.each(['client', 'client/wire', 'client/descriptors'])('of @qcvm/%s reads few files', async (name) => {
    const program = `import * as all from '@qcvm/${name}'; console.log(all);`;
    const { files } = await bundle({ program, directory, platform: 'node' });
    expect(files.length).toBeLessThanOrEqual(budgets.files);
  });
});

describe('the start of a test that imports the emulator', () => {
  it('loads no more files and bytes than its budget', async () => {
    const place = await installPacked({ packages: ['client', 'mock'] });
    const { files, bytes } = await loadedBy('@qcvm/mock', place);
    await rm(place, { recursive: true });
    // A measurement that sees nothing is none.
    expect(files).toBeGreaterThan(10);
    expect(files).toBeLessThanOrEqual(budgets.startUp.mock.files);
    expect(bytes).toBeLessThanOrEqual(budgets.startUp.mock.bytes);
  });
});

describe('an installation', () => {
  it('of the client takes no more than its budget', async () => {
    const { client } = await packPackages();
    expect(client.unpackedSize).toBeLessThanOrEqual(budgets.installed.client);
  });

  it('of the emulator takes no more than its budget, neither to download nor on the disk', async () => {
    const { mock } = await packPackages();
    expect(mock.size).toBeLessThanOrEqual(budgets.packed.mock);
    expect(mock.unpackedSize).toBeLessThanOrEqual(budgets.installed.mock);
  });

  it.each(['client', 'mock'] as const)(
    'of %s brings along no more third-party packages than its budget',
    async (name) => {
      const { manifest } = (await packPackages())[name];
      const foreign = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).filter(
        (each) => !each.startsWith('@qcvm/'),
      );
      expect(foreign).toHaveLength(budgets.dependencies[name]);
    },
  );
});
