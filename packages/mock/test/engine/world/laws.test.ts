import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../client/test/support/runs.js';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import { ask, batch, bodyOf, idList, request, stateOf } from '../support.js';
import type { Asked } from '../support.js';

const start = Date.UTC(2026, 0, 1);
const now = start / 1000;
const actions = ['StopInstances', 'StartInstances', 'RestartInstances'] as const;
const ids = Array.from({ length: 12 }, (_, index) => `ins-0000000${index.toString(36)}`);

/** Twelve instances: running, stubborn, shut down, and in every other status. */
const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: 'manual',
    quota: false,
    instances: ids.map((unInstanceId, index) => ({
      unInstanceId,
      status: [2, 2, 2, 4, 4, 9][index % 6] ?? 2,
      stubborn: index % 4 === 1,
    })),
    ...options,
  });

const someIds = fc.subarray(ids, { minLength: 1 });
const action = fc.constantFrom(...actions);
const command = fc.oneof(
  fc.record({ kind: fc.constant('call' as const), action, ids: someIds, force: fc.boolean() }),
  fc.record({ kind: fc.constant('advance' as const), milliseconds: fc.nat(20_000) }),
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

/** Runs commands; the answers, as text. */
async function run(emulator: Emulator, commands: readonly Command[]): Promise<string> {
  const answers: string[] = [];
  for (const each of commands) {
    if (each.kind === 'advance') emulator.clock.advance(each.milliseconds);
    else answers.push(JSON.stringify(await batch(emulator, each)));
  }
  return answers.join('\n');
}

const history = fc.array(command, { maxLength: 12 });

test('waiting twice is the same as waiting once for the sum', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(30_000), fc.nat(30_000), async (commands, first, second) => {
      const [one, other] = [world(), world()];
      await run(one, commands);
      await run(other, commands);
      one.clock.advance(first);
      void one.instances.list();
      one.clock.advance(second);
      other.clock.advance(first + second);
      expect(one.instances.list()).toEqual(other.instances.list());
    }),
    runs(20),
  );
});

test('the same seed and calls give the same answers and state, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.integer(), async (commands, seed) => {
      const options = {
        seed,
        durations: { jitter: 0.3 },
        instances: fleet().running(5).stubborn(5).shutDown(2),
      };
      const [one, other] = [world(options), world(options)];
      expect(await run(one, commands)).toBe(await run(other, commands));
      const { nonces: _one, ...first } = one.snapshot();
      const { nonces: _other, ...second } = other.snapshot();
      expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    }),
    runs(20),
  );
});

test('stopping two disjoint sets at once is the same as stopping one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.shuffledSubarray(ids, { minLength: 2 }),
      action,
      fc.nat(),
      async (commands, set, what, cut) => {
        const at = 1 + (cut % (set.length - 1));
        const [one, other] = [world(), world()];
        await run(one, commands);
        await run(other, commands);
        const together = await batch(one, { action: what, ids: set });
        const apart = [
          await batch(other, { action: what, ids: set.slice(0, at) }),
          await batch(other, { action: what, ids: set.slice(at) }),
        ];
        expect(together.detail).toEqual({ ...apart[0]?.detail, ...apart[1]?.detail });
        expect(stateOf(one)).toBe(stateOf(other));
      },
    ),
    runs(20),
  );
});

test('the order of the ids changes only the order of the answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(ids, { minLength: 1 }), action, async (set, what) => {
      const [one, other] = [world(), world()];
      const codes = ({ detail = {} }: Awaited<ReturnType<typeof batch>>): unknown =>
        Object.entries(detail)
          .map(([id, { code }]) => [id, code])
          .sort();
      const given = await batch(one, { action: what, ids: set });
      expect(Object.keys(given.detail ?? {})).toEqual(set);
      expect(codes(given)).toEqual(codes(await batch(other, { action: what, ids: [...set].sort() })));
      // Tasks have their ids in the order in which they began.
      const withoutTaskIds = (state: string): string => state.replace(/"requestId":"\d+"/g, '');
      expect(withoutTaskIds(stateOf(one))).toBe(withoutTaskIds(stateOf(other)));
    }),
    runs(20),
  );
});

/** Requests that are refused as a whole, for reasons of every kind. */
const refused = fc.constantFrom<Asked>(
  { scheme: 'http' },
  { method: 'DELETE' },
  { tamper: { Timestamp: undefined } },
  { secretId: 'AKIDunknown' },
  { secretKey: 'wrong' },
  { timestamp: now - 100_000 },
  { timestamp: now + 100_000 },
  { host: 'no-such-module.api.qcloud.com' },
  { region: 'nowhere' },
  { parameters: { 'instanceIds.0': 'ins-00000000', 'instanceIds.2': 'ins-00000001' } },
  { parameters: { 'instanceIds.0': 'ins-00000000', 'instanceIds.1': 'not an id' } },
  { parameters: { 'instanceIds.0': 'ins-00000000', forceStop: '2' } },
  { parameters: idList(Array.from({ length: 101 }, (_, index) => ids[index] ?? `ins-${index}`)) },
);

test('a refused request changes nothing, regardless of what happened before', async () => {
  await fc.assert(
    fc.asyncProperty(history, refused, action, async (commands, asked, what) => {
      const emulator = world();
      await run(emulator, commands);
      const before = stateOf(emulator);
      const tasks = emulator.tasks.list();
      const answer = await ask(emulator, {
        action: what,
        parameters: idList(ids),
        ...asked,
        ...(asked.timestamp === undefined
          ? {}
          : { timestamp: Math.floor(emulator.clock.now() / 1000) + asked.timestamp - now }),
      });
      expect(answer.code).toBeGreaterThan(0);
      expect(answer.detail).toBeUndefined();
      expect(stateOf(emulator)).toBe(before);
      expect(emulator.tasks.list()).toEqual(tasks);
    }),
    runs(25),
  );
});

test('an instance that is refused in a batch does not change, regardless of what happens to the others', async () => {
  await fc.assert(
    fc.asyncProperty(history, someIds, action, async (commands, set, what) => {
      const emulator = world();
      await run(emulator, commands);
      const before = new Map(
        emulator.instances.list().map((view) => [view.unInstanceId, JSON.stringify(view)]),
      );
      const { detail = {} } = await batch(emulator, { action: what, ids: set });
      for (const view of emulator.instances.list()) {
        const accepted = detail[view.unInstanceId]?.code === 0;
        expect(JSON.stringify(view) === before.get(view.unInstanceId)).toBe(!accepted);
      }
    }),
    runs(20),
  );
});

test('the window for a Timestamp is symmetric to the second', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(999),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
      async (fraction, window, away) => {
        const emulator = world({
          clock: { mode: 'manual', start: start + fraction },
          behaviour: { timestampWindow: window, staleTimestampCode: 4200, futureTimestampCode: 4200 },
        });
        const past = await ask(emulator, { timestamp: now - away });
        const future = await ask(emulator, { timestamp: now + away });
        expect(past.code).toBe(away <= window ? 0 : 4200);
        expect(future.code).toBe(past.code);
      },
    ),
    runs(25),
  );
});

test('a request can never be repeated, as long as its Timestamp is accepted', async () => {
  const waits = fc.array(fc.nat(200), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(waits, fc.integer({ min: -300, max: 300 }), async (pauses, ahead) => {
      const emulator = world();
      const call = request(emulator, { timestamp: now + ahead });
      expect(bodyOf(await emulator.handle(call)).code).toBe(0);
      for (const seconds of pauses) {
        emulator.clock.advance(seconds * 1000);
        await ask(emulator);
        expect([4500, 4200]).toContain(bodyOf(await emulator.handle(call)).code);
      }
    }),
    runs(20),
  );
});

test('the number of remembered Nonces is bounded', async () => {
  const emulator = world();
  for (let call = 0; call < 200; call++) {
    await ask(emulator);
    emulator.clock.advance(60_000);
  }
  expect(Object.values(emulator.snapshot().nonces)[0]?.length).toBeLessThan(10);
});

test('a restored snapshot has the same state, and continues in the same way', async () => {
  await fc.assert(
    fc.asyncProperty(history, history, history, async (past, other, future) => {
      const emulator = world({
        durations: { jitter: 0.2 },
        faults: [{ fault: { kind: 'partialFailure' }, probability: 0.5 }],
      });
      await run(emulator, past);
      const snapshot: unknown = JSON.parse(JSON.stringify(emulator.snapshot()));
      const expected = await run(emulator, future);
      const { nonces: _mine, ...after } = emulator.snapshot();
      for (const another of [world({ seed: 99, durations: { jitter: 0.2 } }), emulator]) {
        await run(another, other);
        another.restore(snapshot);
        expect(another.snapshot()).toEqual(snapshot);
        expect(await run(another, future)).toBe(expected);
        const { nonces: _its, ...reached } = another.snapshot();
        expect(reached).toEqual(after);
      }
    }),
    runs(25),
  );
});

test('pages list every instance exactly once, in one order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(70), fc.integer({ min: 1, max: 100 }), async (count, limit) => {
      const emulator = world({ instances: fleet('gz').running(count).in('sh').running(3) });
      const expected = emulator.instances.list({ region: 'gz' }).map(({ unInstanceId }) => unInstanceId);
      const seen: string[] = [];
      for (let offset = 0; offset === 0 || offset < count; offset += limit) {
        const page = await ask(emulator, { parameters: { offset: `${offset}`, limit: `${limit}` } });
        expect(page.totalCount).toBe(count);
        seen.push(...(page.instanceSet ?? []).map(({ unInstanceId }) => unInstanceId));
      }
      expect(seen).toEqual(expected);
    }),
    runs(20),
  );
});

test('no period of 60 seconds has more accepted calls than the quota', async () => {
  const pauses = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      pauses,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      async (waits, each, all) => {
        const emulator = world({
          quota: [
            { calls: each, seconds: 60, per: 'action' },
            { calls: all, seconds: 60, per: 'service' },
          ],
        });
        const accepted: number[] = [];
        for (const [index, wait] of waits.entries()) {
          emulator.clock.advance(wait);
          const { code } = await ask(
            emulator,
            index % 2 === 0 ? {} : { action: 'StopInstances', parameters: idList(['ins-unknown']) },
          );
          if (code !== 4400) accepted.push(emulator.clock.now());
        }
        for (const from of accepted) {
          expect(accepted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(all);
        }
        expect(accepted.length).toBeGreaterThan(0);
      },
    ),
    runs(20),
  );
});
