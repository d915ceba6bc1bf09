import { createEmulator, fleet, type Emulator, type Fault } from '@qcvm/mock';
import type { Transport } from '@qcvm/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
// The program's own fetch stays as it is when undici is loaded.
import '../../../client/test/support/undici.js';
import { undiciTransport } from '../../src/commands/bridge/goal/upstream.js';
import { bridged, held, type Bridged } from './bridged.js';
import { program, type Answer, type Sent } from './program.js';

let emulator: Emulator;
let bridge: Bridged;
let call: (sent: Sent) => Promise<Answer>;
let instanceIds: readonly string[];
const start = async (options = '', transport?: (real: Transport) => Transport): Promise<void> => {
  bridge = await bridged(emulator, { options, ...(transport && { transport }) });
  call = program(bridge, emulator);
};
beforeEach(async () => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(3).shutDown(1),
    quota: false,
  });
  instanceIds = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  await start();
});
afterEach(() => bridge[Symbol.asyncDispose]());

const noAnswer = 'no answer';
/** What the program gets: a code, or no answer. */
const heard = (answer: Promise<Answer>): Promise<number | string> =>
  answer.then(
    ({ body }) => body.code,
    () => noAnswer,
  );
const stop = (...ids: readonly string[]): Promise<Answer> =>
  call({
    action: 'StopInstances',
    parameters: Object.fromEntries(ids.map((id, index) => [`instanceIds.${index}`, id])),
  });
const isRunning = (id: string): boolean => emulator.instances.get(id)?.statusName === 'running';
const stops = (): number => emulator.requests.list({ action: 'StopInstances' }).length;

/** A fault that hits the first stop, and what the program hears of it: done, not done, or no answer. */
const cases: readonly [what: string, fault: Fault, heard: number | string, runs: boolean, sent: number][] = [
  ['is lost before it had an effect', { kind: 'drop', when: 'before' }, noAnswer, true, 1],
  ['is lost after it had an effect', { kind: 'drop', when: 'after' }, noAnswer, false, 1],
  ['is cut off', { kind: 'cut' }, noAnswer, false, 1],
  ['is that of a gateway', { kind: 'gateway', status: 502, when: 'before' }, noAnswer, true, 1],
  ['is HTTP 429, and then all is well', { kind: 'gateway', status: 429, when: 'before' }, 0, false, 2],
  [
    'says nothing of what was done',
    { kind: 'code', code: 'InternalError', when: 'after' },
    noAnswer,
    false,
    2,
  ],
  ['is a throttle, and then all is well', { kind: 'code', code: 'RequestLimitExceeded' }, 0, false, 2],
  ['cannot be got at first', { kind: 'unreachable' }, 0, false, 2],
  ['is that the time is wrong', { kind: 'clockSkew', seconds: 4000 }, 0, false, 2],
  ['is a refusal', { kind: 'code', code: 'UnauthorizedOperation' }, 4101, true, 1],
];

describe('when the answer of API 3.0', () => {
  it.each(cases)('%s, the bridge reports the true outcome', async (_what, fault, expected, runs, sent) => {
    const [id = ''] = instanceIds;
    // A clock that is wrong stays wrong.
    emulator.faults.add({ action: 'StopInstances', fault, ...(fault.kind !== 'clockSkew' && { times: 1 }) });
    expect({ heard: await heard(stop(id)), runs: isRunning(id), sent: stops() }).toEqual({
      heard: expected,
      runs,
      sent,
    });
  });

  // A server can only end a connection that was made.
  it.each(cases.filter(([, { kind }]) => kind !== 'unreachable'))(
    '%s, the bridge reports the true outcome over undici as well',
    async (_what, fault, expected, runs, sent) => {
      await bridge[Symbol.asyncDispose]();
      await using server = await emulator.listen();
      const network = await undiciTransport();
      await start(`--to ${server.url}`, () => network);
      const [id = ''] = instanceIds;
      emulator.faults.add({
        action: 'StopInstances',
        fault,
        ...(fault.kind !== 'clockSkew' && { times: 1 }),
      });
      expect({ heard: await heard(stop(id)), runs: isRunning(id), sent: stops() }).toEqual({
        heard: expected,
        runs,
        sent,
      });
    },
  );

  it('is always a throttle, the bridge answers 4400 and nothing is changed', async () => {
    const [id = ''] = instanceIds;
    emulator.faults.add({ action: 'StopInstances', fault: { kind: 'code', code: 'RequestLimitExceeded' } });
    expect(await heard(stop(id))).toBe(4400);
    expect(isRunning(id)).toBe(true);
    expect(await bridge.health()).toMatchObject({ calls: { carried: 1, retried: 3, unanswered: 0 } });
  });

  it('is always HTTP 429, the bridge answers 4400 and nothing is changed', async () => {
    const [id = ''] = instanceIds;
    emulator.faults.add({
      action: 'StopInstances',
      fault: { kind: 'gateway', status: 429, when: 'before' },
    });
    const { body } = await stop(id);
    expect(body).toMatchObject({ code: 4400, message: expect.stringContaining('nothing was done') });
    expect({ runs: isRunning(id), sent: stops() }).toEqual({ runs: true, sent: 4 });
    expect(bridge.lines().at(-1)).toContain('carried, code 4400');
  });

  it('refuses the whole call, each instance has that result', async () => {
    const [first = '', second = ''] = instanceIds;
    emulator.faults.add({ action: 'StopInstances', fault: { kind: 'code', code: 'LimitExceeded' } });
    const { body } = await stop(first, second);
    const result = { code: 5100, message: expect.stringContaining('LimitExceeded') };
    expect(body).toMatchObject({ code: 5100, detail: { [first]: result, [second]: result } });
    expect([first, second].map(isRunning)).toEqual([true, true]);
  });

  it('refuses an instance for what it is, that instance has the result, and the others are asked for again', async () => {
    const [first = '', second = ''] = instanceIds;
    const refused = 'FailedOperation.InvalidInstanceApplicationRole';
    emulator.faults.add({ action: 'RebootInstances', fault: { kind: 'code', code: refused } });
    const restart = (...ids: readonly string[]): Promise<Answer> =>
      call({
        action: 'RestartInstances',
        parameters: Object.fromEntries(ids.map((id, index) => [`instanceIds.${index}`, id])),
      });
    const result = { code: 5100, message: expect.stringContaining(refused) as string };
    expect((await restart(first)).body).toMatchObject({ code: 5100, detail: { [first]: result } });
    expect((await restart(first, second)).body).toMatchObject({
      code: 5100,
      detail: { [first]: result, [second]: result },
    });
    expect([first, second].map(isRunning)).toEqual([true, true]);
  });

  it.each(['InternalError', 'ServiceUnavailable', 'ResponseSizeLimitExceeded', 'Undocumented.Code'])(
    'is %s, the program gets no answer, as it is not known what was done',
    async (code) => {
      const [id = ''] = instanceIds;
      emulator.faults.add({ action: 'RebootInstances', fault: { kind: 'code', code } });
      expect(await heard(call({ action: 'RestartInstances', parameters: { 'instanceIds.0': id } }))).toBe(
        noAnswer,
      );
    },
  );

  it('leaves the outcome open, the log has the words of API 3.0 and no code that was not answered', async () => {
    const [id = ''] = instanceIds;
    emulator.faults.add({ action: 'StopInstances', fault: { kind: 'code', code: 'FailedOperation' } });
    expect(await heard(stop(id))).toBe(noAnswer);
    expect(bridge.lines().at(-1)).toMatch(/no answer in .*FailedOperation.*leaves open what was done/);
    expect(bridge.lines().at(-1)).not.toContain('5100');
  });

  it.each<[what: string, fault: Fault]>([
    ['cannot be got', { kind: 'drop', when: 'after' }],
    ['is throttled', { kind: 'code', code: 'RequestLimitExceeded' }],
    ['is not allowed', { kind: 'code', code: 'UnauthorizedOperation' }],
  ])('%s when a refused call is looked into, the program gets no answer', async (_what, fault) => {
    const [first = '', second = '', , down = ''] = instanceIds;
    await bridge[Symbol.asyncDispose]();
    emulator = createEmulator({
      clock: { mode: 'manual', automatic: true },
      instances: emulator.instances
        .list()
        .map(({ unInstanceId, status }) => ({ unInstanceId, status, region: 'ap-guangzhou' })),
      quota: false,
      behaviour: { v3: { mixedBatch: 'partial' } },
    });
    await start();
    emulator.faults.add({ action: 'DescribeInstances', fault });
    expect(await heard(stop(first, down, second))).toBe(noAnswer);
    expect([first, second].map(isRunning)).toEqual([false, false]);
  });

  it('cannot be received at all, the bridge answers 6200 and nothing is changed', async () => {
    const [id = ''] = instanceIds;
    emulator.faults.add({ fault: { kind: 'unreachable' } });
    expect(await heard(stop(id))).toBe(6200);
    expect(await heard(call({ action: 'DescribeInstances' }))).toBe(6200);
    expect(isRunning(id)).toBe(true);
    expect(await bridge.health()).toMatchObject({ calls: { carried: 0, refused: 2 } });
  });

  it.each([403, 502])(
    'is HTTP %i of something else, a call that only reads is not counted as carried',
    async (status) => {
      emulator.faults.add({ fault: { kind: 'gateway', status, when: 'before' } });
      expect((await call({ action: 'DescribeInstances' })).body).toMatchObject({
        code: 6200,
        message: expect.stringContaining(`HTTP ${status} did not answer as API 3.0 does`) as string,
      });
      expect(bridge.lines().at(-1)).toContain('refused, code 6200');
      expect(await bridge.health()).toMatchObject({ calls: { carried: 0, refused: 1 } });
    },
  );

  it('is lost for a read-only call, the bridge retries it', async () => {
    emulator.faults.add({ fault: { kind: 'drop', when: 'after' }, times: 1 });
    expect(await heard(call({ action: 'DescribeInstances' }))).toBe(0);
  });

  it('is lost while a refused call is divided, the bridge sends no answer, even if some results are known', async () => {
    const [first = '', second = '', , down = ''] = instanceIds;
    emulator.faults.add({ action: 'StopInstances', nth: 2, fault: { kind: 'drop', when: 'after' } });
    expect(await heard(stop(first, second, down))).toBe(noAnswer);
    expect([first, second].map(isRunning)).toEqual([false, false]);
  });

  it('cannot be received for the rest of a divided call, each instance has its result, and the rest is not sent', async () => {
    const [first = '', second = '', , down = ''] = instanceIds;
    emulator.faults.add({ action: 'StopInstances', nth: [2, 3, 4, 5], fault: { kind: 'unreachable' } });
    const { body } = await stop(first, second, down);
    expect(body.code).toBe(5100);
    expect(Object.keys(body.detail ?? {})).toEqual([first, second, down]);
    for (const { requestId } of Object.values(body.detail ?? {})) expect(requestId).toMatch(/./);
    expect(body.detail).toMatchObject({
      [first]: { code: 6200, message: expect.stringContaining('not asked for') },
      [second]: { code: 6200 },
      [down]: { code: 5100 },
    });
    expect([first, second].map(isRunning)).toEqual([true, true]);
  });
});

describe('a request that got no answer', () => {
  it('gets no answer when the HTTP library repeats it on a broken connection', async () => {
    const [id = ''] = instanceIds;
    const sent = {
      ...{ action: 'StopInstances', parameters: { 'instanceIds.0': id } },
      ...{ timestamp: Math.floor(emulator.runtime.now() / 1000), nonce: 5 },
    };
    emulator.faults.add({ fault: { kind: 'drop', when: 'after' }, times: 1 });
    expect(await heard(call(sent))).toBe(noAnswer);
    expect(await heard(call(sent))).toBe(noAnswer);
    expect(stops()).toBe(1);
    expect(bridge.lines().at(-1)).toContain('no answer');
    expect(await bridge.health()).toMatchObject({ calls: { unanswered: 2 } });
  });

  it('is not taken for another one with its Nonce and Timestamp: that is told that it was not carried out', async () => {
    const [id = '', other = ''] = instanceIds;
    const sent = { timestamp: Math.floor(emulator.runtime.now() / 1000), nonce: 6 };
    const stopOne = (each: string): Promise<Answer> =>
      call({ action: 'StopInstances', parameters: { 'instanceIds.0': each }, ...sent });
    emulator.faults.add({ fault: { kind: 'drop', when: 'after' }, times: 1 });
    expect(await heard(stopOne(id))).toBe(noAnswer);
    expect((await stopOne(other)).body).toMatchObject({
      code: 4500,
      message: expect.stringContaining(
        'Nonce 6 was used with this Timestamp by another request: this one was not carried out',
      ) as string,
    });
    expect(isRunning(other)).toBe(true);
    expect(await heard(stopOne(id))).toBe(noAnswer);
    expect(stops()).toBe(1);
  });
});

describe('a request that comes again while the first is under way', () => {
  it('waits for the first to end, and gets no answer, as no code may deny the first', async () => {
    await bridge[Symbol.asyncDispose]();
    const gate = held();
    await start('', gate.through);
    const [id = ''] = instanceIds;
    const sent = {
      ...{ action: 'StopInstances', parameters: { 'instanceIds.0': id } },
      ...{ timestamp: Math.floor(emulator.runtime.now() / 1000), nonce: 5 },
    };
    const first = heard(call(sent));
    await until(async () => (await underWay()) === 1);
    let isAnswered = false;
    // What only shares its Nonce and Timestamp was certainly not done.
    const { body } = await call({ ...sent, parameters: { 'instanceIds.0': id, forceStop: '1' } });
    expect(body).toMatchObject({
      code: 4500,
      message: expect.stringContaining('by another request') as string,
    });
    const again = heard(call(sent)).finally(() => (isAnswered = true));
    await until(async () => (await underWay()) === 2 || isAnswered);
    expect(isAnswered).toBe(false);
    gate.letGo();
    expect([await first, await again]).toEqual([0, noAnswer]);
    expect(stops()).toBe(1);
    // Once the first is answered, what comes again is refused.
    expect(await heard(call(sent))).toBe(4500);
  });
});

/** Looks until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
const underWay = async (): Promise<number> =>
  ((await bridge.health())['calls'] as { readonly underWay: number }).underWay;

describe('a program that leaves while its call waits', () => {
  it('cancels its call before it is sent', async () => {
    await bridge[Symbol.asyncDispose]();
    // Its clock stands still: what waits for a quota waits until the test moves it.
    emulator = createEmulator({ clock: { mode: 'manual' }, instances: fleet('ap-guangzhou').running(1) });
    bridge = await bridged(emulator, { isStill: true });
    call = program(bridge, emulator);
    const [{ unInstanceId = '' } = {}] = emulator.instances.list();
    const shutDown = 'ins-00000000';
    // As many as the quota lets through in a second.
    const answers = await Promise.all(Array.from({ length: 10 }, () => heard(stop(shutDown))));
    expect(answers).toEqual(Array.from({ length: 10 }, () => 5100));
    const before = stops();
    const leaving = new AbortController();
    const waiting = heard(
      call({
        ...{ action: 'StopInstances', parameters: { 'instanceIds.0': unInstanceId } },
        signal: leaving.signal,
      }),
    );
    await until(async () => (await underWay()) === 1);
    leaving.abort();
    expect(await waiting).toBe(noAnswer);
    await until(async () => (await underWay()) === 0);
    emulator.clock.advance(60_000);
    expect(await heard(call({ action: 'DescribeInstances' }))).toBe(0);
    expect(stops()).toBe(before);
    expect(isRunning(unInstanceId)).toBe(true);
  });
});

describe('a call that API 3.0 does not answer', () => {
  it('ends the connection without an answer after the timeout of the call', async () => {
    await bridge[Symbol.asyncDispose]();
    await start('--timeout 1s', (real) => ({
      send: async (request) => {
        await real.send(request);
        return new Promise((_resolve, reject) => {
          request.signal?.addEventListener('abort', () => reject(request.signal?.reason as Error));
        });
      },
    }));
    const [id = ''] = instanceIds;
    expect(await heard(stop(id))).toBe(noAnswer);
    expect({ runs: isRunning(id), sent: stops() }).toEqual({ runs: false, sent: 1 });
  });
});
