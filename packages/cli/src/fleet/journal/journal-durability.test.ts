import { expect, it } from 'vitest';
import type { Environment, Files } from '../../environment/environment.js';
import { exitCodes } from '../../environment/exit-codes.js';
import type { Plan } from '../plan/plan.js';
import { beginJournal, openJournal, type Journal } from './journal.js';
import { isUnready, readJournal } from './read-journal.js';
import { Seals } from './seal.node.js';

const plan: Plan = {
  command: 'stop',
  api: '2.0',
  endpoint: 'https://x/',
  account: { kind: 'key', fingerprint: '0011223344556677' },
  regions: ['ap-guangzhou'],
  selection: '--all',
  wait: true,
  force: 'never',
  timeout: 1000,
  targets: [{ region: 'ap-guangzhou', instanceId: 'ins-0' }],
  decided: [],
  protect: [],
};
const about = { region: 'ap-guangzhou', instanceIds: ['ins-0'], force: false };
const begunAt = Date.UTC(2026, 0, 1);

/** A disk with one file, which notes what is done with it, and a clock. */
class Disk {
  now = begunAt;
  text: string | undefined;
  locks = 0;
  isHeld = true;
  /** The step that fails. */
  failing: 'open' | 'append' | 'sync' | 'close' | undefined;
  readonly steps: string[] = [];

  #step(name: NonNullable<Disk['failing']>): void {
    this.steps.push(name);
    if (this.failing === name) throw new Error(`no ${name}`);
  }

  readonly files = {
    lock: async () => {
      this.locks += 1;
      return { isHeld: () => this.isHeld, release: async () => void (this.locks -= 1) };
    },
    mode: async () => (this.text === undefined ? undefined : 0o600),
    remove: async () => void ((this.text = undefined), this.steps.push('remove')),
    readBytes: (): AsyncIterable<Uint8Array> => this.#bytes(),
    openAppend: async (_path: string, options: { mustBeNew: boolean; truncateTo?: number }) => {
      if (options.mustBeNew && this.text !== undefined) throw new Error('it is there');
      this.#step('open');
      this.text = (this.text ?? '').slice(0, options.truncateTo);
      return {
        append: async (text: string) => {
          this.#step('append');
          this.text = (this.text ?? '') + text;
        },
        sync: async () => this.#step('sync'),
        close: async () => this.#step('close'),
      };
    },
  };

  async *#bytes(): AsyncGenerator<Uint8Array> {
    if (this.text === undefined) throw new Error('no such file');
    // Byte by byte, so that a line ends at every place of a piece.
    for (const byte of Buffer.from(this.text)) yield Uint8Array.of(byte);
  }

  get environment(): Pick<Environment, 'files' | 'now'> {
    return { files: this.files as unknown as Files, now: () => this.now };
  }

  begin(): Promise<Journal> {
    return beginJournal(this.environment, 'j', plan);
  }

  read(): ReturnType<typeof readJournal> {
    return readJournal(this.environment.files, 'j');
  }

  /** The steps since the last time. */
  since(): string[] {
    return this.steps.splice(0);
  }
}

const outcome = { region: 'ap-guangzhou', instanceId: 'ins-0', kind: 'stopped', at: begunAt } as const;

it('a line is flushed at once if something may have been sent or the run has ended, and soon otherwise', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  expect(disk.since()).toEqual(['open', 'append', 'sync']);
  disk.now += 999;
  await journal.record({ type: 'accepted', ...about });
  expect(disk.since()).toEqual(['append']);
  disk.now += 1;
  await journal.record({ type: 'accepted', ...about });
  expect(disk.since()).toEqual(['append', 'sync']);
  disk.now += 999;
  await journal.record({ type: 'outcome', outcome: { ...outcome, requestIds: [] } });
  expect(disk.since()).toEqual(['append']);
  await journal.record({ type: 'sending', ...about });
  expect(disk.since()).toEqual(['append', 'sync']);
  await journal.sync();
  expect(disk.since()).toEqual(['sync']);
  await journal.end(0, 0);
  expect(disk.since()).toEqual(['append', 'sync']);
  await journal.record({ type: 'notice', message: 'a retry' });
  await journal.record({ type: 'stage', stage: 'looked-at', region: 'ap-guangzhou', instanceId: 'ins-0' });
  expect(disk.since()).toEqual([]);
  await journal.close();
  expect([disk.since(), disk.locks]).toEqual([['close'], 0]);
});

it('the time of a line says when it was written', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  disk.now += 5000;
  await journal.record({ type: 'accepted', ...about, force: true });
  const { accepted, begunAt: begun } = await disk.read();
  expect([...accepted]).toEqual([['ap-guangzhou/ins-0', { at: begunAt + 5000, force: true }]]);
  expect(begun).toBe('2026-01-01T00:00:00.000Z');
});

it('a journal that cannot be written accepts no more lines after the lock is lost, and reports it before anything is sent', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  disk.isHeld = false;
  await journal.record({ type: 'accepted', ...about });
  expect(journal.failure.aborted).toBe(false);
  disk.since();
  await journal.record({ type: 'sending', ...about });
  expect(journal.failure.reason).toMatchObject({
    message: 'j was taken over by another qcvm, or its lock was removed',
    exitCode: exitCodes.local,
  });
  await journal.record({ type: 'accepted', ...about });
  await journal.sync();
  expect(disk.since()).toEqual([]);
});

it.each(['append', 'sync'] as const)(
  'a journal that cannot be written any more takes nothing after a failed %s',
  async (failing) => {
    const disk = new Disk();
    const journal = await disk.begin();
    disk.failing = failing;
    await journal.record({ type: 'sending', ...about });
    expect(String(journal.failure.reason)).toContain(`no ${failing}`);
    disk.failing = undefined;
    disk.since();
    await journal.record({ type: 'sending', ...about });
    expect(disk.since()).toEqual([]);
  },
);

it('a journal that cannot be written any more gives its lock back, also when its file cannot be closed', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  disk.failing = 'close';
  await journal.close();
  expect(disk.locks).toBe(0);
});

it.each(['append', 'sync'] as const)(
  'a journal that cannot be begun leaves no file and no lock behind: %s',
  async (failing) => {
    const disk = new Disk();
    disk.failing = failing;
    await expect(disk.begin()).rejects.toThrow(`no ${failing}`);
    expect(disk.since().slice(-2)).toEqual(['close', 'remove']);
    expect([disk.text, disk.locks]).toEqual([undefined, 0]);
  },
);

it('a journal that cannot be begun leaves a file that is there alone', async () => {
  const disk = new Disk();
  await (await disk.begin()).close();
  const before = disk.text;
  disk.since();
  await expect(disk.begin()).rejects.toThrow('it is there');
  expect([disk.text, disk.locks, disk.since()]).toEqual([before, 0, []]);
});

it('a journal that cannot be begun takes the place of one that was never ready, and of no other', async () => {
  const disk = new Disk();
  await (await disk.begin()).close();
  const whole = disk.text ?? '';
  disk.text = whole.slice(0, whole.indexOf('"ready"') - 5);
  expect(await isUnready(disk.environment.files, 'j')).toBe(true);
  await (await disk.begin()).close();
  expect(disk.text).toBe(whole);
  expect(await isUnready(disk.environment.files, 'j')).toBe(false);
  disk.text = `x${whole}`;
  expect(await isUnready(disk.environment.files, 'j')).toBe(false);
});

it('a journal that is opened again is looked for before it is locked', async () => {
  const disk = new Disk();
  await expect(openJournal(disk.environment, 'j')).rejects.toMatchObject({
    message: 'cannot use j: there is no such file',
    exitCode: exitCodes.usage,
  });
  expect(disk.locks).toBe(0);
});

it('a journal that is opened again gives its lock back: when it is damaged, released, or closed after it was resumed', async () => {
  const disk = new Disk();
  await (await disk.begin()).close();
  const opened = await openJournal(disk.environment, 'j');
  expect(disk.locks).toBe(1);
  await opened.release();
  expect(disk.locks).toBe(0);
  const again = await openJournal(disk.environment, 'j');
  const journal = await again.resume([]);
  await again.release();
  expect(disk.locks).toBe(1);
  await journal.close();
  expect(disk.locks).toBe(0);
  disk.text = `${disk.text ?? ''}x\n`;
  await expect(openJournal(disk.environment, 'j')).rejects.toThrow('is damaged');
  expect(disk.locks).toBe(0);
});

it('a reopened journal is finished if nothing was left over, until it is resumed', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  await journal.end(1, 2);
  expect((await disk.read()).finished).toBe(false);
  await journal.end(0, 0);
  expect((await disk.read()).finished).toBe(true);
  await journal.close();
  await (await (await openJournal(disk.environment, 'j')).resume([])).close();
  expect((await disk.read()).finished).toBe(false);
});

it('an outcome that is read back has the fields that were there, and no others', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  const bare = { ...outcome, requestIds: [] };
  await journal.record({ type: 'outcome', outcome: bare });
  expect(disk.text).not.toContain('requestIds');
  expect([...(await disk.read()).outcomes.values()]).toStrictEqual([bare]);
  const full = { ...outcome, kind: 'refused' as const, code: 4400, reason: 'why', requestIds: ['r'] };
  await journal.record({ type: 'outcome', outcome: full });
  expect([...(await disk.read()).outcomes.values()]).toStrictEqual([full]);
});

it('a journal that is read back knows requests by force, and the latest calls of each Action', async () => {
  const disk = new Disk();
  const journal = await disk.begin();
  await journal.record({ type: 'sending', ...about, force: true });
  for (let at = 0; at < 250; at += 1) await journal.call({ action: 'StopInstances', at });
  const { sent, calls } = await disk.read();
  expect([...sent]).toEqual([['ap-guangzhou/ins-0', 'forced']]);
  const times = calls.get('StopInstances') ?? [];
  expect(times.length).toBeLessThan(110);
  expect(times.slice(-100)).toEqual(Array.from({ length: 100 }, (_, index) => 150 + index));
});

const begin = { type: 'begin', journal: 2, at: '2026-01-01T00:00:00.000Z', command: 'stop' };
const targets = { type: 'targets', region: 'r', instanceIds: ['ins-0'] };
const decided = { type: 'decided', at: begin.at, region: 'r', instanceId: 'ins-1', outcome: 'protected' };
const ready = { type: 'ready', targets: 1, decided: 1 };
const sealed = (...lines: readonly object[]): string => {
  const seals = new Seals();
  return lines.map((line) => seals.seal(line)).join('');
};

it('a journal is sealed as every version of this format seals it', () => {
  expect(new Seals().seal({ type: 'begin' })).toBe('{"type":"begin","check":"c816e12dcccd2e78"}\n');
});

it('a journal contains exactly one whole plan', async () => {
  const disk = new Disk();
  disk.text = sealed(begin, targets, decided, ready);
  expect((await disk.read()).plan).toMatchObject({ command: 'stop', decided: [{ instanceId: 'ins-1' }] });
});

it.each([
  ['a line of an unknown kind', 2, [begin, { type: 'future' }]],
  ['a line of no kind', 2, [begin, { kind: 'begin' }]],
  ['a kind that is inherited', 2, [begin, { type: 'toString' }]],
  ['a kind that is a number', 2, [begin, { type: 1 }]],
  ['a second beginning', 2, [begin, begin]],
  ['a beginning that is none', 1, [targets, begin]],
  ['fewer targets than there were', 4, [begin, decided, { ...decided }, ready]],
  ['more decided than there were', 5, [begin, targets, decided, decided, ready]],
  ['fewer decided than there were', 3, [begin, targets, ready]],
  ['more targets than there were', 5, [begin, targets, targets, decided, ready]],
])('a journal is not %s', async (_what, line, lines) => {
  const disk = new Disk();
  disk.text = sealed(...lines);
  await expect(disk.read()).rejects.toMatchObject({
    message: expect.stringContaining(`j, line ${line} is damaged: it is not what qcvm wrote there`) as string,
    exitCode: exitCodes.local,
    hint: expect.stringMatching(/^What the run did cannot be told .* without --resume\.$/) as string,
  });
});

it('reports a file as no journal only if its first line is damaged', async () => {
  const disk = new Disk();
  disk.text = 'hello\n';
  await expect(disk.read()).rejects.toThrow(/there, or this is not a journal of qcvm$/);
  disk.text = `${sealed(begin)}hello\n`;
  await expect(disk.read()).rejects.toThrow(/wrote there$/);
});

it.each([
  ['{"type":"begin","journal":1}\n', 'a journal of format 1, this qcvm reads 2'],
  ['{"type":"begin","journal":12}\n', 'line 1 is damaged'],
  [' {"type":"begin","journal":1}\n', 'line 1 is damaged'],
  ['{"type":"begin","journal":1,"check":"0"}\n', 'line 1 is damaged'],
])('a journal is of this format: %j', async (text, message) => {
  const disk = new Disk();
  disk.text = text;
  await expect(disk.read()).rejects.toThrow(message);
});

it.each(['', '{"type":"be', sealed(begin), sealed(begin, targets, decided)])(
  'a journal is nothing before the plan was whole: %j',
  async (text) => {
    const disk = new Disk();
    disk.text = text;
    await expect(disk.read()).rejects.toMatchObject({
      message: 'j: this run was interrupted before it sent anything',
      exitCode: exitCodes.usage,
      hint: expect.stringContaining('give the command again, without --resume') as string,
    });
  },
);
