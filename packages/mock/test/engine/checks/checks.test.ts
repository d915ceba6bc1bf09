import { describe, expect, test } from 'vitest';
import { checkNames, createEmulator, fleet, type CheckName } from '@qcvm/mock';
import type { Emulator, EmulatorOptions, IncomingCall } from '@qcvm/mock';
import { ask, bodyOf, encoded, freshNonce, idList, rawRequest, request, stateOf } from '../support.js';
import type { Asked } from '../support.js';

const now = Date.UTC(2026, 0, 1) / 1000;
const secretKey = 'theSecretKeyOfTheTestAccount1234';
const id = 'ins-00000001';

/** One account with keys of every kind, and a fleet of one. */
const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: 'manual',
    onUnexpected: 'answer',
    accounts: [
      {
        id: '100001',
        keys: [
          { secretId: 'AKIDactive', secretKey },
          { secretId: 'AKIDdisabled', secretKey, status: 'disabled' },
          { secretId: 'AKIDtemporary', secretKey, token: 'the-token', expiresAt: (now + 3600) * 1000 },
          { secretId: 'AKIDexpired', secretKey, token: 'the-token', expiresAt: (now - 1) * 1000 },
          { secretId: 'AKIDreader', secretKey, may: { actions: ['DescribeInstances'] } },
          { secretId: 'AKIDlimited', secretKey, mayNot: { instances: [id] } },
        ],
      },
      { id: '100002', blocked: true, keys: [{ secretId: 'AKIDblocked', secretKey }] },
    ],
    instances: fleet('ap-guangzhou')
      .running(1, { unInstanceId: id })
      .in('ap-shanghai')
      .running(1, { unInstanceId: 'ins-shanghai' }),
    ...options,
  });

const stop = { action: 'StopInstances', parameters: idList([id]) } as const;

/** One line for each way to be refused: the check, the request, the code, and what the message must say. */
const refusals: readonly [check: string, what: string, asked: Asked, code: number, message: RegExp][] = [
  ['protocol', 'plain http', { scheme: 'http' }, 4600, /cvm\.api\.qcloud\.com.*https/],
  ['publicParameters', 'another method', { method: 'PUT' }, 4000, /PUT.*GET and POST/],
  [
    'publicParameters',
    'JSON',
    { method: 'POST', headers: { 'content-type': 'application/json' } },
    4000,
    /application\/json.*form-urlencoded/,
  ],
  ['publicParameters', 'no Action', { tamper: { Action: undefined } }, 4000, /^Action: missing/],
  ['publicParameters', 'no Timestamp', { tamper: { Timestamp: undefined } }, 4000, /^Timestamp: missing/],
  ['publicParameters', 'no Nonce', { tamper: { Nonce: undefined } }, 4000, /^Nonce: missing/],
  ['publicParameters', 'no SecretId', { tamper: { SecretId: undefined } }, 4000, /^SecretId: missing/],
  ['publicParameters', 'no Signature', { tamper: { Signature: undefined } }, 4000, /^Signature: missing/],
  [
    'publicParameters',
    'a misspelt SecretId',
    { tamper: { SecretId: undefined, SecretID: 'AKIDactive' } },
    4000,
    /SecretId: missing \(did you mean SecretID\?\)/,
  ],
  ['publicParameters', 'an empty Nonce', { tamper: { Nonce: '' } }, 4000, /^Nonce: empty/],
  ['publicParameters', 'Nonce 0', { tamper: { Nonce: '0' } }, 4000, /Nonce: "0" is not a positive integer/],
  ['publicParameters', 'a negative Nonce', { tamper: { Nonce: '-5' } }, 4000, /Nonce/],
  [
    'publicParameters',
    'Timestamp in milliseconds',
    { tamper: { Timestamp: `${now * 1000}` } },
    4000,
    /milliseconds.*seconds since 1970/,
  ],
  [
    'publicParameters',
    'Timestamp as a date',
    { tamper: { Timestamp: '2026-01-01' } },
    4000,
    /whole number of seconds/,
  ],
  ['publicParameters', 'an Action that is no name', { tamper: { Action: 'Stop Instances' } }, 4000, /Action/],
  [
    'secretId',
    'an unknown SecretId',
    { secretId: 'AKIDactice' },
    4104,
    /AKIDactice does not exist \(did you mean AKIDactive\?\)/,
  ],
  ['keyStatus', 'a disabled key', { secretId: 'AKIDdisabled' }, 4100, /AKIDdisabled is disabled/],
  ['token', 'a temporary key without Token', { secretId: 'AKIDtemporary' }, 4105, /missing.*temporary/],
  ['token', 'another Token', { secretId: 'AKIDtemporary', token: 'other' }, 4105, /not the one/],
  [
    'token',
    'a key that has expired',
    { secretId: 'AKIDexpired', token: 'the-token' },
    4105,
    /expired at 2025-12-31/,
  ],
  ['token', 'a Token with a lasting key', { token: 'the-token' }, 4105, /not a temporary one/],
  ['signature', 'another SecretKey', { secretKey: 'another' }, 4100, /^Signature: not the one/],
  ['signature', 'a parameter added after signing', { tamper: { RequestClient: 'x' } }, 4100, /^Signature/],
  ['account', 'a blocked account', { secretId: 'AKIDblocked' }, 4300, /100002 is blocked/],
  ['timestamp', 'a Timestamp too old', { timestamp: now - 301 }, 4200, /301 s behind.*300/],
  ['timestamp', 'a Timestamp too far ahead', { timestamp: now + 301 }, 4500, /301 s ahead/],
  [
    'host',
    'the host of no module',
    { host: 'no-such-module.api.qcloud.com' },
    6100,
    /no-such-module\.api\.qcloud\.com.*cvm\.api\.qcloud\.com/,
  ],
  ['host', 'another path', { path: '/' }, 6100, /path \/.*\/v2\/index\.php/],
  [
    'version',
    'a Version that is none',
    { parameters: { Version: '3.0', 'InstanceIds.1': id }, action: 'StopInstances' },
    4000,
    /3\.0.*instanceIds\.0/,
  ],
  ['action', 'an unknown Action', { action: 'StopInstance' }, 6100, /did you mean StopInstances\?/],
  ['region', 'no Region', { region: null }, 4000, /^Region: missing/],
  ['region', 'an unknown Region', { region: 'ap-guangzou' }, 4000, /did you mean ap-guangzhou\?/],
  [
    'actionPermission',
    'an Action without permission',
    { secretId: 'AKIDreader', ...stop },
    4101,
    /AKIDreader may not call StopInstances/,
  ],
  ['parameters', 'no ids', { action: 'StopInstances' }, 4000, /^instanceIds\.0: missing/],
  [
    'parameters',
    'a misspelt parameter',
    { action: 'StopInstances', parameters: { ...idList([id]), forcestop: '1' } },
    4000,
    /forcestop.*did you mean forceStop\?/,
  ],
  [
    'instancePermission',
    'an instance without permission',
    { secretId: 'AKIDlimited', ...stop },
    4102,
    /may not touch ins-00000001/,
  ],
];

test.each(refusals)('%s: %s', async (check, _what, asked, code, message) => {
  const emulator = world();
  const before = stateOf(emulator);
  const answer = await ask(emulator, { secretKey, ...asked });
  expect(answer.code).toBe(code);
  expect(answer.message).toMatch(message);
  expect(emulator.requests.last()?.outcome).toMatchObject({ kind: 'answered', code, refusedBy: check });
  expect(stateOf(emulator)).toBe(before);
});

test('every check is in the table above, in the order of the checks', () => {
  const shown = [...new Set(refusals.map(([check]) => check))];
  // Those that need more than one request have tests of their own.
  expect(shown).toEqual(checkNames.filter((name) => !['nonce', 'quota', 'expectation'].includes(name)));
});

describe('a request with two mistakes gets the code of the first check', () => {
  // Each line breaks one more rule than the one below it, so the first code must be that of the first rule.
  const all: Asked = {
    secretKey: 'wrong',
    scheme: 'http',
    host: 'no-such-module.api.qcloud.com',
    secretId: 'AKIDunknown',
    timestamp: now - 9999,
    action: 'Nothing',
    region: 'nowhere',
    tamper: { Nonce: 'x' },
  };
  const repairs: readonly [code: number, repair: Asked][] = [
    [4600, {}],
    [4000, { scheme: 'https' }],
    [4104, { tamper: {} }],
    [4100, { secretId: 'AKIDdisabled' }],
    [4105, { secretId: 'AKIDtemporary' }],
    [4100, { token: 'the-token' }],
    [4200, { secretKey }],
    [6100, { timestamp: now }],
    [6100, { host: 'cvm.api.qcloud.com' }],
    [4000, { action: 'StopInstances' }],
    [4000, { region: 'gz' }],
    [5100, { parameters: idList(['ins-unknown']) }],
    [0, { parameters: idList([id]) }],
  ];
  test.each(repairs.map(([code], index) => [index, code] as const))(
    'after %i repairs: %i',
    async (count, code) => {
      const asked = repairs
        .slice(0, count + 1)
        .reduce<Asked>((base, [, repair]) => ({ ...base, ...repair }), all);
      expect((await ask(world(), asked)).code).toBe(code);
    },
  );
});

describe('nonce', () => {
  test('the same request again is a replay, and has no second effect', async () => {
    const emulator = world();
    const call = request(emulator, { secretKey, ...stop });
    expect(bodyOf(await emulator.handle(call)).code).toBe(0);
    const after = stateOf(emulator);
    expect(bodyOf(await emulator.handle(call))).toMatchObject({
      code: 4500,
      message: expect.stringContaining('used before'),
    });
    expect(stateOf(emulator)).toBe(after);
  });

  test('belongs to its Timestamp, or to all of them', async () => {
    for (const [nonceRememberedWith, code] of [
      ['timestamp', 0],
      ['alone', 4500],
    ] as const) {
      const emulator = world({ behaviour: { nonceRememberedWith } });
      const nonce = freshNonce();
      await ask(emulator, { secretKey, nonce, timestamp: now });
      expect((await ask(emulator, { secretKey, nonce, timestamp: now - 1 })).code).toBe(code);
    }
  });

  test('is remembered up to the last second in which its Timestamp is accepted', async () => {
    const emulator = world();
    const call = request(emulator, { secretKey });
    expect(bodyOf(await emulator.handle(call)).code).toBe(0);
    emulator.clock.advance(300_000);
    expect(bodyOf(await emulator.handle(call)).code).toBe(4500);
    emulator.clock.advance(1000);
    expect(bodyOf(await emulator.handle(call)).code).toBe(4200);
  });

  test('belongs to its SecretId', async () => {
    const emulator = world();
    const nonce = freshNonce();
    await ask(emulator, { secretKey, nonce });
    expect((await ask(emulator, { secretKey, nonce, secretId: 'AKIDreader' })).code).toBe(0);
  });

  test('an option says whether a refused request uses it up', async () => {
    for (const [refusedRequestUsesNonce, code] of [
      [true, 4500],
      [false, 0],
    ] as const) {
      const emulator = world({ behaviour: { refusedRequestUsesNonce } });
      const nonce = freshNonce();
      expect((await ask(emulator, { secretKey, nonce, region: 'nowhere' })).code).toBe(4000);
      expect((await ask(emulator, { secretKey, nonce })).code).toBe(code);
    }
  });

  test('a request with a wrong signature never uses it up', async () => {
    const emulator = world();
    const nonce = freshNonce();
    expect((await ask(emulator, { secretKey: 'wrong', nonce })).code).toBe(4100);
    expect((await ask(emulator, { secretKey, nonce })).code).toBe(0);
  });

  test('leading zeros do not make another number', async () => {
    const emulator = world();
    const nonce = freshNonce();
    await ask(emulator, { secretKey, nonce });
    expect((await ask(emulator, { secretKey, nonce: `00${nonce}` })).code).toBe(4500);
  });

  test('at most as many as allowed are remembered; those of the oldest Timestamp are forgotten first', async () => {
    const emulator = world({ behaviour: { maxNonces: 3 }, quota: false });
    for (let age = 4; age >= 0; age--)
      await ask(emulator, { secretKey, nonce: `9${age}`, timestamp: now - age });
    expect(emulator.snapshot().nonces['AKIDactive']).toEqual([
      ['92', now - 2],
      ['91', now - 1],
      ['90', now],
    ]);
  });
});

describe('quota', () => {
  const limited = (): Emulator =>
    world({
      quota: [
        { calls: 3, seconds: 60, per: 'action' },
        { calls: 5, seconds: 60, per: 'service' },
      ],
    });

  test('counts per Action and in total, without refused calls, in a sliding window', async () => {
    const emulator = limited();
    const describeOne = (): Promise<number> => ask(emulator, { secretKey }).then(({ code }) => code);
    const startOne = (): Promise<number> =>
      ask(emulator, { secretKey, action: 'StartInstances', parameters: idList([id]) }).then(
        ({ code }) => code,
      );
    expect(await describeOne()).toBe(0);
    emulator.clock.advance(30_000);
    expect([await describeOne(), await describeOne(), await describeOne()]).toEqual([0, 0, 4400]);
    expect([await startOne(), await startOne(), await startOne()]).toEqual([5100, 5100, 4400]);
    emulator.clock.advance(29_999);
    expect(await describeOne()).toBe(4400);
    emulator.clock.advance(1);
    expect([await describeOne(), await describeOne()]).toEqual([0, 4400]);
  });

  test('the message says which quota, and when the next call is accepted', async () => {
    const emulator = limited();
    for (let calls = 0; calls < 3; calls++) await ask(emulator, { secretKey });
    emulator.clock.advance(20_000);
    expect((await ask(emulator, { secretKey })).message).toBe(
      'more than 3 calls in 60 s of DescribeInstances: the next one is accepted in 40000 ms',
    );
  });

  test('keys of one account share it', async () => {
    const emulator = limited();
    for (let calls = 0; calls < 3; calls++) await ask(emulator, { secretKey });
    expect((await ask(emulator, { secretKey, secretId: 'AKIDreader' })).code).toBe(4400);
  });

  test('is 100 for an Action and 1000 in total by default, and can be disabled', async () => {
    const codes = async (emulator: Emulator): Promise<number[]> => {
      const all: number[] = [];
      for (let calls = 0; calls < 101; calls++) all.push((await ask(emulator, { secretKey })).code);
      return all;
    };
    expect((await codes(world())).filter((code) => code === 4400)).toHaveLength(1);
    expect((await codes(world({ quota: false }))).every((code) => code === 0)).toBe(true);
  });
});

describe('options of the checks', () => {
  const code = async (asked: Asked, options: EmulatorOptions['behaviour'] = {}): Promise<number> =>
    (await ask(world({ behaviour: options }), { secretKey, ...asked })).code;

  test('plain http is accepted on loopback, nowhere, or everywhere', async () => {
    expect(await code({ scheme: 'http', host: '127.0.0.1:8787' })).toBe(0);
    expect(await code({ scheme: 'http', host: '127.0.0.1:8787' }, { requireHttps: 'always' })).toBe(4600);
    expect(await code({ scheme: 'http' }, { requireHttps: 'never' })).toBe(0);
  });

  test('the code for a Timestamp outside the window, and the window', async () => {
    expect(await code({ timestamp: now - 301 }, { staleTimestampCode: 4500 })).toBe(4500);
    expect(await code({ timestamp: now + 301 }, { futureTimestampCode: 4200 })).toBe(4200);
    expect(await code({ timestamp: now - 7200 }, { timestampWindow: 7200 })).toBe(0);
  });

  test('further hosts are accepted', async () => {
    expect(await code({ host: 'emulator:8787' })).toBe(6100);
    expect(await code({ host: 'emulator:8787' }, { hosts: ['emulator:8787'] })).toBe(0);
    expect(await code({ host: 'emulator:8787' }, { hosts: ['*'] })).toBe(0);
  });

  test('further regions are accepted, or a request without one', async () => {
    expect(await code({ region: 'ap-mars' }, { regions: ['ap-mars'] })).toBe(0);
    expect(await code({ region: null }, { missingRegion: 'default' })).toBe(0);
  });

  test('unknown parameters are refused or ignored', async () => {
    expect(await code({ parameters: { colour: 'red' } })).toBe(4000);
    expect(await code({ parameters: { colour: 'red' } }, { unknownParameters: 'ignore' })).toBe(0);
    expect(await code({ parameters: { RequestClient: 'SDK_NODEJS_0.2.1' } })).toBe(0);
  });

  test('a parameter that is given twice is refused or read once', async () => {
    const twice = (emulator: Emulator): IncomingCall => {
      const call = request(emulator, { secretKey });
      return { ...call, query: `limit=7&${call.query}` };
    };
    const refused = world();
    const signedLast = (emulator: Emulator): IncomingCall => {
      const call = request(emulator, { secretKey, parameters: { limit: '5' } });
      return { ...call, query: `limit=7&${call.query}` };
    };
    expect(bodyOf(await refused.handle(twice(refused))).code).toBe(4100);
    expect(bodyOf(await refused.handle(signedLast(refused)))).toMatchObject({
      code: 4000,
      message: 'limit: given more than once',
    });
    const last = world({ behaviour: { duplicateParameters: 'last' } });
    expect(bodyOf(await last.handle(signedLast(last))).code).toBe(0);
  });

  test('the order of the checks can be changed', async () => {
    const both: Asked = { action: 'Nothing', host: 'no-such-module.api.qcloud.com' };
    const emulator = (checkOrder: readonly CheckName[]): Emulator => world({ behaviour: { checkOrder } });
    const by = async (one: Emulator): Promise<unknown> => {
      await ask(one, { secretKey, ...both });
      return one.requests.last()?.outcome;
    };
    expect(await by(emulator([]))).toMatchObject({ refusedBy: 'host' });
    expect(await by(emulator(['action']))).toMatchObject({ refusedBy: 'action' });
    expect(() => emulator(['signature'])).toThrow('signature needs what secretId finds out');
    expect(() => emulator(['host', 'nothing' as 'nonce'])).toThrow('checkOrder');
  });

  test('answers have or lack optional fields', async () => {
    const emulator = world({
      behaviour: { codeAs: 'string', requestIdAs: 'number', codeDesc: false, failureHttpStatus: 403 },
    });
    const good = await emulator.handle(request(emulator, { secretKey, ...stop }));
    expect(good).toMatchObject({ status: 200 });
    expect(bodyOf(good)).toEqual({
      code: '0',
      message: '',
      detail: { [id]: { code: '0', message: '', requestId: expect.any(Number) } },
    });
    const bad = await emulator.handle(request(emulator, { secretKey: 'wrong' }));
    expect(bad).toMatchObject({ status: 403 });
    expect(bodyOf(bad)).toEqual({ code: '4100', message: expect.any(String) });
  });
});

describe('parameters come from where they belong', () => {
  test('the query of a POST is ignored, and the message says so', async () => {
    const emulator = world();
    const call = request(emulator, { secretKey, method: 'POST' });
    expect(bodyOf(await emulator.handle({ ...call, query: 'limit=nonsense' })).code).toBe(0);
    const moved = { ...call, query: call.body, body: '' };
    expect(bodyOf(await emulator.handle(moved)).message).toBe(
      'Action: missing in the form body; the query string of a POST is ignored',
    );
  });

  test('the body of a GET is ignored, and the message says so', async () => {
    const emulator = world();
    const call = request(emulator, { secretKey });
    expect(bodyOf(await emulator.handle({ ...call, body: 'limit=nonsense' })).code).toBe(0);
    expect(bodyOf(await emulator.handle({ ...call, query: '', body: call.query })).message).toMatch(
      /the body of a GET is ignored/,
    );
  });

  test('an Authorization header of API 3.0 is recognised', async () => {
    const emulator = world();
    const call = rawRequest({
      form: 'Action=DescribeInstances&Timestamp=1&Nonce=1&SecretId=x',
      headers: { authorization: 'TC3-HMAC-SHA256 Credential=…' },
    });
    expect(bodyOf(await emulator.handle(call)).message).toMatch(/API 3\.0.*API 2\.0/);
  });

  test('parameters that are not percent-encoded UTF-8 are refused', async () => {
    const emulator = world();
    const call = request(emulator, { secretKey, parameters: { searchWord: 'x' } });
    const broken = { ...call, query: call.query.replace('searchWord=x', 'searchWord=%E4%BD') };
    expect(bodyOf(await emulator.handle(broken))).toMatchObject({
      code: 4000,
      message: 'searchWord: not percent-encoded UTF-8',
    });
  });

  test.each([
    ['a file', '; filename="a.txt"', '10', 'limit: a part that is a file; parameters are texts'],
    ['no UTF-8', '', '\u00e4', 'limit: not UTF-8'],
  ])('a part of a form that is %s is refused', async (_what, more, value, message) => {
    const part = (name: string, content: string, rest = ''): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n${content}\r\n`;
    const body = `${part('Action', 'DescribeInstances')}${part('limit', value, more)}--b--\r\n`;
    const call = rawRequest({
      form: '',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      method: 'POST',
    });
    const bytes = Uint8Array.from(body, (character) => character.charCodeAt(0));
    const answer = await world().handle({ ...call, body: '', bytes });
    expect(bodyOf(answer)).toMatchObject({ code: 4000, message });
  });

  test('names of Object.prototype are ordinary parameter names', async () => {
    const emulator = world();
    const form = encoded(
      new Map([
        ['__proto__', 'x'],
        ['constructor', 'y'],
        ['toString.0', 'z'],
      ]),
    );
    const call = request(emulator, { secretKey, change: { ['__proto__']: 'x', constructor: 'y' } });
    expect(bodyOf(await emulator.handle({ ...call, query: form })).code).toBe(4000);
    expect(bodyOf(await emulator.handle(call))).toMatchObject({
      code: 4000,
      message: expect.stringContaining('constructor'),
    });
  });
});
