import {
  createCvm,
  ensureRestarted,
  ensureRunning,
  ensureStopped,
  ensureStoppedEvents,
  fleetEvents,
  paginate,
  ValidationError,
  waitUntilStopped,
  type Cvm,
  type EnsureStoppedOptions,
  type FleetEvent,
  type FleetSummary,
  type FleetTargets,
  type Limiter,
} from '@qcvm/client';
import type { Fault } from '@qcvm/mock';
import { describe, expect, it, vi } from 'vitest';
import { accepted, answer, id, ids, kindsOf, requests, seeded, world } from '../support/world.js';

type Ensure = (cvm: Cvm, targets: FleetTargets, options?: EnsureStoppedOptions) => Promise<FleetSummary>;

interface Command {
  readonly action: string;
  readonly ensure: Ensure;
  /** The status in which it has something to do. */
  readonly from: number;
  readonly done: 'stopped' | 'started' | 'restarted';
}

const commands: readonly Command[] = [
  { action: 'StopInstances', ensure: ensureStopped, from: 2, done: 'stopped' },
  { action: 'StartInstances', ensure: ensureRunning, from: 4, done: 'started' },
  { action: 'RestartInstances', ensure: ensureRestarted, from: 2, done: 'restarted' },
];

const lostAnswers: readonly Fault[] = [
  { kind: 'code', code: 6000 },
  { kind: 'code', code: 6000, when: 'after' },
  { kind: 'code', code: 2100 },
  { kind: 'drop' },
  { kind: 'drop', when: 'after' },
  { kind: 'cut' },
  { kind: 'gateway' },
];

describe.each(commands)('$action', ({ action, ensure, from, done }) => {
  describe.each([true, false])('wait: %s', (wait) => {
    it.each(lostAnswers)('one batch that meets %j does not end the others', async (fault) => {
      const { emulator, cvm } = world({
        instances: seeded(130, () => ({ status: from })),
        faults: [{ action, nth: 1, fault }],
      });
      const { complete, counts, outcomes } = await ensure(cvm, ids(130), { wait });
      expect(complete).toBe(true);
      expect(outcomes).toHaveLength(130);
      const asked = new Set(requests(emulator, action).flat());
      expect(asked.size).toBe(130);
      const good = (counts[done] ?? 0) + (wait ? 0 : counts['accepted']!);
      // Only a restart is not sent again.
      expect(good + counts['unknown']!).toBe(130);
      expect(good).toBeGreaterThanOrEqual(action === 'RestartInstances' ? 30 : 130);
      for (const times of accepted(emulator, action).values()) expect(times).toBe(1);
    });
  });

  it('without waiting: accepted is the end, and what is so already gets nothing sent', async () => {
    const { emulator, cvm } = world({
      instances: seeded(3, (number) => ({ status: number === 2 ? 6 - from : from })),
    });
    const { outcomes, counts } = await ensure(cvm, ids(4), { wait: false });
    expect(counts).toMatchObject({ accepted: 2, 'not-found': 1 });
    for (const { kind, requestIds, startedAt, endedAt } of outcomes) {
      expect(requestIds).toHaveLength(kind === 'accepted' ? 1 : 0);
      if (kind === 'accepted') expect(endedAt - startedAt).toBeLessThan(2000);
    }
    expect(requests(emulator, action)).toEqual([[id(0), id(1)]]);
  });

  it('each region has its own batches, and the same id in two is two instances', async () => {
    const { emulator, cvm } = world({
      instances: [
        { unInstanceId: id(0), status: from, region: 'ap-guangzhou' },
        { unInstanceId: id(1), status: from, region: 'ap-beijing' },
        { unInstanceId: id(2), status: from, region: 'ap-shanghai' },
      ],
    });
    const { outcomes } = await ensure(
      cvm,
      [
        id(0),
        { instanceId: id(1), region: 'ap-beijing' },
        { instanceId: id(2) },
        { instanceId: id(0), region: 'ap-beijing' },
        { instanceId: id(2), region: 'nowhere at all' },
      ],
      { region: 'ap-shanghai' },
    );
    const ends = outcomes.map(({ instanceId, region, kind }) => `${region}/${instanceId} ${kind}`).sort();
    expect(ends).toEqual([
      `ap-beijing/${id(0)} not-found`,
      `ap-beijing/${id(1)} ${done}`,
      `ap-shanghai/${id(0)} not-found`,
      `ap-shanghai/${id(2)} ${done}`,
      `nowhere at all/${id(2)} refused`,
    ]);
    const regions = emulator.requests.list({ action }).map(({ region }) => region);
    expect(regions.sort()).toEqual(['ap-beijing', 'ap-shanghai']);
  });

  it('ends at its time, regardless of what is under way', async () => {
    const { emulator, cvm } = world({
      instances: seeded(3, () => ({ status: from })),
      durations: { stop: 600_000, start: 600_000, reboot: 600_000 },
    });
    const { outcomes } = await ensure(cvm, ids(3), { maxWait: 30_000 });
    for (const { kind, startedAt, endedAt, reason } of outcomes) {
      expect(kind).toBe('timed-out');
      expect(endedAt - startedAt).toBe(30_000);
      expect(reason).toMatch(/^is still (shutting down|starting|rebooting), and was not /);
    }
    // The last look comes just before: what happened since the one before it is not missed.
    const last = emulator.requests.last({ action: 'DescribeInstances' })!;
    expect(outcomes[0]!.endedAt - last.at).toBeLessThanOrEqual(1500);
  });

  it('a request that waits for the quota until the time is over is known to have done nothing', async () => {
    const { emulator } = world({ instances: seeded(2, () => ({ status: from })) });
    const { runtime, credentials } = emulator;
    const limiter: Limiter = {
      acquire: (call, signal) => (call.action === action ? runtime.sleep(600_000, signal) : undefined),
    };
    const cvm = createCvm({ region: 'ap-guangzhou', credentials, transport: emulator, runtime, limiter });
    const { outcomes } = await ensure(cvm, ids(2), { maxWait: 30_000 });
    expect(outcomes).toMatchObject([{ kind: 'timed-out' }, { kind: 'timed-out' }]);
    expect(accepted(emulator, action).size).toBe(0);
  });

  it.each([
    [
      'request',
      action,
      { kind: 'timed-out', reason: expect.stringMatching(/^is still .* within 30000 ms$/) },
    ],
    ['look', 'DescribeInstances', { kind: 'unknown', reason: 'was not seen within 30000 ms' }],
  ])('a %s that never gets its turn ends with the time, and is not sent', async (_call, held, end) => {
    const { emulator } = world({ instances: seeded(2, () => ({ status: from })) });
    const { runtime, credentials } = emulator;
    const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
    const timer = (milliseconds: number, callback: () => void): (() => void) => {
      const mine = { at: runtime.now() + milliseconds, callback };
      timers.add(mine);
      return () => timers.delete(mine);
    };
    // While a call is held, nothing passes but time.
    const pass = async (signal: AbortSignal | undefined): Promise<void> => {
      while (!signal?.aborted) {
        await runtime.sleep(1000);
        for (const { at, callback } of timers) if (at <= runtime.now()) callback();
      }
    };
    const limiter: Limiter = {
      acquire: (call, signal) => (call.action === held ? pass(signal) : undefined),
    };
    const cvm = createCvm({
      ...{ region: 'ap-guangzhou', credentials, transport: emulator, limiter },
      runtime: { ...runtime, timer },
    });
    const { outcomes } = await ensure(cvm, ids(2), { maxWait: 30_000 });
    expect(outcomes).toMatchObject([end, end]);
    for (const { startedAt, endedAt } of outcomes) expect(endedAt - startedAt).toBe(30_000);
    expect(requests(emulator, action)).toEqual([]);
  });

  it('what is done just before its time is over counts', async () => {
    const durations = { stop: 28_000, start: 28_000, reboot: 28_000 };
    const { cvm } = world({ instances: seeded(1, () => ({ status: from })), durations });
    expect(kindsOf((await ensure(cvm, ids(1), { maxWait: 30_000 })).outcomes)).toEqual({ [id(0)]: done });
  });

  it('looks that all fail end as unknown, not as timed out', async () => {
    const { cvm } = world({
      instances: seeded(1, () => ({ status: from })),
      faults: [{ action: 'DescribeInstances', fault: { kind: 'gateway' } }],
    });
    const { outcomes, complete } = await ensure(cvm, ids(1), { maxWait: 60_000 });
    expect({ complete, outcomes }).toMatchObject({ complete: true, outcomes: [{ kind: 'unknown' }] });
    expect(outcomes[0]!.reason).toMatch(/^was not seen within 60000 ms: .*502/);
  });

  it('an instance that a look leaves out once is still there', async () => {
    let looks = 0;
    const { cvm } = world({ instances: seeded(2, () => ({ status: from })) }, (called, send) =>
      called === 'DescribeInstances' && looks++ % 3 === 1
        ? answer({ totalCount: 0, instanceSet: [] })
        : send(),
    );
    expect((await ensure(cvm, ids(2))).counts).toMatchObject({ [done]: 2, 'not-found': 0 });
  });

  it('a status sent as text is read', async () => {
    const { cvm } = world({ instances: seeded(1, () => ({ status: from })) }, async (_called, send) => {
      const response = await send();
      return { ...response, body: response.body.replace(/"status":(\d+)/g, '"status":"$1"') };
    });
    expect((await ensure(cvm, ids(1))).counts).toMatchObject({ [done]: 1 });
  });
});

describe('the report after a fault behind the effect', () => {
  it.each([1, 2])('%i answers with 6000: stopped, as this run asked for it', async (times) => {
    const { emulator, cvm } = world({
      instances: seeded(3),
      faults: [{ action: 'StopInstances', times, fault: { kind: 'code', code: 6000, when: 'after' } }],
    });
    const { counts, allStopped } = await ensureStopped(cvm, ids(3));
    expect(counts).toMatchObject({ stopped: 3, 'already-stopped': 0 });
    expect(allStopped).toBe(true);
    for (const count of accepted(emulator, 'StopInstances').values()) expect(count).toBe(1);
  });

  it('a refusal of a second attempt tells nothing of the first: started, as this run asked for it', async () => {
    const { cvm } = world({
      instances: seeded(3, () => ({ status: 4 })),
      faults: [{ action: 'StartInstances', nth: 1, fault: { kind: 'code', code: 6000, when: 'after' } }],
    });
    expect((await ensureRunning(cvm, ids(3))).counts).toMatchObject({ started: 3, 'already-running': 0 });
  });

  it.each(commands)(
    'the code of one instance leaves open whether it was asked: $action once',
    async (given) => {
      const { action, ensure, from, done } = given;
      for (const code of [6000, 4500]) {
        const { emulator, cvm } = world(
          {
            instances: seeded(4, () => ({ status: from })),
            durations: { stop: 900, start: 900, reboot: 900 },
          },
          async (called, send) => {
            const response = await send();
            if (called !== action) return response;
            const body = JSON.parse(response.body) as { code: number; detail: Record<string, object> };
            for (const each of [id(1), id(2)]) body.detail[each] = { code, message: '' };
            body.code = 5100;
            return { ...response, body: JSON.stringify(body) };
          },
        );
        emulator.clock.advance(60_000);
        const { counts } = await ensure(cvm, ids(4));
        expect(counts).toMatchObject({ [done]: 4 });
        expect([...accepted(emulator, action).values()]).toEqual([1, 1, 1, 1]);
      }
    },
  );

  it('a lost answer is followed by a look soon, however long the instance was looked at before', async () => {
    const { emulator, cvm } = world({
      instances: [{ unInstanceId: id(0), status: 8, becomes: { status: 2, after: 300_000 } }],
      faults: [{ action: 'StopInstances', nth: 1, fault: { kind: 'drop', when: 'after' } }],
    });
    expect((await ensureStopped(cvm, ids(1))).counts).toMatchObject({ stopped: 1 });
    const requests = emulator.requests.list();
    const asked = requests.findIndex(({ action }) => action === 'StopInstances');
    expect(requests[asked + 1]!.at - requests[asked]!.at).toBeLessThan(5000);
  });

  it('an instance of a batch that fails is looked at and asked again; its code leaves open what became of it', async () => {
    const fault = { kind: 'partialFailure', instances: [id(1)] } as const;
    const once = world({ instances: seeded(3), faults: [{ action: 'StopInstances', times: 1, fault }] });
    expect((await ensureStopped(once.cvm, ids(3))).counts).toMatchObject({ stopped: 3 });
    const always = world({ instances: seeded(3), faults: [{ action: 'StopInstances', fault }] });
    const { outcomes } = await ensureStopped(always.cvm, ids(3), { maxWait: 3000 });
    expect(outcomes.find(({ instanceId }) => instanceId === id(1))).toMatchObject({
      kind: 'unknown',
      code: 6000,
    });
    expect((await ensureStopped(always.cvm, [id(1)])).outcomes).toMatchObject([
      { kind: 'refused', code: 6000 },
    ]);
  });
});

describe('a run as a promise, a run as events', () => {
  it('a promise that is returned from an async function is the summary', async () => {
    const { cvm } = world({ instances: seeded(1) });
    const stop = async () => ensureStopped(cvm, ids(1));
    expect(await stop()).toMatchObject({ complete: true, allStopped: true });
  });

  it('events that are returned from an async function are still there to be iterated over, once', async () => {
    const { emulator, cvm } = world({ instances: seeded(1) });
    const begin = async () => ensureStoppedEvents(cvm, ids(1));
    const run = await begin();
    expect(emulator.requests.total).toBe(0);
    expect(run).toMatchObject({ complete: false, reason: undefined });
    const events: FleetEvent[] = [];
    for await (const event of run) events.push(event);
    expect(events.map(({ type }) => type)).toEqual([
      'seen',
      'sending',
      'accepted',
      'seen',
      'seen',
      'outcome',
    ]);
    expect(run).toMatchObject({ complete: true, counts: { stopped: 1 } });
    expect(() => run[Symbol.asyncIterator]()).toThrow('iterate over it once');
    expect(run).not.toHaveProperty('then');
  });

  it('nothing is sent before the consumer has come back from the event that announces it', async () => {
    const { emulator, cvm } = world({ instances: seeded(1) });
    const abort = new AbortController();
    for await (const event of ensureStoppedEvents(cvm, ids(1), { signal: abort.signal })) {
      if (event.type === 'sending') abort.abort(new Error('could not be written down'));
    }
    expect(requests(emulator, 'StopInstances')).toEqual([]);
    expect(emulator.instances.get(id(0)).status).toBe(2);
  });
});

describe('a run of an action that is known when it begins', () => {
  it.each(commands)('$action', async ({ action: called, from, done }) => {
    const { emulator, cvm } = world({ instances: seeded(2, () => ({ status: from })) });
    const action = ({ stopped: 'stop', started: 'start', restarted: 'restart' } as const)[done];
    const run = fleetEvents(cvm, ids(2), { action, wait: false });
    for await (const { type } of run) expect(type).not.toBe('trouble');
    expect(run).toMatchObject({ complete: true, counts: { accepted: 2 } });
    expect(requests(emulator, called)).toEqual([ids(2)]);
  });

  it.each<[object, string]>([
    [
      { action: 'explode' },
      'options.action must be one of stop, start, restart; received a string of length 7',
    ],
    [{}, 'options.action is required'],
    [{ action: 'constructor' }, 'options.action must be one of stop, start, restart'],
    [{ action: 'start', force: 'fallback' }, 'options.force is unknown'],
    [{ action: 'restart', stoppedMode: 'KEEP_CHARGING' }, 'options.stoppedMode is unknown'],
  ])('with %j does not begin', (options, message) => {
    const { cvm } = world();
    const begin = () => fleetEvents(cvm, [], options as never);
    expect(begin).toThrow(ValidationError);
    expect(begin).toThrow(message);
  });
});

describe('a request that waits for the quota', () => {
  /** A client whose changes wait until they are let go. */
  function held() {
    const { emulator } = world({ instances: seeded(2) });
    let release = (): void => undefined;
    const turn = new Promise<void>((resolve) => (release = resolve));
    const cvm = createCvm({
      region: 'ap-guangzhou',
      credentials: emulator.credentials,
      transport: emulator,
      runtime: emulator.runtime,
      limiter: { acquire: ({ action }) => (action === 'StopInstances' ? turn : undefined) },
    });
    return { emulator, cvm, release };
  }

  it('is not sent after the run has ended, although its turn comes', async () => {
    const { emulator, cvm, release } = held();
    const abort = new AbortController();
    const summary = ensureStopped(cvm, ids(2), { signal: abort.signal });
    await vi.waitFor(() => expect(emulator.requests.total).toBe(1));
    abort.abort(new Error('enough'));
    release();
    expect(await summary).toMatchObject({ complete: false, counts: { unfinished: 2, unknown: 0 } });
    for (const { reason } of (await summary).outcomes)
      expect(reason).toBe('the run ended before a request was sent for it: enough');
    expect(requests(emulator, 'StopInstances')).toEqual([]);
  });

  it('is sent when its turn comes', async () => {
    const { emulator, cvm, release } = held();
    const summary = ensureStopped(cvm, ids(2));
    await vi.waitFor(() => expect(emulator.requests.total).toBe(1));
    release();
    expect((await summary).allStopped).toBe(true);
  });
});

describe('force', () => {
  it.each([true, false])(
    'never is never, also for one that an earlier run has forced (wait: %s)',
    async (wait) => {
      const { emulator, cvm } = world({ instances: seeded(2, () => ({ stubborn: true })) });
      const at = emulator.clock.now();
      const earlier = { at, force: true, accepted: true };
      await ensureStopped(cvm, [id(0), { instanceId: id(1), earlier }], { wait, force: 'never' });
      const forced = emulator.requests
        .list({ action: 'StopInstances' })
        .filter(({ input }) => input?.['forceStop']);
      expect(forced).toEqual([]);
    },
  );

  it('a time: an ordinary shutdown that takes longer is followed by a forced one, and not earlier', async () => {
    const { emulator, cvm } = world({ instances: seeded(1), durations: { stop: 300_000 } });
    const events: FleetEvent[] = [];
    const run = ensureStoppedEvents(cvm, ids(1), { force: { after: 60_000 }, maxWait: 200_000 });
    for await (const event of run) events.push(event);
    const sent = events.filter((event) => event.type === 'sending');
    expect(sent.map(({ force }) => force).slice(0, 2)).toEqual([false, true]);
    expect(sent[1]!.at - sent[0]!.at).toBeGreaterThanOrEqual(60_000);
    expect(emulator.instances.get(id(0)).status).toBe(9);
    expect(events.at(-1)).toMatchObject({ outcome: { kind: 'timed-out', status: 9 } });
  });

  it('without waiting it is left to the service, in the one request', async () => {
    const { emulator, cvm } = world({ instances: seeded(1, () => ({ stubborn: true })) });
    const { outcomes } = await ensureStopped(cvm, ids(1), { wait: false, force: 'fallback' });
    expect(outcomes).toMatchObject([{ kind: 'accepted' }]);
    expect(emulator.requests.list({ action: 'StopInstances' })[0]!.input).toMatchObject({ forceStop: 1 });
    await expect(ensureStopped(cvm, ids(1), { wait: false, force: { after: 1 } })).rejects.toThrow(
      "options.force must be 'never' or 'fallback'",
    );
  });
});

describe('an invalid client', () => {
  const list = ids(1);
  it.each<[string, () => unknown]>([
    ['ensureStopped', () => ensureStopped({} as never, list)],
    ['ensureRunning', () => ensureRunning(null as never, list)],
    ['ensureRestarted', () => ensureRestarted(undefined as never, list)],
    ['waitUntilStopped', () => waitUntilStopped(null as never, list)],
    ['waitUntilStopped', () => waitUntilStopped({ describeInstances: () => undefined } as never, list)],
    ['paginate', () => paginate(undefined as never)],
  ])('is refused by name: %s', async (name, call) => {
    await expect(async () => call()).rejects.toThrow(ValidationError);
    await expect(async () => call()).rejects.toThrow(name);
  });

  it('a method that lists nothing is never called to find out', async () => {
    const { emulator, cvm } = world({ instances: seeded(1) });
    expect(() => paginate(cvm.stopInstances as never, { instanceIds: list })).toThrow(ValidationError);
    await expect(
      ensureStopped({ ...cvm, describeInstances: cvm.stopInstances } as never, list),
    ).rejects.toThrow(ValidationError);
    expect(emulator.requests.total).toBe(0);
  });
});
