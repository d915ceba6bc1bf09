import { describe, expect, test } from 'vitest';
import { createEmulator } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import { CheckOrderError, orderChecks } from '../../../src/protocols/order.js';
import type { CheckName } from '@qcvm/mock';
import { checkNames, checksV2 } from '../../../src/protocols/v2/checks/checks.js';
import { NonceStore } from '../../../src/protocols/nonces.js';
import { QuotaCounter } from '../../../src/accounts/quota.js';
import { defaultProtocolBehaviour } from '../../../src/protocols/v2/behaviour.js';
import type { Quota } from '@qcvm/client/descriptors';
import { ask, bodyOf, idList, rawRequest, request } from '../support.js';
import type { Asked } from '../support.js';

const now = Date.UTC(2026, 0, 1) / 1000;
const id = 'ins-00000001';
const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: 'manual',
    onUnexpected: 'answer',
    instances: [{ unInstanceId: id }, { unInstanceId: 'ins-00000002' }],
    ...options,
  });
const codeOf = async (asked: Asked, options: EmulatorOptions = {}): Promise<number> =>
  (await ask(world(options), asked)).code;
const messageOf = async (asked: Asked, options: EmulatorOptions = {}): Promise<string> =>
  (await ask(world(options), asked)).message;

describe('the last value that is accepted, and the first that is not', () => {
  test.each<[what: string, passes: Asked, fails: Asked, code: number]>([
    ['an Action is a name', { action: 'StopInstances9' }, { action: 'Stop-Instances' }, 4000],
    ['from its first character', { action: 'S9' }, { action: '9S' }, 4000],
    ['to its last', { action: 'S' }, { action: 'S ' }, 4000],
    ['a Nonce is positive', { nonce: '1' }, { nonce: '00' }, 4000],
    ['of 20 digits', { nonce: '9'.repeat(20) }, { nonce: '9'.repeat(21) }, 4000],
    ['leading zeros aside', { nonce: `0${'9'.repeat(20)}` }, { nonce: 'x1' }, 4000],
    ['and nothing else', { nonce: '10' }, { nonce: '1x' }, 4000],
    [
      'a Timestamp has seconds',
      { change: { Timestamp: '99999999999' } },
      { change: { Timestamp: '100000000000' } },
      4000,
    ],
    ['in digits', { change: { Timestamp: `0${now}` } }, { change: { Timestamp: `${now}s` } }, 4000],
    ['only digits', { change: { Timestamp: `${now}` } }, { change: { Timestamp: `+${now}` } }, 4000],
    ['few', { change: { Timestamp: `${now}` } }, { change: { Timestamp: `0000000${now}` } }, 4000],
  ])('%s', async (_what, passes, fails, code) => {
    // What passes this check may be refused by a later one, which is what shows that it has passed.
    expect(await codeOf(passes)).not.toBe(4000);
    expect(await codeOf(fails)).toBe(code);
  });

  test('a form is recognised by its type, in any spelling, and nothing else is one', async () => {
    const type = (text: string): Promise<number> =>
      codeOf({ method: 'POST', headers: { 'content-type': text } });
    expect(await type('application/x-www-form-urlencoded')).toBe(0);
    expect(await type(' Application/X-WWW-Form-Urlencoded ; charset=utf-8')).toBe(0);
    expect(await type('application/x-www-form-urlencoded2')).toBe(4000);
    expect(await type('text/application/x-www-form-urlencoded')).toBe(4000);
    expect(await type('')).toBe(4000);
    const emulator = world();
    const { headers: _headers, ...untyped } = request(emulator, { method: 'POST' });
    expect(bodyOf(await emulator.handle({ ...untyped, headers: {} })).code).toBe(0);
    // A GET has no body, so it does not matter of which type it says that it is.
    expect(await codeOf({ headers: { 'content-type': 'application/json' } })).toBe(0);
  });

  test('a temporary key works until the moment at which it expires', async () => {
    const accounts = [
      { keys: [{ secretId: 'AKIDbrief', secretKey: 'x', token: 't', expiresAt: (now + 10) * 1000 }] },
    ];
    const emulator = world({ accounts });
    emulator.clock.advance(9_999);
    expect((await ask(emulator, { token: 't' })).code).toBe(0);
    emulator.clock.advance(1);
    expect((await ask(emulator, { token: 't' })).code).toBe(4105);
    const lasting = [{ keys: [{ secretId: 'AKIDlong', secretKey: 'x', token: 't' }] }];
    expect(await codeOf({ token: 't' }, { accounts: lasting })).toBe(0);
  });

  test('an empty Token counts as absent', async () => {
    expect(await codeOf({ token: '' })).toBe(0);
    expect(
      await messageOf(
        { token: '' },
        {
          accounts: [{ keys: [{ secretId: 'AKIDbrief', secretKey: 'x', token: 't' }] }],
        },
      ),
    ).toMatch(/missing/);
  });
});

describe('where a missing parameter may have gone', () => {
  const raw = async (
    call: Parameters<typeof rawRequest>[0] & { query?: string; body?: string },
  ): Promise<string> => {
    const { query, body, ...rest } = call;
    const made = rawRequest(rest);
    return bodyOf(await world().handle({ ...made, query: query ?? made.query, body: body ?? made.body }))
      .message;
  };

  test('in the other part of the request, if it is there', async () => {
    const form = 'Action=DescribeInstances&Timestamp=1&Nonce=1&SecretId=x';
    const signed = `${form}&Signature=y`;
    expect(await raw({ method: 'POST', form, query: 'Signature=y' })).toMatch(
      /^Signature: .*query string of a POST/,
    );
    expect(await raw({ method: 'POST', form, query: 'Nonce=1' })).toBe('Signature: missing');
    expect(await raw({ form, body: 'Signature=y' })).toMatch(/^Signature: .*body of a GET/);
    expect(await raw({ form, body: 'Nonce=1' })).toBe('Signature: missing');
    expect(await raw({ method: 'POST', form: '', body: '', query: signed })).toMatch(
      /^Action: .*query string/,
    );
  });

  test('distinguishes a header of API 3.0 from other headers', async () => {
    const form = 'Action=DescribeInstances&Timestamp=1&Nonce=1&SecretId=x';
    expect(await raw({ form, headers: { authorization: 'Basic x' } })).toBe('Signature: missing');
    expect(await raw({ form, headers: { authorization: 'TC3-HMAC-SHA256 …' } })).toMatch(/API 3\.0/);
  });

  test('a public parameter that is present is not taken for a misspelt one', async () => {
    // SignatureMethod is near to Signature, but means itself.
    expect(await messageOf({ tamper: { Signature: undefined } })).toBe('Signature: missing');
  });
});

describe('hosts and regions', () => {
  test('the host of the module, with any port and in any case, or a name of this machine', async () => {
    for (const host of [
      'CVM.api.qcloud.com',
      'cvm.api.qcloud.com:443',
      'localhost:1',
      '127.0.0.1',
      '[::1]:80',
    ])
      expect(await codeOf({ host }), host).toBe(0);
    for (const host of ['api.qcloud.com', 'xcvm.api.qcloud.com', 'cvm.api.qcloud.com.example'])
      expect(await codeOf({ host }), host).toBe(6100);
    expect(await codeOf({ host: 'other:1' }, { behaviour: { hosts: ['other:2'] } })).toBe(6100);
  });

  test('a wrong path is refused on every host', async () => {
    expect(await codeOf({ path: '/v2/index' })).toBe(6100);
    expect(await codeOf({ path: '/v2/index', host: 'localhost' })).toBe(6100);
  });

  test('without Region, an option makes Guangzhou the default', async () => {
    const emulator = world({
      behaviour: { missingRegion: 'default' },
      instances: [{ unInstanceId: id }, { unInstanceId: 'ins-bj', region: 'ap-beijing' }],
    });
    const { instanceSet } = await ask(emulator, { region: null });
    expect(instanceSet?.map(({ unInstanceId }) => unInstanceId)).toEqual([id]);
  });

  test('a region of the options is accepted under its own name', async () => {
    const emulator = world({ behaviour: { regions: ['ap-mars'] } });
    expect((await ask(emulator, { region: 'ap-mars' })).totalCount).toBe(0);
    expect((await ask(emulator, { region: 'ap-mars2' })).message).toMatch(/ap-mars\?/);
    expect((await ask(emulator, { region: 'ap-guangzhou' })).totalCount).toBe(2);
  });

  test('an unknown Action with a Version is reported as one of API 3.0', async () => {
    const options: EmulatorOptions = { behaviour: { checkOrder: ['action'] } };
    const asked = { action: 'RunInstances', change: { Version: '3.0' } };
    expect(await messageOf(asked, options)).toMatch(/RunInstances.*3\.0/);
    expect(await messageOf({ action: 'RunInstances' }, options)).not.toMatch(/Version/);
  });
});

test('a message names five problems, and says how many more there are', async () => {
  const parameters = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`wrong${index}`, 'x']));
  const five = await messageOf({ parameters: parameters(5) });
  expect(five).toMatch(/wrong0.*wrong4/);
  expect(five).not.toMatch(/more/);
  const seven = await messageOf({ parameters: parameters(7) });
  expect(seven).toMatch(/wrong4.* 2 more/);
  expect(seven).not.toMatch(/wrong5/);
});

test('options set the largest batch, and whether ids may repeat', async () => {
  const stop = { action: 'StopInstances', parameters: idList([id, 'ins-00000002']) };
  expect(await codeOf(stop, { behaviour: { maxBatch: 2 } })).toBe(0);
  expect(await codeOf(stop, { behaviour: { maxBatch: 1 } })).toBe(4000);
  const twice = { action: 'StopInstances', parameters: idList([id, id]) };
  expect(await codeOf(twice)).toBe(0);
  expect(await codeOf(twice, { behaviour: { duplicateIds: 'refuse' } })).toBe(4000);
});

describe('permissions', () => {
  const account = (rules: object): EmulatorOptions => ({
    accounts: [{ keys: [{ secretId: 'AKIDsome', secretKey: 'x', ...rules }] }],
  });

  test('a batch is refused with the names of all instances that the key may not touch', async () => {
    const stop = { action: 'StopInstances', parameters: idList([id, 'ins-00000002']) };
    const refusal = await messageOf(stop, account({ mayNot: { instances: [id, 'ins-00000002'] } }));
    expect(refusal).toMatch(/AKIDsome.*ins-00000001, ins-00000002/);
    expect(await codeOf(stop, account({ mayNot: { instances: ['ins-00000003'] } }))).toBe(0);
    expect(await codeOf(stop, account({ may: { instances: [id] } }))).toBe(4102);
    expect(await codeOf(stop, account({ may: { instances: [id, 'ins-00000002'] } }))).toBe(0);
    // An instance that does not exist looks the same as one that the permission excludes.
    const unknown = { action: 'StopInstances', parameters: idList(['ins-unknown']) };
    expect(await codeOf(unknown, account({ may: { instances: [id] } }))).toBe(5100);
  });

  test('an option lets a batch continue without the instances that the key may not touch', async () => {
    const options = account({ mayNot: { instances: [id] } });
    const stop = { action: 'StopInstances', parameters: idList([id, 'ins-00000002']) };
    expect(await codeOf(stop, { ...options, behaviour: { unauthorizedInstance: 'instance' } })).toBe(5400);
  });

  test('an Action that the key may not call is refused, others are not', async () => {
    const rules = account({ mayNot: { actions: ['StopInstances'] } });
    expect(await codeOf({ action: 'StopInstances', parameters: idList([id]) }, rules)).toBe(4101);
    expect(await codeOf({}, rules)).toBe(0);
  });
});

describe('the order of the checks', () => {
  const namesOf = (named: readonly CheckName[]): readonly CheckName[] =>
    orderChecks(checksV2, named).map(({ name }) => name);

  test('is the default, except for checks that are named: these come first, in that order', () => {
    expect(namesOf([])).toEqual(checkNames);
    const [first, second, ...rest] = namesOf(['version', 'host']);
    expect([first, second]).toEqual(['version', 'host']);
    expect(rest).toEqual(checkNames.filter((name) => name !== 'version' && name !== 'host'));
    expect(orderChecks(checksV2, ['host']).every(({ check }) => typeof check === 'function')).toBe(true);
  });

  test.each<[CheckName, CheckName]>([
    ['secretId', 'publicParameters'],
    ['keyStatus', 'secretId'],
    ['token', 'secretId'],
    ['signature', 'secretId'],
    ['account', 'secretId'],
    ['timestamp', 'publicParameters'],
    ['nonce', 'signature'],
    ['quota', 'secretId'],
    ['actionPermission', 'action'],
    ['parameters', 'action'],
    ['expectation', 'parameters'],
    ['instancePermission', 'region'],
  ])('%s cannot come before %s, as it needs its result', (name, needed) => {
    const early = [
      ...checkNames.slice(
        0,
        checkNames.findIndex((other) => other === needed),
      ),
      name,
    ];
    expect(() => orderChecks(checksV2, early)).toThrow(CheckOrderError);
    expect(() => orderChecks(checksV2, early)).toThrow(`${name} needs what ${needed}`);
    expect(() => orderChecks(checksV2, [...early.slice(0, -1), needed])).not.toThrow();
  });

  test('an unknown check is refused with the list of checks', () => {
    expect(() => orderChecks(checksV2, ['toString' as 'nonce'])).toThrow(
      /"toString".*protocol, publicParameters/,
    );
  });
});

describe('a wrong signature', () => {
  test('is explained in the answer only with an option', async () => {
    const wrong: Asked = { tamper: { Signature: 'bm90IGl0' } };
    const brief = await messageOf(wrong);
    const long = await messageOf(wrong, { explainSignatures: 'response' });
    expect(long.startsWith(brief)).toBe(true);
    expect(long.length).toBeGreaterThan(brief.length + 10);
    expect(brief).toContain(world().credentials.secretId);
  });
});

describe('the quota of an account of its own', () => {
  const quotas = async (own: object, options: EmulatorOptions, calls = 4): Promise<readonly number[]> => {
    const emulator = world({
      accounts: [{ keys: [{ secretId: 'AKIDq', secretKey: 'x' }], ...own }],
      ...options,
    });
    const codes: number[] = [];
    for (let call = 0; call < calls; call++) codes.push((await ask(emulator)).code);
    return codes;
  };

  test('replaces that of the emulator, whether higher or lower', async () => {
    const tight: EmulatorOptions = { quota: [{ calls: 2, seconds: 60, per: 'action' }] };
    expect(await quotas({}, tight)).toEqual([0, 0, 4400, 4400]);
    expect(await quotas({ quota: [{ calls: 3, seconds: 60, per: 'action' }] }, tight)).toEqual([
      0, 0, 0, 4400,
    ]);
    expect(await quotas({ quota: false }, tight)).toEqual([0, 0, 0, 0]);
    expect(await quotas({ quota: [{ calls: 3, seconds: 60, per: 'service' }] }, tight)).toEqual([
      0, 0, 0, 4400,
    ]);
    expect(await quotas({ quota: [{ calls: 1, seconds: 60, per: 'service' }] }, { quota: false })).toEqual([
      0, 4400, 4400, 4400,
    ]);
    expect(await quotas({ quota: [{ calls: 1, seconds: 60, per: 'action' }] }, { quota: false })).toEqual([
      0, 4400, 4400, 4400,
    ]);
    expect(await quotas({}, { quota: false })).toEqual([0, 0, 0, 0]);
  });

  test('of all Actions is not reported as the one of an Action', async () => {
    const emulator = world({ quota: [{ calls: 1, seconds: 60, per: 'service' }] });
    await ask(emulator);
    emulator.clock.advance(20_000);
    const { message } = await ask(emulator);
    expect(message).toMatch(/more than 1 calls.* 40000 ms/);
    expect(message).not.toMatch(/DescribeInstances|undefined/);
  });

  test('unknown Actions share one counter, so that they take no memory', async () => {
    const emulator = world({
      quota: [
        { calls: 2, seconds: 60, per: 'action' },
        { calls: 100, seconds: 60, per: 'service' },
      ],
    });
    const codes: number[] = [];
    for (const action of ['InventA', 'InventB', 'InventC'])
      codes.push((await ask(emulator, { action })).code);
    expect(codes).toEqual([6100, 6100, 4400]);
    expect(Object.keys(Object.values(emulator.snapshot().quota)[0] ?? {})).toHaveLength(2);
    expect((await ask(emulator)).code).toBe(0);
  });
});

describe('the counter behind the quota', () => {
  const quotas: readonly Quota[] = [
    { calls: 3_000, seconds: 60, per: 'action' },
    { calls: 5_000, seconds: 60, per: 'service' },
  ];
  const call = { account: 'a', service: 'cvm', action: 'X', quotas };

  test('a restored counter continues from its snapshot, without earlier calls', () => {
    const counter = new QuotaCounter();
    const limits: readonly Quota[] = [
      { calls: 2, seconds: 60, per: 'action' },
      { calls: 10, seconds: 60, per: 'service' },
    ];
    counter.take({ ...call, now: 0, quotas: limits });
    counter.take({ ...call, now: 1_000, quotas: limits });
    const dump = counter.dump();
    const other = new QuotaCounter();
    other.take({ ...call, account: 'b', now: 0, quotas: limits });
    other.load(dump);
    expect(other.dump()).toEqual(dump);
    expect(other.take({ ...call, now: 2_000, quotas: limits })).toEqual({
      quota: limits[0],
      milliseconds: 58_000,
    });
  });

  test('thousands of calls that have left the window are dropped, and those in it still count', () => {
    const counter = new QuotaCounter();
    for (let now = 0; now < 200_000; now += 50) expect(counter.take({ ...call, now })).toBeUndefined();
    expect(counter.dump()['a']?.['cvm/X 60 s']).toEqual(
      Array.from({ length: 1_200 }, (_, index) => 140_000 + 50 * index),
    );
    const limits: readonly Quota[] = [
      { calls: 1_200, seconds: 60, per: 'action' },
      { calls: 5_000, seconds: 60, per: 'service' },
    ];
    expect(counter.take({ ...call, now: 199_999, quotas: limits })).toMatchObject({ milliseconds: 1 });
    expect(counter.take({ ...call, now: 200_000, quotas: limits })).toBeUndefined();
  });
});

describe('the Nonces that are remembered', () => {
  const use = (nonce: string, timestamp: number) => ({ secretId: 's', nonce, timestamp });
  const store = (behaviour: Partial<typeof defaultProtocolBehaviour> = {}): NonceStore =>
    new NonceStore({ ...defaultProtocolBehaviour, timestampWindow: 10, ...behaviour });

  test('are those whose Timestamp may still be accepted, to the second', () => {
    for (const nonceRememberedWith of ['timestamp', 'alone'] as const) {
      const nonces = store({ nonceRememberedWith });
      nonces.add(use('1', 100));
      expect(nonces.has(use('1', 100), 110)).toBe(true);
      expect(nonces.has(use('1', 100), 111)).toBe(false);
      expect(nonces.dump()).toEqual({});
    }
  });

  test('count once, even if they are used again', () => {
    const nonces = store({ maxNonces: 2 });
    for (let again = 0; again < 5; again++) nonces.add(use('1', 100));
    nonces.add(use('2', 101));
    expect(nonces.dump()).toEqual({
      s: [
        ['1', 100],
        ['2', 101],
      ],
    });
    nonces.add(use('3', 99));
    // The one with the oldest Timestamp goes, even when it came last.
    expect(nonces.dump()).toEqual({
      s: [
        ['1', 100],
        ['2', 101],
      ],
    });
  });

  test('are forgotten together with their Timestamp, and may be used again', () => {
    const nonces = store({ nonceRememberedWith: 'alone', maxNonces: 2 });
    for (const nonce of ['1', '2']) nonces.add(use(nonce, 100));
    nonces.add(use('3', 101));
    expect(nonces.dump()).toEqual({ s: [['3', 101]] });
    expect(['1', '2', '3'].map((nonce) => nonces.has(use(nonce, 101), 101))).toEqual([false, false, true]);
    nonces.add(use('4', 101));
    expect(nonces.dump()).toEqual({
      s: [
        ['3', 101],
        ['4', 101],
      ],
    });
  });

  test('are gone when the store is cleared', () => {
    const nonces = store();
    nonces.add(use('1', 100));
    nonces.clear();
    expect(nonces.has(use('1', 100), 100)).toBe(false);
  });

  test('belong to one key, and not to another', () => {
    const nonces = store({ nonceRememberedWith: 'alone' });
    nonces.add(use('1', 100));
    expect(nonces.has({ ...use('1', 100), secretId: 'other' }, 100)).toBe(false);
    expect(nonces.has(use('1', 105), 100)).toBe(true);
    expect(store().has(use('1', 105), 100)).toBe(false);
  });
});
