import { ApiError, ensureStopped, ensureStoppedEvents, ValidationError } from '@qcvm/client';
import type { EnsureStoppedKind, FleetEvent, ForcePolicy } from '@qcvm/client';
import { fleet, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.js';
import { accepted, id, ids, kindsOf, seeded, world } from '../support/world.js';

/** How often the service accepted a stop, by instance. */
const stops = (emulator: Emulator): Map<string, number> => accepted(emulator, 'StopInstances');

const kinds = async (
  run: ReturnType<typeof ensureStopped>,
): Promise<Readonly<Record<string, EnsureStoppedKind>>> => kindsOf((await run).outcomes);

describe('every id ends in exactly one outcome', () => {
  it('stopped, already stopped, forced, not found: each with its request ids and times', async () => {
    const { emulator, cvm } = world({
      instances: fleet()
        .running(1, { unInstanceId: id(1) })
        .shutDown(1, { unInstanceId: id(2) })
        .stubborn(1, { unInstanceId: id(3) }),
    });
    const { outcomes, complete, allStopped, counts } = await ensureStopped(
      cvm,
      [id(1), id(2), id(3), id(4)],
      {
        force: 'fallback',
      },
    );
    const byId = Object.fromEntries(outcomes.map((outcome) => [outcome.instanceId, outcome]));
    expect(byId).toMatchObject({
      [id(1)]: { kind: 'stopped', status: 4, requestIds: [expect.any(String)] },
      [id(2)]: { kind: 'already-stopped', status: 4, requestIds: [] },
      [id(3)]: { kind: 'forced', status: 4, requestIds: [expect.any(String), expect.any(String)] },
      [id(4)]: { kind: 'not-found', requestIds: [] },
    });
    expect(outcomes).toHaveLength(4);
    expect({ complete, allStopped }).toEqual({ complete: true, allStopped: false });
    expect(counts).toMatchObject({ stopped: 1, forced: 1, 'already-stopped': 1, 'not-found': 1 });
    for (const { startedAt, endedAt } of outcomes) expect(endedAt).toBeGreaterThanOrEqual(startedAt);
    expect(emulator.instances.get(id(3)).status).toBe(4);
  });

  it('an instance whose ordinary shutdown fails is refused when force is not allowed', async () => {
    const { emulator, cvm } = world({ instances: fleet().stubborn(1, { unInstanceId: id(1) }) });
    const { outcomes, allStopped } = await ensureStopped(cvm, [id(1)]);
    expect(outcomes).toMatchObject([
      { kind: 'refused', status: 2, reason: expect.stringContaining('force') },
    ]);
    expect(allStopped).toBe(false);
    expect(stops(emulator).get(id(1))).toBe(1);
  });

  it('an instance that is starting is waited for, and then stopped', async () => {
    const { cvm } = world({
      instances: [{ unInstanceId: id(1), status: 8, becomes: { status: 2, after: 20_000 } }],
    });
    expect(await kinds(ensureStopped(cvm, [id(1)]))).toEqual({ [id(1)]: 'stopped' });
  });

  it('an instance that never leaves a passing state times out with that status', async () => {
    const { cvm } = world({ instances: [{ unInstanceId: id(1), status: 19 }] });
    const { outcomes } = await ensureStopped(cvm, [id(1)], { maxWait: 60_000 });
    expect(outcomes).toMatchObject([{ kind: 'timed-out', status: 19 }]);
  });

  it('ids that cannot be one are refused by name, and the others go on', async () => {
    const { cvm } = world({ instances: seeded(1) });
    const { outcomes } = await ensureStopped(cvm, ['not an id', id(0), 'ins-a=b&c']);
    expect(Object.fromEntries(outcomes.map(({ instanceId, kind }) => [instanceId, kind]))).toEqual({
      'not an id': 'refused',
      [id(0)]: 'stopped',
      'ins-a=b&c': 'refused',
    });
  });

  it('an id that comes twice at a time is counted once', async () => {
    const { cvm } = world({ instances: seeded(1) });
    const events: FleetEvent[] = [];
    for await (const event of ensureStoppedEvents(cvm, [id(0), id(0)])) events.push(event);
    expect(events.filter(({ type }) => type === 'duplicate')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'outcome')).toHaveLength(1);
  });

  it('an instance that a copy of the request has stopped is found stopped', async () => {
    const { emulator, cvm } = world({
      instances: seeded(3),
      faults: [{ action: 'StopInstances', times: 1, fault: { kind: 'duplicate', answer: 'second' } }],
    });
    expect(await kinds(ensureStopped(cvm, [id(0), id(1), id(2)]))).toEqual({
      [id(0)]: 'stopped',
      [id(1)]: 'stopped',
      [id(2)]: 'stopped',
    });
    for (let number = 0; number < 3; number++) expect(stops(emulator).get(id(number))).toBe(1);
  });

  it('one instance without permission does not keep the others from being stopped', async () => {
    const { emulator, cvm } = world({
      instances: seeded(30),
      faults: [{ action: 'StopInstances', instance: id(17), fault: { kind: 'code', code: 4102 } }],
    });
    const { outcomes, counts } = await ensureStopped(cvm, ids(30));
    expect(counts).toMatchObject({ stopped: 29, refused: 1 });
    expect(outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({ instanceId: id(17), code: 4102 });
    expect(emulator.instances.get(id(17)).status).toBe(2);
  });

  it('a key without permission ends the run at once, with the code for every instance', async () => {
    const { emulator, cvm } = world({
      instances: seeded(3),
      faults: [{ action: 'StopInstances', fault: { kind: 'code', code: 4101 } }],
    });
    const summary = await ensureStopped(cvm, ids(3));
    expect(summary.complete).toBe(false);
    expect(summary.reason).toBeInstanceOf(ApiError);
    expect(summary.outcomes.map(({ kind, code }) => [kind, code])).toEqual(
      Array(3).fill(['unfinished', 4101]),
    );
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(1);
  });
});

describe('an answer that got lost is resolved by looking, never guessed', () => {
  it.each([
    ['before', 2],
    ['after', 1],
  ] as const)('dropped %s its effect: stopped, with %i requests', async (when, requests) => {
    const { emulator, cvm } = world({
      instances: seeded(3),
      faults: [{ action: 'StopInstances', nth: 1, fault: { kind: 'drop', when } }],
    });
    expect((await ensureStopped(cvm, ids(3))).counts.stopped).toBe(3);
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(requests);
    expect([...stops(emulator).values()].every((count) => count === 1)).toBe(true);
  });

  it('an instance whose requests are all dropped, and that still runs, is refused with the reason', async () => {
    const { emulator, cvm } = world({
      instances: seeded(1),
      faults: [{ action: 'StopInstances', fault: { kind: 'drop' } }],
    });
    const { outcomes } = await ensureStopped(cvm, ids(1));
    expect(outcomes).toMatchObject([{ kind: 'refused', status: 2, requestIds: [] }]);
    expect(emulator.instances.get(id(0)).status).toBe(2);
  });
});

describe('no instance is stopped twice', () => {
  it('running it again asks for nothing', async () => {
    const { emulator, cvm } = world({ instances: seeded(5) });
    await ensureStopped(cvm, ids(5));
    expect((await ensureStopped(cvm, ids(5))).counts).toMatchObject({ 'already-stopped': 5 });
    expect(emulator.requests.list({ action: 'StopInstances' })).toHaveLength(1);
  });

  it('two runs on the same instances together ask each of them once', async () => {
    const { emulator, cvm } = world({ instances: seeded(20) });
    const [one, other] = await Promise.all([ensureStopped(cvm, ids(20)), ensureStopped(cvm, ids(20))]);
    expect(one.allStopped && other.allStopped).toBe(true);
    expect([...stops(emulator).values()]).toEqual(Array(20).fill(1));
  });

  it('what an interrupted run was accepted for is not asked again, only forced', async () => {
    const { emulator, cvm } = world({
      instances: fleet()
        .stubborn(1, { unInstanceId: id(1) })
        .inStatus('shuttingDown', 1, { unInstanceId: id(2), becomes: { status: 4, after: 9000 } }),
    });
    const earlier = { at: emulator.clock.now(), force: false, accepted: true };
    const targets = [id(1), id(2)].map((instanceId) => ({ instanceId, earlier }));
    const outcome = await kinds(ensureStopped(cvm, targets, { force: 'fallback' }));
    expect(outcome).toEqual({ [id(1)]: 'forced', [id(2)]: 'stopped' });
    expect(emulator.requests.list({ action: 'StopInstances' }).map(({ input }) => input)).toEqual([
      { instanceIds: [id(1)], forceStop: 1 },
    ]);
  });
});

describe('calls', () => {
  it('250 instances take three looks and three requests of at most 100, and no call comes before its event', async () => {
    const { emulator, cvm } = world({ instances: seeded(250) });
    let announced = 0;
    for await (const event of ensureStoppedEvents(cvm, ids(250))) {
      if (event.type !== 'sending') continue;
      expect(emulator.requests.list({ action: 'StopInstances' }).length).toBeLessThanOrEqual(announced);
      announced++;
    }
    const stops = emulator.requests.list({ action: 'StopInstances' });
    expect(stops).toHaveLength(announced);
    expect(stops.every(({ input }) => (input!['instanceIds'] as string[]).length <= 100)).toBe(true);
    expect(announced).toBe(3);
  });

  it('takes no more ids from a stream than fit into the window', async () => {
    const { cvm } = world({ instances: seeded(60) });
    let taken = 0;
    let ended = 0;
    const stream = async function* (): AsyncGenerator<string> {
      for (const each of ids(60)) {
        taken++;
        yield each;
      }
    };
    for await (const event of ensureStoppedEvents(cvm, stream(), { window: 10 })) {
      if (event.type === 'outcome') ended++;
      expect(taken - ended).toBeLessThanOrEqual(11);
    }
    expect(ended).toBe(60);
  });

  it('room that a time-out makes is filled again', async () => {
    const { cvm } = world({
      instances: [{ unInstanceId: id(0), status: 19 }, { unInstanceId: id(1) }],
    });
    expect(await kinds(ensureStopped(cvm, ids(2), { window: 1, maxWait: 60_000 }))).toEqual({
      [id(0)]: 'timed-out',
      [id(1)]: 'stopped',
    });
  });

  it('a source that fails ends the run with its reason, after every instance before it has an outcome', async () => {
    const { cvm } = world({ instances: seeded(2) });
    const failure = new Error('the list could not be read');
    const stream = async function* (): AsyncGenerator<string> {
      yield* ids(2);
      throw failure;
    };
    const { complete, reason, outcomes } = await ensureStopped(cvm, stream());
    expect({ complete, reason }).toEqual({ complete: false, reason: failure });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['stopped', 'stopped']);
  });

  it('an abort returns what is known: nothing more is sent, and every instance under way is unfinished', async () => {
    const { emulator, cvm } = world({ instances: seeded(150) });
    const abort = new AbortController();
    const reason = new Error('enough');
    const run = ensureStoppedEvents(cvm, ids(150), { signal: abort.signal });
    const outcomes: string[] = [];
    for await (const event of run) {
      if (event.type === 'accepted') abort.abort(reason);
      if (event.type !== 'outcome') continue;
      outcomes.push(event.outcome.instanceId);
      expect(event.outcome).toMatchObject({
        kind: 'unfinished',
        reason: expect.stringContaining('the run ended before') as string,
      });
    }
    expect(run.complete).toBe(false);
    expect(run.reason).toBe(reason);
    expect(new Set(outcomes).size).toBe(outcomes.length);
    expect(outcomes).toHaveLength(150);
    expect(emulator.requests.list({ action: 'StopInstances' }).length).toBeLessThanOrEqual(2);
  });

  it('leaving the iteration early ends the run', async () => {
    const { emulator, cvm } = world({ instances: seeded(5) });
    for await (const event of ensureStoppedEvents(cvm, ids(5))) if (event.type === 'seen') break;
    await emulator.clock.sleep(120_000);
    expect(emulator.requests.list({ action: 'StopInstances' })).toEqual([]);
  });

  it.each<[string, unknown, object, RegExp]>([
    ['a single text', id(1), {}, /ids must be a list/],
    ['an unknown option', [], { forse: 'never' }, /options\.forse is unknown/],
    ['a wrong force', [], { force: 'always' }, /options\.force must be/],
    ['a negative time', [], { maxWait: -1 }, /options\.maxWait must be/],
  ])('refuses %s before it begins', async (_name, given, options, message) => {
    const { cvm } = world();
    const call = (): unknown => ensureStoppedEvents(cvm, given as string[], options);
    expect(call).toThrow(ValidationError);
    expect(call).toThrow(message);
    await expect(ensureStopped(cvm, given as string[], options)).rejects.toThrow(message);
  });

  it('no ids: complete, and nothing is sent', async () => {
    const { emulator, cvm } = world({ instances: seeded(3) });
    expect(await ensureStopped(cvm, [])).toMatchObject({ complete: true, allStopped: true, outcomes: [] });
    expect(emulator.requests.total).toBe(0);
  });
});

describe('no matter what happens', () => {
  const statuses = [2, 2, 2, 2, 4, 9, 8, 7, 19, 5, -1];
  const fault = fc.constantFrom<EmulatorOptions['faults']>(
    [],
    [{ probability: 0.3, fault: { kind: 'code', code: 4400 } }],
    [{ probability: 0.3, fault: { kind: 'code', code: 6000, when: 'after' } }],
    [{ action: 'StopInstances', probability: 0.4, fault: { kind: 'drop', when: 'after' } }],
    [{ action: 'StopInstances', probability: 0.4, fault: { kind: 'drop', when: 'before' } }],
    [{ action: 'StopInstances', probability: 0.5, fault: { kind: 'partialFailure', count: 2 } }],
    [{ probability: 0.3, fault: { kind: 'gateway' } }],
    [{ probability: 0.2, fault: { kind: 'cut' } }],
  );

  it('every id has exactly one outcome, and that says what is true in the emulator', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ status: fc.constantFrom(...statuses), stubborn: fc.boolean() }), {
          maxLength: 40,
        }),
        fault,
        fc.constantFrom<ForcePolicy>('never', 'fallback', { after: 20_000 }),
        fc.integer({ min: 1, max: 50 }),
        async (instances, faults, force, window) => {
          const { emulator, cvm } = world({
            instances: seeded(instances.length, (number) => instances[number]!),
            ...(faults && { faults }),
          });
          const asked = [...ids(instances.length), id(99)];
          const { outcomes, complete } = await ensureStopped(cvm, asked, { force, window, maxWait: 300_000 });
          expect(complete).toBe(true);
          expect(outcomes.map(({ instanceId }) => instanceId).sort()).toEqual(asked.sort());
          for (const { instanceId, kind, requestIds } of outcomes) {
            if (kind === 'not-found') {
              expect(emulator.instances.has(instanceId)).toBe(false);
              continue;
            }
            const isDown = ['stopped', 'already-stopped', 'forced'].includes(kind);
            if (isDown) expect(emulator.instances.get(instanceId).status).toBe(4);
            if (kind === 'refused') expect(emulator.instances.get(instanceId).status).not.toBe(4);
            if (kind === 'already-stopped') expect(requestIds).toEqual([]);
            if (force === 'never') expect(kind).not.toBe('forced');
          }
        },
      ),
      runs(20),
    );
  });
});
