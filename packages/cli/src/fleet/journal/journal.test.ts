import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Environment } from '../../environment/environment.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { nodeFiles } from '../../environment/node/files.node.js';
import type { Target } from '../../targets/target.js';
import type { Outcome } from '../terms/outcome.js';
import type { Plan } from '../plan/plan.js';
import { beginJournal, openJournal } from './journal.js';
import { readJournal } from './read-journal.js';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'qcvm-journal-'));
  path = join(directory, 'run.jsonl');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const environment: Pick<Environment, 'files' | 'now'> = { files: nodeFiles, now: () => Date.UTC(2026, 0, 1) };
const planOf = (targets: readonly Target[], decided: readonly Outcome[] = []): Plan => ({
  command: 'stop',
  api: '2.0',
  endpoint: 'https://x/',
  account: { kind: 'key', fingerprint: '0011223344556677' },
  regions: ['ap-guangzhou', 'ap-beijing'],
  selection: '--search-word "Ünïcode"',
  wait: true,
  force: 'fallback',
  timeout: 1000,
  targets,
  decided,
  protect: ['ins-keep'],
});
const many: Target[] = Array.from({ length: 1201 }, (_, index) => ({
  region: index % 2 === 0 ? 'ap-guangzhou' : 'ap-beijing',
  instanceId: `ins-${index}`,
}));
const kept: Outcome = {
  region: 'ap-beijing',
  instanceId: 'ins-keep',
  kind: 'protected',
  requestIds: [],
  at: 0,
};
const few: Target[] = many.slice(0, 3);

async function written(plan = planOf(many, [kept])): Promise<void> {
  const journal = await beginJournal(environment, path, plan);
  const about = { region: 'ap-guangzhou', instanceIds: ['ins-0', 'ins-2'], force: false };
  await journal.record({ type: 'sending', ...about });
  await journal.record({ type: 'accepted', ...about });
  await journal.call({ action: 'StopInstances', at: environment.now() });
  for (const instanceId of about.instanceIds) {
    await journal.record({
      type: 'outcome',
      outcome: {
        region: 'ap-guangzhou',
        instanceId,
        kind: 'stopped',
        reason: 'wörds',
        requestIds: ['r-ü'],
        at: environment.now(),
      },
    });
  }
  await journal.close();
}

it('the plan and everything that may have been sent are on the disk before the run continues', async () => {
  const done: string[] = [];
  const watched: typeof environment = {
    ...environment,
    files: {
      ...nodeFiles,
      async openAppend(of, options) {
        const file = await nodeFiles.openAppend(of, options);
        return {
          append: (text) => (done.push('append'), file.append(text)),
          sync: () => (done.push('sync'), file.sync()),
          close: () => file.close(),
        };
      },
    },
  };
  const journal = await beginJournal(watched, path, planOf(few));
  expect(done.at(-1)).toBe('sync');
  await journal.record({ type: 'sending', region: 'ap-guangzhou', instanceIds: ['ins-0'], force: false });
  expect(done.slice(-2)).toEqual(['append', 'sync']);
  await journal.close();
});

it('what may have been sent is what it was before, when a later request was not sent after all', async () => {
  const journal = await beginJournal(environment, path, planOf(few));
  const about = { region: 'ap-guangzhou', instanceIds: ['ins-0'] };
  await journal.record({ type: 'sending', ...about, force: false });
  await journal.record({ type: 'sending', ...about, force: true });
  await journal.unsent(about);
  await journal.record({ type: 'sending', region: 'ap-guangzhou', instanceIds: ['ins-2'], force: true });
  await journal.unsent({ region: 'ap-guangzhou', instanceIds: ['ins-2'] });
  await journal.close();
  const { sent } = await readJournal(nodeFiles, path);
  expect([...sent]).toEqual([['ap-guangzhou/ins-0', 'ordinary']]);
});

/** Reads bytes as if they were the file. */
const readBytes = (bytes: Uint8Array): ReturnType<typeof readJournal> =>
  readJournal(
    {
      async *readBytes() {
        for (let from = 0; from < bytes.length; from += 1000) yield bytes.subarray(from, from + 1000);
      },
    },
    'j',
  );

it('a journal gives back what was written into it', async () => {
  await written();
  const { plan, outcomes, accepted, sent, calls, finished } = await readJournal(nodeFiles, path);
  expect({ ...plan, targets: [] }).toEqual(planOf([], [kept]));
  expect(plan.targets.toSorted(byId)).toEqual(many.toSorted(byId));
  expect([...outcomes.values()].map(({ instanceId, kind }) => [instanceId, kind])).toEqual([
    ['ins-0', 'stopped'],
    ['ins-2', 'stopped'],
  ]);
  expect([...accepted.keys()]).toEqual(['ap-guangzhou/ins-0', 'ap-guangzhou/ins-2']);
  expect([...sent]).toEqual([
    ['ap-guangzhou/ins-0', 'ordinary'],
    ['ap-guangzhou/ins-2', 'ordinary'],
  ]);
  expect([...calls]).toEqual([['StopInstances', [environment.now()]]]);
  expect(finished).toBe(false);
});

it('a journal is readable by its owner alone', async () => {
  await written();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('a journal cut off at any byte can be read, and contains only what was written', async () => {
  await written();
  const whole = await readFile(path);
  const ready = whole.indexOf('"ready"');
  for (let length = 0; length < whole.length; length += length > ready - 20 ? 1 : 997) {
    const contents = await readBytes(whole.subarray(0, length)).catch((error: unknown) => error);
    if (contents instanceof Error) {
      expect(contents.message).toMatch(/before it sent anything/);
      continue;
    }
    const { outcomes, accepted, wholeBytes } = contents as Awaited<ReturnType<typeof readJournal>>;
    expect(whole[wholeBytes - 1]).toBe(0x0a);
    expect(wholeBytes).toBeLessThanOrEqual(length);
    expect([...outcomes.keys()].every((key) => accepted.has(key))).toBe(true);
  }
});

it('a journal does not change its meaning unseen: any bit that flips is found, with the number of its line', async () => {
  await written(planOf(few, [kept]));
  const whole = await readFile(path);
  const lineAt = (at: number): number => whole.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
  for (let bit = 0; bit < whole.length * 8; bit += 5) {
    const changed = Buffer.from(whole);
    const at = bit >> 3;
    changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
    const error = await readBytes(changed).catch((reason: unknown) => reason);
    const line = lineAt(at);
    expect(String(error), `bit ${bit}`).toContain(`j, line ${line} is damaged`);
    expect(error).toMatchObject({ exitCode: exitCodes.local });
  }
});

it.each([
  ['left out', (lines: string[]) => lines.toSpliced(-2, 1)],
  ['doubled', (lines: string[]) => lines.toSpliced(-2, 0, lines.at(-2) ?? '')],
  ['moved', (lines: string[]) => lines.toSpliced(-3, 2, lines.at(-2) ?? '', lines.at(-3) ?? '')],
  ['marked with a byte order mark', ([first = '', ...lines]: string[]) => [`\ufeff${first}`, ...lines]],
])('a journal finds a line that was %s', async (_what, change) => {
  await written(planOf(few));
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  await writeFile(path, `${change(lines).join('\n')}\n`);
  await expect(readJournal(nodeFiles, path)).rejects.toThrow(/line \d+ is damaged/);
});

it('a journal counts its bytes right when the torn line is no UTF-8', async () => {
  await written(planOf(few));
  const { size } = await stat(path);
  const whole = await readFile(path);
  await writeFile(
    path,
    Buffer.concat([whole, Buffer.from([0x7b, 0xff, 0xc3, 0xef, 0xbb, 0xbf, 0xe2, 0x82])]),
  );
  const opened = await openJournal(environment, path);
  expect(opened.contents.wholeBytes).toBe(size);
  await (await opened.resume([])).close();
  expect((await readFile(path)).subarray(0, size)).toEqual(whole);
  expect((await readJournal(nodeFiles, path)).outcomes.size).toBe(2);
});

it('a journal continues after a torn line and ignores it', async () => {
  await written();
  const { size } = await stat(path);
  await truncate(path, size - 3);
  const torn = await openJournal(environment, path);
  expect([...torn.contents.outcomes.keys()]).toEqual(['ap-guangzhou/ins-0']);
  const journal = await torn.resume(['ins-later']);
  await journal.end(0, 0);
  await journal.close();
  const contents = await readJournal(nodeFiles, path);
  expect(contents.finished).toBe(true);
  expect(contents.plan.protect).toEqual(['ins-keep', 'ins-later']);
  expect([...contents.outcomes.keys()]).toEqual(['ap-guangzhou/ins-0']);
});

it('a journal writes whole lines also when many things happen at once', async () => {
  const journal = await beginJournal(environment, path, planOf(many));
  await Promise.all(
    many.map(({ region, instanceId }) =>
      journal.record({
        type: 'outcome',
        outcome: { region, instanceId, kind: 'stopped', requestIds: [], at: 0 },
      }),
    ),
  );
  await journal.close();
  expect((await readJournal(nodeFiles, path)).outcomes.size).toBe(1201);
});

it('a journal refuses a file that something else has written', async () => {
  for (const bytes of ['\0'.repeat(9), '\0'.repeat(9) + '\n', '\n']) {
    await writeFile(path, bytes);
    await expect(readJournal(nodeFiles, path)).rejects.toThrow('line 1 is damaged');
  }
  await writeFile(path, 'hello\n');
  await expect(readJournal(nodeFiles, path)).rejects.toThrow('is not a journal of qcvm');
  await writeFile(path, '{"type":"begin","journal":1}\n');
  await expect(readJournal(nodeFiles, path)).rejects.toThrow('a journal of format 1, this qcvm reads 2');
  await expect(readJournal(nodeFiles, join(directory, 'none'))).rejects.toThrow('no such file');
});

const byId = (one: Target, other: Target): number => one.instanceId.localeCompare(other.instanceId);
