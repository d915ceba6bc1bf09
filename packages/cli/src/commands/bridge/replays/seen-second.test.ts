import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFiles } from '../../../environment/node/files.node.js';
import { SeenSecond } from './seen-second.js';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'qcvm-seen-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const startedAt = Date.UTC(2026, 0, 1);
const second = startedAt / 1000;
const open = (): Promise<SeenSecond> => {
  const place = { variable: () => undefined, homeDirectory: home, workingDirectory: home };
  return SeenSecond.open({ ...place, files: nodeFiles }, startedAt);
};
const state = (): string => join(home, '.local/state/qcvm');

it('is of one bridge at a time, and what the last one has noted holds for the next', async () => {
  const first = await open();
  await expect(open()).rejects.toMatchObject({
    message: expect.stringContaining(`in use by another qcvm (process ${process.pid} on `) as string,
    hint: expect.stringMatching(/^A bridge runs already .*End that one, .*XDG_STATE_HOME/) as string,
  });
  await first.note(second + 5);
  await first.close();
  const next = await open();
  expect(next.last).toBe(second + 5);
  await next.close();
  expect(await readdir(state())).toEqual(['bridge-last-second']);
});

it('lets nothing through once the lock is gone', async () => {
  const seen = await open();
  await rm(join(state(), 'bridge-last-second.lock'));
  await expect(seen.note(second + 1)).rejects.toThrow('was removed or taken over');
  expect(await readFile(join(state(), 'bridge-last-second'), 'utf8')).toBe(`${second}\n`);
});

it('removes what a bridge that was killed has left unfinished, and nothing else', async () => {
  await mkdir(state(), { recursive: true });
  for (const name of ['bridge-last-second.0123456789ab.tmp', 'bridge-authority.pem.0123456789ab.tmp'])
    await writeFile(join(state(), name), '');
  await (await open()).close();
  expect((await readdir(state())).sort()).toEqual([
    'bridge-authority.pem.0123456789ab.tmp',
    'bridge-last-second',
  ]);
});
