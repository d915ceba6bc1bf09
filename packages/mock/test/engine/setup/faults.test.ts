import { describe, expect, test } from 'vitest';
import { TransportFailure } from '@qcvm/client/wire';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, Fault, FaultRuleOptions } from '@qcvm/mock';
import { ask, batch, bodyOf, idList, request } from '../support.js';

const id = 'ins-00000001';
const world = (...faults: readonly FaultRuleOptions[]): Emulator =>
  createEmulator({
    clock: 'manual',
    faults,
    quota: false,
    instances: fleet().running(1, { unInstanceId: id }).running(1, { unInstanceId: 'ins-00000002' }),
  });
const stop = { action: 'StopInstances', ids: [id] };
const statusOf = (emulator: Emulator): string => emulator.instances.get(id).statusName;
const stopCall = (emulator: Emulator): ReturnType<Emulator['handle']> =>
  emulator.handle(request(emulator, { action: 'StopInstances', parameters: idList([id]) }));

describe('the answer and the effect of each fault', () => {
  const table: readonly [name: string, fault: Fault, seen: object, status: string][] = [
    ['unreachable', { kind: 'unreachable' }, { kind: 'dropped', reached: false }, 'running'],
    ['drop', { kind: 'drop' }, { kind: 'dropped', reached: true }, 'running'],
    ['drop after', { kind: 'drop', when: 'after' }, { kind: 'dropped', reached: true }, 'shuttingDown'],
    ['gateway', { kind: 'gateway' }, { status: 502, headers: { 'content-type': 'text/html' } }, 'running'],
    [
      'gateway after',
      { kind: 'gateway', status: 504, when: 'after' },
      { status: 504, body: expect.stringContaining('504 Gateway Timeout') },
      'shuttingDown',
    ],
    [
      'code',
      { kind: 'code', code: 4400 },
      { status: 200, body: expect.stringContaining('"code":4400') },
      'running',
    ],
    [
      'code after',
      { kind: 'code', code: 6000, when: 'after' },
      { status: 200, body: expect.stringContaining('"code":6000') },
      'shuttingDown',
    ],
    [
      'code with words',
      { kind: 'code', code: 6200, message: 'until noon', codeDesc: 'Maintenance' },
      { body: '{"code":6200,"message":"until noon","codeDesc":"Maintenance"}' },
      'running',
    ],
    [
      'cut',
      { kind: 'cut', keep: 5 },
      { kind: 'cut', body: '{"cod', announcedLength: expect.any(Number) },
      'shuttingDown',
    ],
    ['cut in half', { kind: 'cut' }, { kind: 'cut' }, 'shuttingDown'],
  ];
  test.each(table)('%s', async (_name, fault, seen, status) => {
    const emulator = world({ fault });
    expect(await stopCall(emulator)).toMatchObject(seen);
    expect(statusOf(emulator)).toBe(status);
  });

  test('partial failure: some instances fail and are left alone', async () => {
    const emulator = world({ fault: { kind: 'partialFailure', instances: [id], code: 6000 } });
    const { code, detail } = await batch(emulator, { action: 'StopInstances', ids: [id, 'ins-00000002'] });
    expect({ code, inner: detail?.[id]?.code, other: detail?.['ins-00000002']?.code }).toEqual({
      code: 5400,
      inner: 6000,
      other: 0,
    });
    expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
      'running',
      'shuttingDown',
    ]);
    const first = world({ fault: { kind: 'partialFailure', count: 2, message: 'no' } });
    expect(await batch(first, { action: 'StopInstances', ids: [id, 'ins-00000002'] })).toMatchObject({
      code: 5100,
    });
  });

  test('clock skew: the service believes in another time, and its Date header says so', async () => {
    const behind = world({ fault: { kind: 'clockSkew', seconds: 301 } });
    const answer = await behind.handle(request(behind));
    expect(bodyOf(answer).code).toBe(4200);
    expect(answer).toMatchObject({ headers: { date: 'Thu, 01 Jan 2026 00:05:01 GMT' } });
    const ahead = world({ fault: { kind: 'clockSkew', seconds: -301 } });
    expect((await ask(ahead)).code).toBe(4500);
  });

  test('duplicate: the second delivery is a replay, and the effect happens once', async () => {
    const first = world({ fault: { kind: 'duplicate' } });
    expect((await batch(first, stop)).code).toBe(0);
    expect(first.requests.list().map(({ outcome }) => outcome.kind === 'answered' && outcome.code)).toEqual([
      0, 4500,
    ]);
    expect(first.tasks.list()).toHaveLength(1);
    const second = world({ fault: { kind: 'duplicate', answer: 'second' } });
    expect((await batch(second, stop)).code).toBe(4500);
    expect(statusOf(second)).toBe('shuttingDown');
  });

  test("latency: the answer comes when the time has passed on the emulator's clock", async () => {
    for (const when of ['before', 'after'] as const) {
      const emulator = world({ fault: { kind: 'latency', milliseconds: 2000, when } });
      let answered = false;
      const answer = stopCall(emulator).then((given) => {
        answered = true;
        return given;
      });
      // The signature is checked by a promise: one turn lets everything happen that can.
      await new Promise((resolve) => setImmediate(resolve));
      expect({ answered, status: statusOf(emulator) }).toEqual({
        answered: false,
        status: when === 'before' ? 'running' : 'shuttingDown',
      });
      emulator.clock.advance(2000);
      expect(bodyOf(await answer).code).toBe(0);
    }
  });

  test('latency ends when the caller gives up', async () => {
    const emulator = world({ fault: { kind: 'latency', milliseconds: 2000 } });
    const controller = new AbortController();
    const answer = emulator.handle({ ...request(emulator), signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });
});

describe('which calls get a fault', () => {
  const hits = async (
    rule: Omit<FaultRuleOptions, 'fault'>,
    calls: readonly (readonly [action: string, instance: string, region?: string])[],
  ): Promise<boolean[]> => {
    const emulator = world({ ...rule, fault: { kind: 'code', code: 6200 } });
    const seen: boolean[] = [];
    for (const [action, instance, region = 'gz'] of calls) {
      seen.push((await batch(emulator, { action, ids: [instance], region })).code === 6200);
    }
    return seen;
  };
  const three = [
    ['StopInstances', id],
    ['StartInstances', id],
    ['StopInstances', 'ins-00000002'],
  ] as const;

  test.each([
    ['every one', {}, [true, true, true]],
    ['an Action', { action: 'StopInstances' }, [true, false, true]],
    ['one of some Actions', { action: ['StartInstances', 'RestartInstances'] }, [false, true, false]],
    ['an instance', { instance: id }, [true, true, false]],
    ['all conditions at once', { action: 'StopInstances', instance: id }, [true, false, false]],
    ['the second', { nth: 2 }, [false, true, false]],
    ['some of those that fit', { action: 'StopInstances', nth: [2, 3] }, [false, false, true]],
    ['so many times', { times: 2 }, [true, true, false]],
    ['a region', { region: 'ap-beijing' }, [false, false, false]],
    ['a region in the other spelling', { region: 'ap-guangzhou' }, [true, true, true]],
    ['a key', { secretId: 'AKIDother' }, [false, false, false]],
  ] as const)('%s', async (_name, rule, expected) => expect(await hits(rule, three)).toEqual(expected));

  test('an instance is found by its old id, if the call has the new one', async () => {
    const emulator = world();
    emulator.faults.add({
      instance: emulator.instances.get(id).instanceId,
      fault: { kind: 'code', code: 6200 },
    });
    expect((await batch(emulator, stop)).code).toBe(6200);
  });

  test('a probability uses the seed', async () => {
    const run = async (seed: number): Promise<boolean[]> => {
      const emulator = createEmulator({
        seed,
        clock: 'manual',
        quota: false,
        faults: [{ fault: { kind: 'code', code: 6200 }, probability: 0.3 }],
      });
      const seen: boolean[] = [];
      for (let call = 0; call < 200; call++) seen.push((await ask(emulator)).code === 6200);
      return seen;
    };
    const seen = await run(7);
    const share = seen.filter(Boolean).length / 200;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.45);
    expect(await run(7)).toEqual(seen);
    expect(await run(8)).not.toEqual(seen);
  });

  test('of two rules of one kind the first applies, of two kinds both', async () => {
    const emulator = world(
      { fault: { kind: 'code', code: 6000 }, times: 1 },
      { fault: { kind: 'code', code: 6200 } },
      { fault: { kind: 'clockSkew', seconds: 60 } },
    );
    const first = await emulator.handle(request(emulator));
    expect(bodyOf(first).code).toBe(6000);
    expect(first).toMatchObject({ headers: { date: 'Thu, 01 Jan 2026 00:01:00 GMT' } });
    expect((await ask(emulator)).code).toBe(6200);
    expect(emulator.requests.last()?.faults).toEqual(['code 6200', 'clockSkew']);
  });
});

describe('rules can be added, listed and removed', () => {
  test('with the number of their faults', async () => {
    const emulator = world();
    const rule = emulator.faults.add({
      fault: { kind: 'drop', when: 'after' },
      action: 'StopInstances',
      nth: 2,
    });
    await batch(emulator, stop);
    await ask(emulator);
    expect(emulator.faults.list()).toMatchObject([
      { id: rule.id, name: 'drop after on StopInstances', matched: 1, hits: 0 },
    ]);
    await stopCall(emulator);
    expect(emulator.faults.list()).toMatchObject([{ matched: 2, hits: 1 }]);
    emulator.faults.remove(rule.id);
    expect(emulator.faults.list()).toEqual([]);
    expect(() => emulator.faults.remove(rule.id)).toThrow('there is no fault rule 1');
    emulator.faults.add({ fault: { kind: 'unreachable' } });
    emulator.faults.clear();
    expect((await ask(emulator)).code).toBe(0);
  });

  test.each([
    [{ fault: { kind: 'latency', milliseconds: -1 } }, 'fault.milliseconds'],
    [{ fault: { kind: 'drop' }, probability: 1.5 }, 'probability: expected a number from 0 to 1, got 1.5'],
    [{ fault: { kind: 'drop' }, nth: 0 }, 'nth'],
    [{ fault: { kind: 'drop' }, times: -1 }, 'times'],
    [{ fault: { kind: 'dorp' } }, 'did you mean drop?'],
  ])('%j is refused', (rule, message) => {
    // A rule may come from the admin API or from untyped code.
    const untyped = rule as FaultRuleOptions;
    expect(() => world().faults.add(untyped)).toThrow(message);
  });
});

describe('the answer of the adapters', () => {
  const signal = new AbortController().signal;
  const send = (emulator: Emulator): ReturnType<Emulator['send']> =>
    emulator.send({
      method: 'GET',
      url: `https://cvm.api.qcloud.com/v2/index.php?${request(emulator).query}`,
      headers: {},
      signal,
      maxResponseBytes: 1e6,
    });
  const fetched = (emulator: Emulator): Promise<Response> =>
    emulator.fetch(`https://cvm.api.qcloud.com/v2/index.php?${request(emulator).query}`);

  test.each([
    [{ kind: 'unreachable' }, 'unsent', 'ECONNREFUSED'],
    [{ kind: 'drop' }, 'sent', 'ECONNRESET'],
    [{ kind: 'drop', when: 'after' }, 'sent', 'ECONNRESET'],
  ] as const)('%j', async (fault, phase, code) => {
    const failure: unknown = await send(world({ fault })).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransportFailure);
    expect(failure).toMatchObject({ phase });
    await expect(fetched(world({ fault }))).rejects.toMatchObject({ name: 'TypeError', cause: { code } });
  });

  test('a cut body', async () => {
    const fault: Fault = { kind: 'cut', keep: 10 };
    await expect(send(world({ fault }))).rejects.toMatchObject({
      phase: 'response',
      message: expect.stringMatching(/after 10 of \d+ bytes/),
    });
    const response = await fetched(world({ fault }));
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  test('a body that is cut within a character ends before it', async () => {
    const emulator = createEmulator({
      clock: 'manual',
      instances: [{ instanceName: '测试测试' }],
      faults: [{ fault: { kind: 'cut' } }],
    });
    const whole = await createEmulator({ clock: 'manual', instances: [{ instanceName: '测试测试' }] }).handle(
      request(emulator),
    );
    const text = whole.kind === 'complete' ? whole.body : '';
    const bytes = new TextEncoder().encode(text.slice(0, text.indexOf('测'))).length;
    emulator.faults.clear();
    emulator.faults.add({ fault: { kind: 'cut', keep: bytes + 1 } });
    expect(await emulator.handle(request(emulator))).toMatchObject({
      kind: 'cut',
      body: text.slice(0, text.indexOf('测')),
    });
  });
});

describe('a textual code', () => {
  const word = 'OperationConstraints.InvaildInstanceStatus';

  test('is answered as codeDesc with 5100 and its meaning', async () => {
    const emulator = createEmulator({ clock: 'manual', faults: [{ fault: { kind: 'code', code: word } }] });
    expect(await ask(emulator)).toEqual({ code: 5100, codeDesc: word, message: expect.stringMatching(/\w/) });
    expect(emulator.requests.last({ code: word })?.faults).toEqual([`code ${word}`]);
  });

  test('can be that of one instance of a batch', async () => {
    const [instance] = fleet().running(1, { unInstanceId: 'ins-00000001' }).seeds();
    const emulator = createEmulator({
      clock: 'manual',
      instances: instance ? [instance] : [],
      faults: [{ fault: { kind: 'partialFailure', code: word } }],
    });
    const { detail } = await batch(emulator, { action: 'StopInstances', ids: ['ins-00000001'] });
    expect(detail?.['ins-00000001']).toMatchObject({ code: 5100, codeDesc: word });
  });
});
