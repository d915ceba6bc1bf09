import { describe, expect, test } from 'vitest';
import { createEmulator, Fleet, fleet, OptionsError, parseScenario } from '@qcvm/mock';
import type { EmulatorOptions } from '@qcvm/mock';
import { ask, batch, bodyOf, request } from '../support.js';

describe('a fleet', () => {
  test('is built in steps, each of them a value', () => {
    const web = fleet('ap-guangzhou').running(2, { instanceName: 'web' });
    const both = web
      .stubborn()
      .in('bj')
      .of('100002')
      .shutDown(1, { projectId: 7 })
      .inStatus('upgrading')
      .instance({ unInstanceId: 'ins-x' });
    expect(web.seeds()).toEqual([
      { region: 'ap-guangzhou', status: 'running', instanceName: 'web', count: 2 },
    ]);
    expect(both).toBeInstanceOf(Fleet);
    expect(both.seeds()).toEqual([
      { region: 'ap-guangzhou', status: 'running', instanceName: 'web', count: 2 },
      { region: 'ap-guangzhou', status: 'running', stubborn: true },
      { region: 'bj', account: '100002', status: 'shutDown', projectId: 7 },
      { region: 'bj', account: '100002', status: 'upgrading' },
      { region: 'bj', account: '100002', unInstanceId: 'ins-x' },
    ]);
  });

  test('accepts zero instances', () => {
    expect(createEmulator({ instances: fleet().running(0) }).instances.count).toBe(0);
  });
});

const scenario = {
  $schema: './scenario.schema.json',
  seed: 7,
  clock: { mode: 'manual', start: '2026-05-01T00:00:00Z' },
  accounts: [
    { id: '100001', keys: [{ secretId: 'AKIDone', secretKey: 'key', may: { actions: ['StopInstances'] } }] },
  ],
  instances: [
    { unInstanceId: 'ins-web', region: 'gz', stubborn: true },
    { count: 3, region: 'ap-beijing', status: 'shutDown', becomes: { status: 'starting', after: 1000 } },
  ],
  durations: { stop: 1000 },
  faults: [{ fault: { kind: 'code', code: 6200 }, action: 'StopInstances', times: 1 }],
  quota: [{ calls: 10, seconds: 60, per: 'service' }],
  behaviour: { maxBatch: 5 },
};

test('a scenario is data', async () => {
  const emulator = createEmulator(parseScenario(JSON.parse(JSON.stringify(scenario))));
  expect(emulator.instances.list().map(({ region, statusName }) => `${region} ${statusName}`)).toEqual([
    'ap-guangzhou running',
    'ap-beijing shutDown',
    'ap-beijing shutDown',
    'ap-beijing shutDown',
  ]);
  const stop = { action: 'StopInstances', ids: ['ins-web'], force: true };
  expect((await batch(emulator, stop)).code).toBe(6200);
  expect((await batch(emulator, stop)).code).toBe(0);
  emulator.clock.advance(3000);
  expect(emulator.instances.get('ins-web').statusName).toBe('shutDown');
  expect((await ask(emulator)).code).toBe(4101);
});

/** Wrong scenarios, and everything that must be said of them. */
const wrong: readonly [value: unknown, ...problems: string[]][] = [
  [null, 'expected an object, got null'],
  [[], 'expected an object, got a list of 0'],
  [{ instance: [] }, 'instance: unknown (did you mean instances?)'],
  [{ seed: 1.5 }, 'seed: expected an integer, got 1.5'],
  [{ instances: [{ stauts: 'running' }] }, 'instances.0.stauts: unknown (did you mean status?)'],
  [
    { instances: [{ status: 'runing' }] },
    `instances.0.status: expected creationFailed, failure, running, creating, shutDown, returned, returning, rebooting, starting, shuttingDown, resettingPassword, formatting, makingImage, settingBandwidth, reinstallingSystem, bindingDomain, unbindingDomain, bindingLoadBalancer, unbindingLoadBalancer, upgrading, deliveringKey, got "runing" (did you mean running?)`,
  ],
  [{ instances: [{ becomes: { status: 2 } }] }, 'instances.0.becomes.after: missing'],
  [
    {
      instances: [{ instanceId: 'ins-09dx96dg' }, { unInstanceId: 'ins-09dx96dg', instanceId: 'qcvm12345' }],
    },
    'instances.0.instanceId: expected an old id such as qcvm12345 (the id that begins with ins- is unInstanceId), got "ins-09dx96dg"',
  ],
  [{ instances: 'many' }, 'instances: expected a list, got "many"'],
  [
    { accounts: [{ keys: [{ secretId: 'x', secretKey: 7 }] }] },
    'accounts.0.keys.0.secretKey: expected a text that is not empty, got 7',
  ],
  [
    { accounts: [{ keys: [{ secretId: 'x', secretKey: '', status: 'on' }] }] },
    'accounts.0.keys.0.secretKey: expected a text that is not empty, got a text',
    'accounts.0.keys.0.status: expected active, disabled, got "on"',
  ],
  [{ clock: 'slow' }, 'clock: expected real, manual, accelerated, got "slow"'],
  [{ clock: { mode: 'manual', factor: 3 } }, 'clock.factor: unknown'],
  [
    { clock: { mode: 'manual', start: 'tomorrow' } },
    'clock.start: expected milliseconds since 1970, or a text such as 2026-01-01T00:00:00Z, got "tomorrow"',
  ],
  [
    { durations: { stop: -1, jitter: 2 } },
    'durations.stop: expected a number from 0 up, got -1',
    'durations.jitter: expected a number from 0 to 1, got 2',
  ],
  [{ faults: [{ action: 'StopInstances' }] }, 'faults.0.fault: missing'],
  [
    { faults: [{ fault: { kind: 'latncy', milliseconds: 5 } }] },
    'faults.0.fault.kind: expected latency, unreachable, drop, cut, gateway, code, clockSkew, partialFailure, duplicate, got "latncy" (did you mean latency?)',
  ],
  [{ faults: [{ fault: { kind: 'latency' } }] }, 'faults.0.fault.milliseconds: missing'],
  [{ quota: true }, 'quota: expected false or a list of quotas, got true'],
  [
    { behaviour: { checkOrder: ['signatur'] } },
    expect.stringContaining('behaviour.checkOrder.0: expected protocol,') as string,
  ],
  [{ behaviour: { maxBatch: 0 } }, 'behaviour.maxBatch: expected an integer from 1 up, got 0'],
  [{ runtime: {} }, 'runtime: unknown'],
];

test.each(wrong)('%j is refused', (value, ...problems) => {
  try {
    parseScenario(value);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(OptionsError);
    expect((error as OptionsError).problems).toEqual(problems);
  }
});

test('options in code are checked in the same way', () => {
  // What a program without types could pass.
  const untyped = { instances: fleet().running(1, { cpu: -1 }), runtime: { now: 5 } } as unknown;
  expect(() => createEmulator(untyped as EmulatorOptions)).toThrow(
    'emulator options: 2 problems\n- instances.0.cpu: expected an integer from 0 up, got -1\n- runtime.now: expected a function, got 5',
  );
  expect(() =>
    createEmulator({
      accounts: [
        { id: '1', keys: [] },
        { id: '1', keys: [] },
      ],
    }),
  ).toThrow('account 1 exists already');
  const key = { secretId: 'AKIDone', secretKey: 'x' };
  expect(() => createEmulator({ accounts: [{ keys: [key] }, { keys: [key] }] })).toThrow(
    'SecretId AKIDone exists already',
  );
});

describe('a snapshot', () => {
  const emulator = (): ReturnType<typeof createEmulator> =>
    createEmulator({ clock: 'manual', instances: fleet().running(2) });

  test('remembers how much of the quota is used, and which Nonces', async () => {
    const options = { clock: 'manual', quota: [{ calls: 2, seconds: 60, per: 'action' }] } as const;
    const [one, other] = [createEmulator(options), createEmulator(options)];
    const call = request(one);
    await one.handle(call);
    await ask(one);
    other.restore(one.snapshot());
    expect((await ask(other)).code).toBe(4400);
    expect(bodyOf(await other.handle(call)).code).toBe(4500);
    other.clock.advance(60_000);
    expect((await ask(other)).code).toBe(0);
  });

  test('shares no objects with the emulator', async () => {
    const one = emulator();
    const snapshot = one.snapshot();
    const text = JSON.stringify(snapshot);
    await batch(one, {
      action: 'StopInstances',
      ids: one.instances.list().map(({ unInstanceId }) => unInstanceId),
    });
    expect(JSON.stringify(snapshot)).toBe(text);
    one.restore(snapshot);
    one.clock.advance(5000);
    one.instances.add({});
    expect(JSON.stringify(snapshot)).toBe(text);
  });

  test.each<[string, (snapshot: Record<string, unknown>) => unknown, string]>([
    ['nothing', () => undefined, 'snapshot: expected an object, got nothing'],
    [
      'another format',
      (snapshot) => ({ ...snapshot, format: 'zip' }),
      'snapshot: format: expected qcvm-emulator-snapshot, got "zip"',
    ],
    ['another version', (snapshot) => ({ ...snapshot, version: 1 }), 'snapshot: version: expected 2, got 1'],
    ['a part missing', ({ nonces: _, ...rest }) => rest, 'snapshot: nonces: missing'],
    ['an instance without an account', (snapshot) => ({ ...snapshot, accounts: [] }), 'its account'],
    [
      'an instance twice',
      (snapshot) => ({ ...snapshot, instances: [snapshot['instances'], snapshot['instances']].flat() }),
      'there twice',
    ],
  ])('that is %s is refused, and nothing changes', (_what, change, message) => {
    const one = emulator();
    const before = JSON.stringify(one.snapshot());
    expect(() => one.restore(change(JSON.parse(before) as Record<string, unknown>))).toThrow(message);
    expect(JSON.stringify(one.snapshot())).toBe(before);
  });
});

describe('accounts', () => {
  test('can be added and changed, and are shown without secrets', async () => {
    const emulator = createEmulator({ clock: 'manual', seed: 3 });
    const added = emulator.accounts.add({
      keys: [
        {
          secretId: 'AKIDnew',
          secretKey: 'the-secret',
          token: 'the-token',
          expiresAt: '2026-01-01T01:00:00Z',
        },
      ],
    });
    expect(added).toEqual({
      id: expect.stringMatching(/^1\d{8}$/),
      blocked: false,
      keys: [{ secretId: 'AKIDnew', status: 'active', temporary: true, expiresAt: Date.UTC(2026, 0, 1, 1) }],
    });
    expect(JSON.stringify(emulator.accounts.list())).not.toMatch(/the-secret|the-token/);
    const asked = { secretId: 'AKIDnew', secretKey: 'the-secret', token: 'the-token' };
    expect((await ask(emulator, asked)).code).toBe(0);
    emulator.accounts.updateKey('AKIDnew', { secretKey: 'rotated' });
    expect((await ask(emulator, asked)).code).toBe(4100);
    expect((await ask(emulator, { ...asked, secretKey: 'rotated' })).code).toBe(0);
    emulator.accounts.block(added.id);
    expect((await ask(emulator, { ...asked, secretKey: 'rotated' })).code).toBe(4300);
    emulator.accounts.block(added.id, false);
    emulator.accounts.removeKey('AKIDnew');
    expect((await ask(emulator, asked)).code).toBe(4104);
    expect(emulator.accounts.addKey({ secretId: 'AKIDmore', secretKey: 'x' }, added.id)).toMatchObject({
      status: 'active',
      temporary: false,
    });
  });

  test('have their own instances and quota', async () => {
    const emulator = createEmulator({
      clock: 'manual',
      accounts: [
        {
          id: '1',
          keys: [{ secretId: 'AKIDone', secretKey: 'x' }],
          quota: [{ calls: 1, seconds: 60, per: 'action' }],
        },
        { id: '2', keys: [{ secretId: 'AKIDtwo', secretKey: 'x' }], quota: false },
      ],
      quota: [{ calls: 2, seconds: 60, per: 'action' }],
      instances: fleet('gz', '2').running(2),
    });
    const as = (secretId: string): Promise<{ code: number; totalCount?: number }> =>
      ask(emulator, { secretId, secretKey: 'x' });
    expect(await as('AKIDone')).toMatchObject({ code: 0, totalCount: 0 });
    expect(await as('AKIDone')).toMatchObject({ code: 4400 });
    for (let call = 0; call < 5; call++)
      expect(await as('AKIDtwo')).toMatchObject({ code: 0, totalCount: 2 });
  });

  test.each([
    [() => createEmulator().accounts.updateKey('AKIDunknown', {}), 'SecretId AKIDunknown does not exist'],
    [() => createEmulator().accounts.removeKey('AKIDunknown'), 'SecretId AKIDunknown does not exist'],
    [() => createEmulator().accounts.block('unknown'), 'account unknown does not exist'],
    [() => createEmulator({ accounts: [] }).credentials, 'no account has an active key'],
  ])('%#: an unknown account, key or instance is reported', (act, message) => expect(act).toThrow(message));
});
