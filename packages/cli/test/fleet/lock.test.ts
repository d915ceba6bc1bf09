import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { nodeFiles } from '../../src/environment/node/files.node.js';
import { buildCommand, root } from '../built.js';

// Locks keep processes apart: only processes can show it, and they run what is built.
beforeAll(buildCommand, 180_000);

/** Takes a lock when it is told to, again and again until it has it or is told to stop, and says what came of it. */
const program = `
  const { nodeFiles } = await import(process.argv[2]);
  let held, trying = false;
  process.on('message', async ({ say, path }) => {
    if (say === 'stop') trying = false;
    if (say === 'release') { await held?.release(); held = undefined; process.send('released'); }
    if (say === 'try') {
      trying = true;
      while (trying && held === undefined) {
        held = await nodeFiles.lock(path).catch((error) => {
          if (!error.message.includes('in use by another qcvm')) throw error;
        });
      }
      process.send(held === undefined ? 'refused' : 'held');
    }
  });
  process.send('ready');
`;

let directory: string;
let path: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'qcvm-lock-'));
  path = join(directory, 'run.jsonl');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(directory, { recursive: true, force: true });
});

/** The next thing that a child says. */
const hear = async (child: ChildProcess): Promise<unknown> =>
  ((await once(child, 'message')) as [unknown])[0];

async function start(): Promise<ChildProcess> {
  const script = join(directory, 'child.mjs');
  await writeFile(script, program);
  const child = fork(script, [join(root, 'packages/cli/dist/environment/node/files.node.js')]);
  children.push(child);
  expect(await hear(child)).toBe('ready');
  return child;
}

async function ask(child: ChildProcess, say: string): Promise<unknown> {
  const answer = hear(child);
  child.send({ say, path });
  return answer;
}

/** Lets all of them try at once, stops those that have not got it as soon as one has, and says what each of them got. */
async function race(processes: readonly ChildProcess[]): Promise<unknown[]> {
  const answers = processes.map((child) => ask(child, 'try'));
  await Promise.race(answers);
  for (const child of processes) child.send({ say: 'stop' });
  return Promise.all(answers);
}

const rounds = Math.ceil(15 * inject('properties').factor);
const oneOfThree = ['held', 'refused', 'refused'];

it('the lock of a journal is never a pipe, which would block the reader', async () => {
  spawnSync('mkfifo', [`${path}.lock`]);
  await expect(nodeFiles.lock(path)).rejects.toThrow('in use by another qcvm');
});

it.each(['', 'not a holder\n', '{"pid":1}'])(
  'the lock of a journal that holds %j, and has given no sign of life for long, is taken over',
  async (text) => {
    await writeFile(`${path}.lock`, text);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(`${path}.lock`, longAgo, longAgo);
    const lock = await nodeFiles.lock(path);
    expect(lock.isHeld()).toBe(true);
    expect(await readdir(directory)).toEqual(['run.jsonl.lock']);
    await lock.release();
  },
);

it('the lock of a journal leaves no files of processes that were killed while acquiring it', async () => {
  const child = await start();
  expect(await ask(child, 'try')).toBe('held');
  const holder = await readFile(`${path}.lock`, 'utf8');
  const { token } = JSON.parse(holder) as { readonly token: string };
  await writeFile(`${path}.lock.${token}`, holder);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  const lock = await nodeFiles.lock(path);
  expect((await readdir(directory)).filter((name) => name.startsWith('run.jsonl'))).toEqual([
    'run.jsonl.lock',
  ]);
  await lock.release();
});

it('the lock of a journal passes to one waiting process on release', async () => {
  const all = await Promise.all([start(), start(), start(), start()]);
  let [holder, ...others] = all as [ChildProcess, ...ChildProcess[]];
  expect(await ask(holder, 'try')).toBe('held');
  for (let round = 0; round < rounds; round += 1) {
    const released = ask(holder, 'release');
    const got = await race(others);
    expect(await released).toBe('released');
    expect(got.toSorted(), `round ${round}`).toEqual(oneOfThree);
    const next = others[got.indexOf('held')] ?? holder;
    others = all.filter((child) => child !== next);
    holder = next;
  }
}, 60_000);

it('the lock of a journal is taken over by exactly one process when its holder is dead', async () => {
  const dead = await start();
  expect(await ask(dead, 'try')).toBe('held');
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  const left = await readFile(`${path}.lock`, 'utf8');
  const processes = await Promise.all([start(), start(), start()]);
  for (let round = 0; round < rounds; round += 1) {
    const got = await race(processes);
    expect(got.toSorted(), `round ${round}`).toEqual(oneOfThree);
    await Promise.all(processes.map((child) => ask(child, 'release')));
    expect(await readdir(directory)).toEqual(['child.mjs']);
    await writeFile(`${path}.lock`, left);
  }
}, 60_000);

it('the lock of a journal stays with a living process', async () => {
  const holder = await start();
  expect(await ask(holder, 'try')).toBe('held');
  await expect(nodeFiles.lock(path)).rejects.toThrow(
    `${path} is in use by another qcvm (process ${String(holder.pid)} on `,
  );
  await ask(holder, 'release');
  await (await nodeFiles.lock(path)).release();
  expect(await readdir(directory)).toEqual(['child.mjs']);
});

/** Changes what a lock says of its holder. */
const rewrite = async (changes: object): Promise<void> => {
  const holder = JSON.parse(await readFile(`${path}.lock`, 'utf8')) as object;
  await writeFile(`${path}.lock`, JSON.stringify({ ...holder, ...changes }));
};

it.each([
  ['its PID belongs to a process that began later, as in every container', { start: '1' }],
  ['the machine has started anew', { boot: 'another' }],
])('the lock of a journal is taken over when %s', async (_what, changes) => {
  const lost = await nodeFiles.lock(path);
  await rewrite({ ...changes, token: 'f'.repeat(32) });
  const lock = await nodeFiles.lock(path);
  expect([lost.isHeld(), lock.isHeld()]).toEqual([false, true]);
  await lost.release();
  expect(lock.isHeld()).toBe(true);
  await lock.release();
  expect(await readdir(directory)).toEqual([]);
});

it('the lock of a journal stays with a process of another container while its heartbeat continues', async () => {
  const holder = await start();
  expect(await ask(holder, 'try')).toBe('held');
  await rewrite({ namespace: 'pid:[1]' });
  await expect(nodeFiles.lock(path)).rejects.toThrow('in use by another qcvm');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const longAgo = new Date(2026, 0, 1);
  await utimes(`${path}.lock`, longAgo, longAgo);
  await (await nodeFiles.lock(path)).release();
}, 60_000);

it.each(['', '{"pid":1}', 'not ours'])(
  'the lock of a journal is not taken over when it says %j',
  async (text) => {
    await writeFile(`${path}.lock`, text);
    await expect(nodeFiles.lock(path)).rejects.toMatchObject({
      message: expect.stringContaining('in use by another qcvm') as string,
      hint: expect.stringContaining(`remove ${path}.lock`) as string,
    });
    expect(await readFile(`${path}.lock`, 'utf8')).toBe(text);
  },
);
