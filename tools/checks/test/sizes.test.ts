import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../src/packed/install.js';
import { packPackages } from '../src/packed/pack.js';
import { budgets, stopOnlyProgram } from '../src/sizes/budgets.js';
import { bundle } from '../src/sizes/bundle.js';

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

  it('runs in a browser: nothing of Node is in it', async () => {
    const { externals, files } = await bundle({ program: stopOnlyProgram, directory, platform: 'browser' });
    expect(externals).toEqual([]);
    expect(files.filter((path) => path.includes('.node.'))).toEqual([]);
  });

  it('brings on Node only what a signed call over TLS needs', async () => {
    const { externals } = await bundle({ program: stopOnlyProgram, directory, platform: 'node' });
    const allowed = ['node:crypto', 'node:diagnostics_channel', 'node:http', 'node:https'];
    expect(externals.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it('leaves out every other operation, and the helpers that it does not call', async () => {
    const { files } = await bundle({ program: stopOnlyProgram, directory, platform: 'browser' });
    expect(files.filter((path) => !path.startsWith('@qcvm/client/dist/'))).toEqual([]);
    expect(
      files.filter((path) => /client\.gen|waiters|ensure|paginate|credentials\/profile/.test(path)),
    ).toEqual([]);
  });
});

describe('an installation', () => {
  it('of the client takes no more than its budget', async () => {
    const { client } = await packPackages();
    expect(client.unpackedSize).toBeLessThanOrEqual(budgets.installed.client);
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
