import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from '../environment.js';
import { nodeFiles } from '../node/files.node.js';
import type { Target } from '../targets/target.js';
import { beginJournal, continueJournal, readJournal } from './journal.js';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'qcvm-journal-'));
  path = join(directory, 'run.jsonl');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const environment: Pick<Environment, 'files' | 'now'> = { files: nodeFiles, now: () => Date.UTC(2026, 0, 1) };
const header = {
  command: 'stop',
  endpoint: 'https://x/',
  wait: true,
  force: 'fallback',
  timeout: 1000,
} as const;
const targets: Target[] = Array.from({ length: 1201 }, (_, index) => ({
  region: index % 2 === 0 ? 'ap-guangzhou' : 'ap-beijing',
  instanceId: `ins-${index}`,
}));

async function written(): Promise<void> {
  const journal = await beginJournal(environment, path, { header, targets });
  await journal.record({
    type: 'sending',
    region: 'ap-guangzhou',
    instanceIds: ['ins-0', 'ins-2'],
    force: false,
  });
  await journal.record({
    type: 'accepted',
    region: 'ap-guangzhou',
    instanceIds: ['ins-0', 'ins-2'],
    force: false,
  });
  for (const instanceId of ['ins-0', 'ins-2']) {
    await journal.record({
      type: 'outcome',
      outcome: {
        region: 'ap-guangzhou',
        instanceId,
        kind: 'stopped',
        requestIds: ['r-ü'],
        at: environment.now(),
      },
    });
  }
  await journal.close();
}

describe('a journal', () => {
  it('gives back what was written into it', async () => {
    await written();
    const contents = await readJournal(nodeFiles, path);
    expect(contents.header).toMatchObject(header);
    expect(new Set(contents.targets.map(({ instanceId }) => instanceId)).size).toBe(1201);
    expect([...contents.outcomes.values()].map(({ instanceId, kind }) => [instanceId, kind])).toEqual([
      ['ins-0', 'stopped'],
      ['ins-2', 'stopped'],
    ]);
    expect([...contents.accepted.keys()]).toEqual(['ap-guangzhou/ins-0', 'ap-guangzhou/ins-2']);
    expect(contents.finished).toBe(false);
  });

  it('is readable by its owner alone', async () => {
    await written();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('can be read after being cut off at any byte, and never tells more than was written', async () => {
    await written();
    const whole = await readFile(path);
    const ready = whole.indexOf('"ready"');
    for (let length = 0; length < whole.length; length += length > ready - 20 ? 1 : 997) {
      await writeFile(path, whole.subarray(0, length));
      const contents = await readJournal(nodeFiles, path).catch((error: unknown) => error);
      if (contents instanceof Error) {
        expect(contents.message).toMatch(/not a journal|before it sent anything/);
        continue;
      }
      const { outcomes, accepted, wholeBytes } = contents as Awaited<ReturnType<typeof readJournal>>;
      expect(wholeBytes).toBeLessThanOrEqual(length);
      expect([...outcomes.keys()].every((key) => accepted.has(key))).toBe(true);
    }
  });

  it('goes on after a torn line as if it had never been begun', async () => {
    await written();
    const { size } = await stat(path);
    await truncate(path, size - 3);
    const torn = await readJournal(nodeFiles, path);
    expect([...torn.outcomes.keys()]).toEqual(['ap-guangzhou/ins-0']);
    const journal = await continueJournal(environment, path, torn.wholeBytes);
    await journal.end(0, 0);
    await journal.close();
    const contents = await readJournal(nodeFiles, path);
    expect(contents.finished).toBe(true);
    expect([...contents.outcomes.keys()]).toEqual(['ap-guangzhou/ins-0']);
  });

  it('writes whole lines also when many things happen at once', async () => {
    const journal = await beginJournal(environment, path, { header, targets });
    await Promise.all(
      targets.map(({ region, instanceId }) =>
        journal.record({
          type: 'outcome',
          outcome: { region, instanceId, kind: 'stopped', requestIds: [], at: 0 },
        }),
      ),
    );
    await journal.close();
    expect((await readJournal(nodeFiles, path)).outcomes.size).toBe(1201);
  });

  it('is written by one process at a time', async () => {
    const journal = await beginJournal(environment, path, { header, targets });
    await expect(continueJournal(environment, path, 0)).rejects.toThrow('in use by another qcvm');
    await journal.close();
    await (await continueJournal(environment, path, (await stat(path)).size)).close();
  });

  it('is not kept from anybody by a process that is gone', async () => {
    await written();
    // No process has this id: the largest that Linux gives is 2^22.
    await writeFile(`${path}.lock`, '99999999\n');
    await (await continueJournal(environment, path, (await stat(path)).size)).close();
    await expect(stat(`${path}.lock`)).rejects.toThrow();
  });

  it('refuses a file that something else has written', async () => {
    await writeFile(path, 'hello\n');
    await expect(readJournal(nodeFiles, path)).rejects.toThrow('line 1: not a line of a qcvm journal');
    await writeFile(path, '');
    await expect(readJournal(nodeFiles, path)).rejects.toThrow('not a journal of qcvm');
    await expect(readJournal(nodeFiles, join(directory, 'none'))).rejects.toThrow('no such file');
  });
});
