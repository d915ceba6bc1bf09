import { describe, expect, test } from 'vitest';
import { createCvm } from '@qcvm/client';
import { createEmulator, ExpectationError, fleet, UnexpectedCallError } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import { ask, bodyOf, idList, request } from '../support.js';
import type { Asked } from '../support.js';

const id = 'ins-00000001';
const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ clock: 'manual', instances: fleet().running(1, { unInstanceId: id }), ...options });
const inProcess = (emulator: Emulator, asked: Asked): Promise<unknown> =>
  emulator.handle({ ...request(emulator, asked), adapter: 'transport' });

describe('an unknown Action', () => {
  test('throws in process, and fails the test afterwards', async () => {
    const emulator = world();
    expect(() => emulator.assertNoUnexpectedCalls()).not.toThrow();
    await expect(inProcess(emulator, { action: 'StopInstence' })).rejects.toThrow(
      new UnexpectedCallError('Action StopInstence is not one of this API (did you mean StopInstances?)', {
        action: 'StopInstence',
      }),
    );
    expect(() => emulator.assertNoUnexpectedCalls()).toThrow(UnexpectedCallError);
    expect(emulator.unexpectedCalls).toMatchObject([{ action: 'StopInstence', requestId: 1 }]);
    expect(emulator.requests.last()?.outcome.kind).toBe('unexpected');
  });

  test('is answered by the server, and fails the test afterwards', async () => {
    const emulator = world();
    expect((await ask(emulator, { action: 'Nothing' })).code).toBe(6100);
    expect(() => emulator.assertNoUnexpectedCalls()).toThrow('Action Nothing is not one of this API');
  });

  test('is answered like any other call when the test says so', async () => {
    const emulator = world({ onUnexpected: 'answer' });
    expect(await inProcess(emulator, { action: 'Nothing' })).toMatchObject({ kind: 'complete' });
    expect(() => emulator.assertNoUnexpectedCalls()).not.toThrow();
    expect(emulator.requests.last()?.outcome).toMatchObject({ kind: 'answered', code: 6100 });
  });
});

describe('announced calls', () => {
  const stop = { action: 'StopInstances', parameters: { ...idList([id]), forceStop: '1' } } as const;

  test('are served if they come as announced', async () => {
    const emulator = world();
    emulator.expect({
      action: 'StopInstances',
      parameters: { instanceIds: [id], forceStop: 1 },
      region: 'gz',
    });
    expect(() => emulator.assertExpectations()).toThrow(new ExpectationError('StopInstances never came'));
    expect(await inProcess(emulator, stop)).toMatchObject({ kind: 'complete' });
    emulator.assertExpectations();
    emulator.assertNoUnexpectedCalls();
  });

  test.each<[string, Parameters<Emulator['expect']>[0], string]>([
    [
      'another Action',
      { action: 'StartInstances' },
      'unexpected StopInstances: announced were StartInstances; the nearest is StartInstances',
    ],
    [
      'another value',
      { action: 'StopInstances', parameters: { forceStop: 0 } },
      'unexpected StopInstances: the nearest announced call differs in forceStop: expected 0, got 1',
    ],
    [
      'another id',
      { action: 'StopInstances', parameters: { instanceIds: ['ins-2'] } },
      'unexpected StopInstances: the nearest announced call differs in instanceIds.0: expected "ins-2", got "ins-00000001"',
    ],
    [
      'one id more',
      { action: 'StopInstances', parameters: { instanceIds: [id, 'ins-2'] } },
      'unexpected StopInstances: the nearest announced call differs in instanceIds.1: expected "ins-2", got nothing',
    ],
    [
      'another region',
      { action: 'StopInstances', region: 'bj' },
      'unexpected StopInstances: the nearest announced call differs in Region: expected bj, got ap-guangzhou',
    ],
  ])('are not served if they differ in %s', async (_what, announced, message) => {
    const emulator = world();
    emulator.expect(announced);
    await expect(inProcess(emulator, stop)).rejects.toThrow(message);
    expect(emulator.instances.get(id).statusName).toBe('running');
    expect(() => emulator.assertExpectations()).toThrow(message);
  });

  test('are served as often as announced, and not once more', async () => {
    const emulator = world();
    emulator.expect({ action: 'DescribeInstances', times: 2 });
    await inProcess(emulator, {});
    expect(() => emulator.assertExpectations()).toThrow('DescribeInstances never came');
    await inProcess(emulator, {});
    emulator.assertExpectations();
    await expect(inProcess(emulator, {})).rejects.toThrow(
      'unexpected DescribeInstances: it was announced 2 times',
    );
  });

  test('are counted together if several fit', async () => {
    const emulator = world();
    emulator.expect({ action: 'DescribeInstances' });
    emulator.expect({ action: 'DescribeInstances', times: 2 });
    for (let call = 0; call < 3; call++) await inProcess(emulator, {});
    emulator.assertExpectations();
    await expect(inProcess(emulator, {})).rejects.toThrow(
      'unexpected DescribeInstances: it was announced 3 times',
    );
  });

  const other = 'ins-00000002';
  const idOf = (instanceId: string, forceStop = '0'): Asked => ({
    action: 'StopInstances',
    parameters: { ...idList([instanceId]), forceStop },
  });
  const any = { action: 'StopInstances' } as const;
  const one = { action: 'StopInstances', parameters: { instanceIds: [id] } } as const;
  const forced = { action: 'StopInstances', parameters: { forceStop: 1 } } as const;
  test.each([
    ['a general one and a narrow one', [any, one], [idOf(id), idOf(other)]],
    ['a narrow one and a general one', [one, any], [idOf(id), idOf(other)]],
    ['two that overlap', [one, forced], [idOf(id, '1'), idOf(id)]],
    ['two that overlap, the other way', [one, forced], [idOf(id, '1'), idOf(other, '1')]],
    ['three in a chain', [any, one, forced], [idOf(id, '1'), idOf(id, '1'), idOf(other)]],
  ])('may come in any order: %s', async (_what, announced, calls) => {
    const emulator = world({
      instances: fleet().running(1, { unInstanceId: id }).running(1, { unInstanceId: other }),
    });
    for (const call of announced) emulator.expect(call);
    for (const call of calls) await inProcess(emulator, call);
    emulator.assertExpectations();
    await expect(inProcess(emulator, idOf(id, '1'))).rejects.toThrow(
      'unexpected StopInstances: it was announced',
    );
  });

  test('are not used up by a call with a wrong signature', async () => {
    const emulator = world();
    emulator.expect({ action: 'DescribeInstances' });
    expect((await ask(emulator, { secretKey: 'wrong' })).code).toBe(4100);
    expect((await ask(emulator)).code).toBe(0);
  });
});

test('through a client, the error says what was unexpected', async () => {
  const emulator = world();
  emulator.expect({ action: 'StartInstances' });
  const cvm = createCvm({
    region: 'gz',
    credentials: emulator.credentials,
    transport: emulator,
    runtime: emulator.runtime,
    retry: false,
  });
  const error: unknown = await cvm.stopInstances({ instanceIds: [id] }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ cause: { name: 'UnexpectedCallError' } });
  expect(() => emulator.assertNoUnexpectedCalls()).toThrow('unexpected StopInstances');
});

test('through a client, a call that was not expected is not tried again', async () => {
  const emulator = world();
  emulator.expect({ action: 'StartInstances' });
  const { credentials, runtime } = emulator;
  const cvm = createCvm({ region: 'gz', credentials, transport: emulator, runtime });
  const error: unknown = await cvm.describeInstances().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    name: 'TransportError',
    message: expect.stringContaining(
      'unexpected DescribeInstances: announced were StartInstances; the nearest is StartInstances',
    ),
    attempts: 1,
    retryable: false,
    cause: { name: 'UnexpectedCallError' },
  });
  expect(emulator.unexpectedCalls).toHaveLength(1);
});

describe('the request log', () => {
  test('has the parameters with their types, the outcome, and no secrets', async () => {
    const emulator = createEmulator({
      clock: 'manual',
      accounts: [
        { id: '42', keys: [{ secretId: 'AKIDtemporary', secretKey: 'the-secret-key', token: 'the-token' }] },
      ],
      instances: fleet().running(1, { unInstanceId: id }),
    });
    await ask(emulator, {
      action: 'StopInstances',
      parameters: { ...idList([id, 'ins-2']), forceStop: '1' },
      token: 'the-token',
      nonce: '7',
      region: 'gz',
    });
    const logged = emulator.requests.last();
    expect(logged).toEqual({
      id: 1,
      at: Date.UTC(2026, 0, 1),
      duration: 0,
      adapter: 'server',
      method: 'GET',
      scheme: 'https',
      host: 'cvm.api.qcloud.com',
      path: '/v2/index.php',
      action: 'StopInstances',
      region: 'gz',
      secretId: 'AKIDtemporary',
      account: '42',
      parameters: {
        'instanceIds.0': id,
        'instanceIds.1': 'ins-2',
        forceStop: '1',
        Action: 'StopInstances',
        Region: 'gz',
        Timestamp: '1767225600',
        Nonce: '7',
        SecretId: 'AKIDtemporary',
        SignatureMethod: 'HmacSHA256',
        Token: '[redacted]',
        Signature: '[redacted]',
      },
      input: { instanceIds: [id, 'ins-2'], forceStop: 1 },
      outcome: {
        kind: 'answered',
        status: 200,
        code: 5400,
        message: 'the operation failed for 1 of 2 instances',
        refusedBy: 'operation',
        results: { [id]: 0, 'ins-2': 5000 },
      },
      faults: [],
    });
  });

  test('never shows a SecretKey or Password that was sent by mistake', async () => {
    const emulator = world();
    await ask(emulator, { parameters: { SecretKey: 'oops', password: 'oops', 'a.token': 'oops' } });
    expect(JSON.stringify(emulator.requests.list())).not.toContain('oops');
  });

  test('filters, counts, forgets the oldest, and can be emptied', async () => {
    const emulator = world({ maxLogged: 3 });
    await ask(emulator);
    await ask(emulator, { secretKey: 'wrong' });
    await ask(emulator, { action: 'StopInstances', parameters: idList([id]) });
    await ask(emulator);
    const ids = (filter: Parameters<Emulator['requests']['list']>[0]): number[] =>
      emulator.requests.list(filter).map((entry) => entry.id);
    expect(ids({})).toEqual([2, 3, 4]);
    expect(ids({ code: 4100 })).toEqual([2]);
    expect(ids({ action: 'DescribeInstances' })).toEqual([2, 4]);
    expect(ids({ after: 3 })).toEqual([4]);
    expect(ids({ account: emulator.accounts.list()[0]?.id ?? '' })).toEqual([2, 3, 4]);
    expect(emulator.requests.total).toBe(4);
    expect(emulator.requests.get(1)).toBeUndefined();
    await expect(emulator.requests.explain(1)).rejects.toThrow('the log has no request 1 any more');
    emulator.requests.clear();
    expect(emulator.requests.list()).toEqual([]);
  });

  test('changing an entry does not change the log', async () => {
    const emulator = world();
    await ask(emulator, { action: 'StopInstances', parameters: idList([id]) });
    const input = emulator.requests.last()?.input?.['instanceIds'] as string[];
    input.push('ins-injected');
    expect(emulator.requests.last()?.input).toMatchObject({ instanceIds: [id] });
  });
});

test('control characters of a caller never reach a message', async () => {
  const emulator = world();
  const call = request(emulator);
  const answer = await emulator.handle({ ...call, query: `${call.query}&searchWord=%1b%5b31m&searchWord=x` });
  expect(bodyOf(answer).code).toBe(4000);
  expect((await ask(emulator, { region: '\u001b[31mred' })).message).not.toContain('\u001b');
});
