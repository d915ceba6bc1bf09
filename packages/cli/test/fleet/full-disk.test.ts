import { appendFileSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { Transport } from '@qcvm/client';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { expect, it } from 'vitest';
import { CliError } from '../../src/environment/cli-error.js';
import { exitCodes } from '../../src/environment/exit-codes.js';
import { Captured, World } from '../harness.js';
import { changes, clock, simple, touched } from './killed.js';

const big = (): Emulator =>
  createEmulator({
    clock,
    instances: fleet('ap-guangzhou').running(101).shutDown(4).in('ap-beijing').running(5),
    quota: false,
    maxLogged: 10_000,
  });

/** Ids that the service was asked to change. */
const asked = (emulator: Emulator): Set<string> => new Set(touched(emulator));

/** A disk with room for so many bytes: what does not fit is written in part, as file systems do. */
function disk(room: number): { append: (path: string, text: string) => void; free: () => void } {
  let left = room;
  return {
    append: (path, text) => {
      const fits = Buffer.from(text).subarray(0, left);
      left -= fits.length;
      appendFileSync(path, fits);
      if (fits.length < Buffer.byteLength(text))
        throw new CliError(`cannot use ${path}: the disk is full`, { exitCode: exitCodes.local });
    },
    free: () => {
      left = Infinity;
    },
  };
}

/** Bytes of the journal up to the end of its plan, and of all of it. */
async function sizes(line: string): Promise<{ plan: number; all: number }> {
  await using world = await World.create({ emulator: big() });
  await world.run(`${line} --journal j`);
  const text = await readFile(world.path('j'));
  const ready = text.indexOf('"type":"ready"');
  return { plan: text.indexOf('\n', ready) + 1, all: text.length };
}

it.each(['stop --all --yes -r gz,bj', 'stop --all --yes --wait -r gz,bj', 'restart --all --yes -r gz,bj'])(
  'a journal on a disk that becomes full ends qcvm %s with 5, loses no instance, and can be resumed',
  async (line) => {
    const { plan, all } = await sizes(line);
    for (const share of [0, 0.1, 0.6, 0.999]) {
      const emulator = big();
      await using world = await World.create({ emulator });
      const full = disk(plan + Math.floor((all - plan) * share));
      const { code, out, err } = await world.run(`${line} --journal j`, { append: full.append });
      const before = asked(emulator);
      expect(code).toBe(5);
      expect(err.match(/error: /g)).toHaveLength(1);
      expect(err).toContain('error: the journal cannot be written any more: cannot use ');
      expect(err).not.toContain('should not happen');
      expect(err).toContain('Journal: ~/j');
      expect(await readdir(world.home)).not.toContain('j.lock');
      // Each instance is there once: with its outcome, or as sent, or as never sent.
      const text = out.replace(/ {2,}/g, ' ');
      const sent = [...text.matchAll(/(ins-\S+) unfinished sent/g)].map(([, id]) => id ?? '');
      const never = [...text.matchAll(/(ins-\S+) unfinished never sent/g)].map(([, id]) => id ?? '');
      const counts = [...out.matchAll(/^ +(\d+) {2}(?!unfinished)\S/gm)].map(([, number]) => Number(number));
      expect(counts.reduce((sum, number) => sum + number, 0) + sent.length + never.length).toBe(110);
      for (const id of sent) expect(before.has(id)).toBe(true);
      for (const id of never) expect(before.has(id)).toBe(false);
      if (sent.length + never.length > 0)
        expect(err).toContain(`qcvm ${line.split(' ')[0]} --resume --journal ~/j`);

      full.free();
      // Those that are down cannot be restarted.
      const resumed = await world.run(`${line.split(' ')[0]} --resume --journal j --yes`);
      expect(resumed.code).toBe(line.startsWith('restart') ? 1 : 0);
      const accepted = changes(emulator).flatMap(({ outcome }) =>
        outcome.kind === 'answered'
          ? Object.entries(outcome.results ?? {}).flatMap(([id, result]) => (result === 0 ? id : []))
          : [],
      );
      expect(new Set(accepted).size).toBe(accepted.length);
    }
  },
  30_000,
);

it('a journal on a disk that becomes full says in events of each unfinished instance whether it was sent', async () => {
  const { plan } = await sizes('stop --all --yes -r gz,bj');
  const emulator = big();
  await using world = await World.create({ emulator });
  const { code, out, err } = await world.run('stop --all --yes -r gz,bj --json --journal j', {
    append: disk(plan + 6000).append,
  });
  expect(code).toBe(5);
  expect(err).toContain('qcvm stop --resume --journal ~/j');
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; instanceId: string; sent?: boolean });
  const left = events.filter(({ type }) => type === 'unfinished');
  const before = asked(emulator);
  expect(left.length).toBeGreaterThan(0);
  for (const { instanceId, sent } of left)
    expect([instanceId, sent]).toEqual([instanceId, before.has(instanceId)]);
  expect(left.length + events.filter(({ type }) => type === 'outcome').length).toBe(110);
});

it('a full disk that cannot hold the plan sends nothing and leaves no file', async () => {
  const emulator = big();
  await using world = await World.create({ emulator });
  const named = await world.run('stop --all --yes --journal j', { append: disk(2000).append });
  expect(named.code).toBe(5);
  expect(named.err).toContain('/j');
  expect(asked(emulator).size).toBe(0);
  expect(await readdir(world.home)).toEqual([]);
  // An earlier journal would be the newest one: --resume must not go on with that.
  const without = await world.run('stop --all --yes --wait', { append: disk(2000).append });
  expect(without.code).toBe(5);
  expect(without.err).toContain('--no-journal');
  expect(asked(emulator).size).toBe(0);
  expect((await world.run('stop --all --yes --wait --no-journal', { append: disk(0).append })).code).toBe(0);
});

it('a full disk does not make --resume send anything', async () => {
  const emulator = big();
  await using world = await World.create({ emulator });
  const { plan } = await sizes('stop --all --yes -r gz,bj');
  await world.run('stop --all --yes -r gz,bj --journal j', { append: disk(plan).append });
  const { code, err } = await world.run('stop --resume --journal j --yes', { append: disk(10).append });
  expect(code).toBe(5);
  expect(err).toContain('qcvm stop --resume --journal ~/j');
  expect(asked(emulator).size).toBe(0);
  expect((await world.run('stop --resume --journal j --yes')).code).toBe(0);
});

/** A stream on a full disk. */
class Full extends Captured {
  readonly failure = new Error('no space left on device');
  override write(): Promise<void> {
    return Promise.resolve();
  }
  override get gone(): AbortSignal {
    return AbortSignal.abort(this.failure);
  }
}

it('the end of a run is in the journal only after its report was given', async () => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  const ends: boolean[] = [];
  class Watched extends Captured {
    override write(text: string): Promise<void> {
      ends.push(readFileSync(world.path('j'), 'utf8').includes('"type":"end"'));
      return super.write(text);
    }
  }
  const { code } = await world.run('stop --all --yes --wait --journal j', { stdout: new Watched() });
  expect(code).toBe(0);
  expect(ends.length).toBeGreaterThan(0);
  expect(ends[0]).toBe(false);
  expect(await readFile(world.path('j'), 'utf8')).toContain('"type":"end"');
});

it.each([
  'describe --all -o ids',
  'describe --all -o csv',
  'describe',
  'describe --query [].unInstanceId',
  'stop --all --yes --dry-run',
  'stop --all --yes --wait',
  'stop --all --yes --json',
  'describe-instances',
  'sign DescribeInstances',
  'completion bash',
  '--help',
  'stop --help',
  '--version',
])('standard output on a full disk ends qcvm %s with 5, and says so', async (line) => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  const { code, err } = await world.run(line, { stdout: new Full() });
  expect(code).toBe(5);
  expect(err).toContain('error: cannot write standard output: no space left on device');
  if (line === 'stop --all --yes --wait') {
    expect(emulator.instances.list().every(({ status }) => status === 4)).toBe(true);
  }
});

it('standard output on a full disk ends an interrupted run with 5: its report is incomplete', async () => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  const transport = (real: Transport): Transport => ({
    async send(request) {
      if ((request.body ?? request.url).includes('Action=StopInstances')) world.interrupt();
      return real.send(request);
    },
  });
  const { code } = await world.run('stop --all --yes --wait', { stdout: new Full(), transport });
  expect(code).toBe(5);
});

it('standard output on a full disk preserves a more specific exit code', async () => {
  const emulator = simple(3);
  await using world = await World.create({ emulator });
  expect((await world.run('describe --region', { stdout: new Full() })).code).toBe(2);
  const unknownKey = { TENCENTCLOUD_SECRET_ID: 'AKIDunknown' };
  expect((await world.run('describe', { stdout: new Full(), variables: unknownKey })).code).toBe(3);
});
