import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Context } from '../../../session/context.js';
import { nodeFiles } from '../../../environment/node/files.node.js';
import { keptAuthority } from './authority.js';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'qcvm-authority-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

it('is one, however many bridges start at once for the first time', async () => {
  const path = join(home, 'deep', 'authority.pem');
  let reading = 0;
  let allHaveLooked = (): void => undefined;
  const looked = new Promise<void>((resolve) => (allHaveLooked = resolve));
  // None of them sees a file before all have looked for it.
  const files = {
    ...nodeFiles,
    read: async (wanted: string) => {
      const text = await nodeFiles.read(wanted);
      reading += 1;
      if (reading === 5) allHaveLooked();
      await looked;
      return text;
    },
  };
  const environment = { files, now: () => Date.UTC(2026, 0, 1), homeDirectory: home, workingDirectory: home };
  const context = { environment } as unknown as Context;
  const made = await Promise.all(
    Array.from({ length: 5 }, () => keptAuthority(context, { authority: path })),
  );
  const kept = await readFile(path, 'utf8');
  for (const { key, certificate } of made) expect(key + certificate).toBe(kept);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  // Nothing is left of the others.
  expect(await readdir(join(home, 'deep'))).toEqual(['authority.pem']);
});
