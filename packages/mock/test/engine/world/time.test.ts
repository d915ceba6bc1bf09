import { describe, expect, test } from 'vitest';
import { createCvm } from '@qcvm/client';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Change, Emulator, EmulatorOptions } from '@qcvm/mock';
import { ask, batch } from '../support.js';

const id = 'ins-00000001';
const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ clock: 'manual', instances: fleet().running(1, { unInstanceId: id }), ...options });
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time of the machine, moved by hand. */
function machine(): {
  now: () => number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  pass: (milliseconds: number) => void;
} {
  let time = 1_000_000;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => time,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { until: time + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        });
      }),
    pass: (milliseconds) => {
      time += milliseconds;
      for (const sleeper of [...sleepers]) {
        if (sleeper.until > time) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
  };
}

describe('the duration of a request', () => {
  test.each(['before', 'after'] as const)(
    'is what the caller waited, however fast the clock is (%s the effect)',
    async (when) => {
      const runtime = machine();
      const emulator = world({ clock: { mode: 'accelerated', factor: 600 }, runtime });
      emulator.faults.add({ fault: { kind: 'latency', milliseconds: 6000, when } });
      const asked = ask(emulator, { action: 'DescribeInstances' });
      await settle();
      runtime.pass(10);
      expect((await asked).code).toBe(0);
      expect(emulator.requests.last()?.duration).toBe(10);
    },
  );

  test('does not include changes of the clocks', async () => {
    const runtime = machine();
    const emulator = world({ clock: 'real', runtime });
    emulator.faults.add({ fault: { kind: 'latency', milliseconds: 6000 } });
    const asked = ask(emulator, { action: 'DescribeInstances' });
    await settle();
    runtime.pass(-50);
    emulator.clock.advance(60_000);
    await asked;
    expect(emulator.requests.last()?.duration).toBe(0);
  });

  test('is the time by which a manual clock is advanced', async () => {
    const emulator = world();
    emulator.faults.add({ fault: { kind: 'latency', milliseconds: 6000 } });
    const asked = ask(emulator, { action: 'DescribeInstances' });
    await settle();
    emulator.clock.advance(6000);
    await asked;
    expect(emulator.requests.last()?.duration).toBe(6000);
  });
});

describe('the clock', () => {
  test('is stopped in manual mode, from a known start', () => {
    const emulator = world();
    expect(emulator.clock).toMatchObject({ mode: 'manual' });
    expect(emulator.clock.now()).toBe(Date.UTC(2026, 0, 1));
    emulator.clock.advance(1500);
    expect(emulator.clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 0, 1, 500));
    expect(world({ clock: { mode: 'manual', start: '2020-02-02T00:00:00Z' } }).clock.now()).toBe(
      Date.UTC(2020, 1, 2),
    );
  });

  test('runs with the machine or faster, and can be advanced in every mode', () => {
    for (const [clock, factor] of [
      ['real', 1],
      ['accelerated', 60],
      [{ mode: 'accelerated', factor: 1000 }, 1000],
    ] as const) {
      const runtime = machine();
      const emulator = world({ clock, runtime });
      expect(emulator.clock.now()).toBe(1_000_000);
      runtime.pass(500);
      expect(emulator.clock.now()).toBe(1_000_000 + 500 * factor);
      emulator.clock.advance(77);
      runtime.pass(1);
      expect(emulator.clock.now()).toBe(1_000_077 + 501 * factor);
    }
  });

  test('never goes backwards', () => {
    expect(() => world().clock.advance(-1)).toThrow('time only goes forward');
    expect(() => world().clock.advance(NaN)).toThrow('time only goes forward');
  });

  test('a sleep ends when its time has come, by the machine or by advancing', async () => {
    for (const by of ['machine', 'hand'] as const) {
      const runtime = machine();
      const emulator = world({ clock: { mode: 'accelerated', factor: 10 }, runtime });
      let awake = false;
      const nap = emulator.clock.sleep(1000).then(() => (awake = true));
      runtime.pass(99);
      await settle();
      expect(awake).toBe(false);
      if (by === 'machine') runtime.pass(1);
      else emulator.clock.advance(10);
      await nap;
    }
  });

  test('a sleep ends when its signal aborts', async () => {
    const controller = new AbortController();
    const nap = world().clock.sleep(1000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(nap).rejects.toThrow('enough');
    await expect(world().clock.sleep(1000, controller.signal)).rejects.toThrow('enough');
  });

  test('in automatic mode, sleeps advance it in their order', async () => {
    const emulator = world({ clock: { mode: 'manual', automatic: true } });
    const start = emulator.clock.now();
    const woken: string[] = [];
    const nap = async (name: string, milliseconds: number): Promise<void> => {
      await emulator.clock.sleep(milliseconds);
      woken.push(`${name} at ${emulator.clock.now() - start}`);
    };
    await Promise.all([
      nap('late', 3000),
      nap('early', 1000),
      nap('twice', 500).then(() => nap('again', 1000)),
    ]);
    expect(woken).toEqual(['twice at 500', 'early at 1000', 'again at 1500', 'late at 3000']);
    expect(emulator.clock.now()).toBe(start + 3000);
  });
});

describe('waiting for a status', () => {
  test('works with a manual clock, when it is advanced', async () => {
    const emulator = world();
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    let reached = false;
    const waiting = emulator.instances.waitFor(id, 'shutDown').then((views) => {
      reached = true;
      return views;
    });
    emulator.clock.advance(4999);
    await settle();
    expect(reached).toBe(false);
    emulator.clock.advance(1);
    expect(await waiting).toMatchObject([{ unInstanceId: id, status: 4 }]);
  });

  test('ends when the instance is changed', async () => {
    const emulator = world();
    const waiting = emulator.instances.waitFor([id], 4);
    await settle();
    emulator.instances.update(id, { status: 'shutDown' });
    await waiting;
  });

  test('works with an automatic clock, without calls', async () => {
    const emulator = world({ clock: { mode: 'manual', automatic: true } });
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    await emulator.instances.waitFor(id, 'shutDown');
    expect(emulator.clock.now()).toBe(Date.UTC(2026, 0, 1) + 5000);
  });

  test('rejects for an id that does not exist, or when it is told to stop', async () => {
    const emulator = world();
    await expect(emulator.instances.waitFor('ins-nothing', 'running')).rejects.toThrow(
      'ins-nothing does not exist',
    );
    const controller = new AbortController();
    const waiting = emulator.instances.waitFor(id, 'shutDown', { signal: controller.signal });
    await settle();
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const removed = emulator.instances.waitFor(id, 'shutDown');
    await settle();
    emulator.instances.remove(id);
    await expect(removed).rejects.toThrow('does not exist');
  });

  test('nextChangeAt gives the time of the next change', async () => {
    const emulator = world();
    expect(emulator.instances.nextChangeAt()).toBeUndefined();
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    expect(emulator.instances.nextChangeAt([id])).toBe(emulator.clock.now() + 5000);
    emulator.clock.advance(5000);
    expect(emulator.instances.nextChangeAt()).toBeUndefined();
  });
});

test("a client with the emulator's runtime waits without delay", async () => {
  const emulator = world({
    clock: { mode: 'manual', automatic: true },
    faults: [{ fault: { kind: 'code', code: 4400 }, times: 2 }],
  });
  const cvm = createCvm({
    region: 'gz',
    credentials: emulator.credentials,
    transport: emulator,
    runtime: emulator.runtime,
  });
  await cvm.stopInstances({ instanceIds: [id] });
  await emulator.instances.waitFor(id, 'shutDown');
  expect(emulator.requests.list().map(({ outcome }) => outcome.kind === 'answered' && outcome.code)).toEqual([
    4400, 4400, 0,
  ]);
});

describe('live changes', () => {
  test('are reported until the listener is removed', async () => {
    const emulator = world();
    const seen: Change['kind'][] = [];
    const stop = emulator.subscribe(({ kind }) => seen.push(kind));
    await ask(emulator);
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    emulator.clock.advance(1);
    const { id: rule } = emulator.faults.add({ fault: { kind: 'drop' } });
    emulator.faults.remove(rule);
    emulator.instances.add({});
    emulator.accounts.updateKey(emulator.credentials.secretId, { status: 'disabled' });
    emulator.restore(emulator.snapshot());
    stop();
    await ask(emulator, { secretId: 'AKIDx', secretKey: 'x' });
    expect(seen).toEqual([
      'request',
      'request',
      'instances',
      'clock',
      'faults',
      'faults',
      'instances',
      'accounts',
      'clock',
      'restored',
    ]);
  });

  test('a listener that throws does not affect the others', () => {
    const emulator = world();
    const seen: string[] = [];
    emulator.subscribe(() => {
      throw new Error('deaf');
    });
    emulator.subscribe(({ kind }) => seen.push(kind));
    expect(() => emulator.clock.advance(1)).toThrow('deaf');
    expect(seen).toEqual(['clock']);
  });
});
