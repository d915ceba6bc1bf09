import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFiles } from '../../environment/node/files.node.js';
import { SeenSecond } from './seen-second.js';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'qcvm-seen-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const startedAt = Date.UTC(2026, 0, 1);
const second = startedAt / 1000;
const open = (files = nodeFiles): Promise<SeenSecond> => {
  const place = { variable: () => undefined, homeDirectory: home, workingDirectory: home };
  return SeenSecond.open({ ...place, files, sleep: (milliseconds) => wait(milliseconds) }, startedAt);
};

it('is the latest of two bridges of one home, however their writes meet', async () => {
  const later = await open();
  let noted: Promise<void> | undefined;
  let isSlow = false;
  // It has read what there was, and writes once the other one has written, if that is possible.
  const slow = {
    ...nodeFiles,
    writePrivate: async (path: string, text: string) => {
      if (isSlow) {
        noted = later.note(second + 5);
        await Promise.race([noted, wait(100)]);
      }
      await nodeFiles.writePrivate(path, text);
    },
  };
  const earlier = await open(slow);
  isSlow = true;
  await earlier.note(second + 3);
  await noted;
  const state = join(home, '.local/state/qcvm');
  expect(await readFile(join(state, 'bridge-last-second'), 'utf8')).toBe(`${second + 5}\n`);
  expect(await readdir(state)).toEqual(['bridge-last-second']);
});
