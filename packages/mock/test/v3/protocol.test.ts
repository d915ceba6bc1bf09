import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, tc3, v1 } from './signing.js';
import type { Tc3Options } from './signing.js';

const make = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: 'manual',
    onUnexpected: 'answer',
    instances: fleet('ap-guangzhou').running(3),
    ...options,
  });

const multipart = (fields: Readonly<Record<string, string>>, boundary = 'b0undary'): string =>
  `${Object.entries(fields)
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--${boundary}--\r\n`;

test.each<{ what: string; options: Tc3Options }>([
  { what: 'a JSON body', options: { body: '{"Limit": 1}' } },
  { what: 'a charset in the content type', options: { contentType: 'application/json; charset=utf-8' } },
  { what: 'a form in the query', options: { method: 'GET', query: 'Limit=1&Offset=0' } },
  {
    what: 'filters in the query',
    options: { method: 'GET', query: 'Filters.0.Name=zone&Filters.0.Values.0=ap-guangzhou-1' },
  },
  {
    what: 'the action among the signed headers',
    options: { signed: { 'x-tc-action': 'DescribeInstances' } },
  },
  {
    what: 'many signed headers',
    options: { signed: { 'x-tc-region': 'ap-guangzhou', 'x-tc-version': '2017-03-12' } },
  },
  { what: 'a body that is not signed', options: { unsignedPayload: true } },
  { what: 'a regional host', options: { host: 'cvm.ap-shanghai.tencentcloudapi.com' } },
  { what: 'the international host', options: { host: 'cvm.intl.tencentcloudapi.com' } },
  {
    what: 'a loopback host, with any service in the scope',
    options: { host: '127.0.0.1:8787', service: '127' },
  },
  {
    what: 'any Unicode',
    options: { body: '{"Filters":[{"Name":"instance-name","Values":["未命名 \\u00e9 🎈"]}]}' },
  },
  {
    what: 'parts',
    options: {
      contentType: 'multipart/form-data; boundary=b0undary',
      body: '',
      bytes: new TextEncoder().encode(
        multipart({ Limit: '1', Filters: '[{"Name":"zone","Values":["ap-guangzhou-1"]}]' }),
      ),
    },
  },
])('a request with $what is accepted', async ({ options }) => {
  const emulator = make();
  const answer = await ask(emulator, tc3(emulator, options));
  expect(answer.Error).toBeUndefined();
  expect(answer).toMatchObject({ RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

const named = { 'Filters.0.Name': 'instance-name', 'Filters.0.Values.0': '@web' };
const inBetween = { host: 'cvm.api.qcloud.com', path: '/v2/index.php' };

test.each([
  { what: 'GET', options: {} },
  { what: 'POST', options: { method: 'POST' } },
  { what: 'HmacSHA1', options: { sha256: false } },
  { what: 'a value that begins with @', options: { method: 'POST', parameters: named } },
  {
    what: 'such a value where API 2.0 is',
    options: { method: 'POST', parameters: named, ...inBetween },
  },
  {
    what: 'such a value that is not signed where API 2.0 is',
    options: { method: 'POST', parameters: named, unsigned: ['Filters.0.Values.0'], ...inBetween },
  },
  { what: 'the generation in between', options: { host: 'cvm.api.qcloud.com', path: '/v2/index.php' } },
  {
    what: 'lists that count from 1',
    options: {
      host: 'cvm.api.qcloud.com',
      path: '/v2/index.php',
      parameters: { 'Filters.1.Name': 'zone', 'Filters.1.Values.1': 'x' },
    },
  },
] as const)('signature method v1 with $what is accepted, and checked', async ({ options }) => {
  const emulator = make();
  expect(await ask(emulator, v1(emulator, options))).toHaveProperty('TotalCount');
  const refused = await ask(emulator, v1(emulator, { ...options, tamper: { Limit: '2' } }));
  expect(refused.Error?.Code).toBe('AuthFailure.SignatureFailure');
});

test.each<{ code: string; options: Tc3Options; behaviour?: EmulatorOptions }>([
  { code: 'UnsupportedProtocol', options: { tamper: () => ({ method: 'PUT' }) } },
  { code: 'InvalidRequest', options: { contentType: 'text/plain' } },
  { code: 'RequestSizeLimitExceeded', options: { method: 'GET', query: `Limit=1&x=${'y'.repeat(40_000)}` } },
  {
    code: 'MissingParameter',
    options: { tamper: ({ headers }) => ({ headers: { ...headers, 'x-tc-timestamp': '' } }) },
  },
  {
    code: 'InvalidParameter',
    options: { tamper: ({ headers }) => ({ headers: { ...headers, 'x-tc-timestamp': 'now' } }) },
  },
  {
    code: 'AuthFailure.InvalidAuthorization',
    options: {
      tamper: ({ headers }) => ({ headers: { ...headers, authorization: 'TC3-HMAC-SHA256 nothing' } }),
    },
  },
  { code: 'AuthFailure.SignatureExpire', options: { timestamp: Date.UTC(2026, 0, 1) / 1000 - 301 } },
  { code: 'AuthFailure.SignatureExpire', options: { timestamp: Date.UTC(2026, 0, 1) / 1000 + 301 } },
  { code: 'AuthFailure.SecretIdNotFound', options: { secretId: 'AKIDnowhere' } },
  { code: 'AuthFailure.TokenFailure', options: { token: 'none' } },
  { code: 'AuthFailure.SignatureFailure', options: { secretKey: 'wrong' } },
  { code: 'AuthFailure.SignatureFailure', options: { prefix: '' } },
  { code: 'AuthFailure.SignatureFailure', options: { date: '2026-01-02' } },
  { code: 'NoSuchProduct', options: { host: 'nothing.tencentcloudapi.com' } },
  { code: 'NoSuchVersion', options: { version: '2018-01-01' } },
  { code: 'InvalidAction', options: { action: 'StopEverything' } },
  { code: 'MissingParameter', options: { region: null } },
  { code: 'UnsupportedRegion', options: { region: 'ap-nowhere' } },
  { code: 'InvalidParameter', options: { body: 'not JSON' } },
  { code: 'InvalidParameter', options: { body: '[]' } },
  { code: 'UnknownParameter', options: { body: '{"limit":1}' } },
  { code: 'InvalidParameter', options: { body: '{"Limit":"1"}' } },
  { code: 'InvalidParameterValue', options: { body: '{"Limit":1000}' } },
  { code: 'InvalidInstanceId.Malformed', options: { body: '{"InstanceIds":["vm-1"]}' } },
  { code: 'MissingParameter', options: { action: 'StopInstances' } },
  {
    code: 'InvalidParameterValue',
    options: { action: 'StopInstances', body: '{"InstanceIds":["ins-00000000"],"StopType":"GENTLE"}' },
  },
  {
    code: 'InvalidParameterValue.LimitExceeded',
    options: {
      action: 'StopInstances',
      body: JSON.stringify({ InstanceIds: Array.from({ length: 101 }, (_, nth) => `ins-${nth}`) }),
    },
  },
  {
    code: 'InvalidParameterCombination',
    options: {
      action: 'StopInstances',
      body: '{"InstanceIds":["ins-00000000"],"StopType":"SOFT","ForceStop":true}',
    },
  },
])('$code', async ({ code, options, behaviour }) => {
  const emulator = make(behaviour);
  const before = JSON.stringify(emulator.snapshot().instances);
  const answer = await ask(emulator, tc3(emulator, options));
  expect(answer.Error?.Code).toBe(code);
  expect(answer.Error?.Message).not.toBe('');
  expect(answer.RequestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(emulator.snapshot().instances)).toBe(before);
});

test.each(['constructor', '__proto__', 'x-absent'])(
  'a signed header named %s that was not sent is no signature',
  async (name) => {
    const emulator = make();
    const call = tc3(emulator, { signed: { [name]: 'x' } });
    const { [name]: _, ...headers } = call.headers;
    const { Error: failure } = await ask(emulator, { ...call, headers });
    expect(failure?.Code).toBe('AuthFailure.SignatureFailure');
  },
);

test('a Nonce of method v1 works once with its Timestamp; TC3 has none', async () => {
  const code = async (replayedNonce: 'refuse' | 'accept') => {
    const emulator = make({ behaviour: { v3: { replayedNonce } } });
    const call = v1(emulator, { method: 'POST' });
    expect(await ask(emulator, call)).toHaveProperty('TotalCount');
    const same = tc3(emulator);
    for (const each of [same, same, v1(emulator, { parameters: { Nonce: '11887' } })])
      expect((await ask(emulator, each)).Error).toBeUndefined();
    return (await ask(emulator, call)).Error?.Code;
  };
  expect(await code('refuse')).toBe('AuthFailure.SignatureExpire');
  expect(await code('accept')).toBeUndefined();
});

test('a Nonce that comes again in another request is no replay: SDKs draw it from few numbers', async () => {
  const emulator = make();
  const first = v1(emulator);
  expect((await ask(emulator, first)).Error).toBeUndefined();
  const other = v1(emulator, { parameters: { Limit: '1' } });
  expect((await ask(emulator, other)).Error).toBeUndefined();
  const { Error: refusal } = await ask(emulator, first);
  expect(refusal?.Code).toBe('AuthFailure.SignatureExpire');
  expect(refusal?.Message).toContain('replayedNonce');
});

test('a Nonce that was refused for its signature is not used up', async () => {
  const emulator = make();
  const refused = await ask(emulator, v1(emulator, { tamper: { Limit: '2' } }));
  expect(refused.Error?.Code).toBe('AuthFailure.SignatureFailure');
  expect((await ask(emulator, v1(emulator))).Error).toBeUndefined();
});

test('a body is measured in bytes, by how it is signed', async () => {
  const emulator = make();
  const name = { Name: 'instance-name', Values: ['云'.repeat(3_600_000)] };
  const code = async (call: ReturnType<typeof tc3>) => (await ask(emulator, call)).Error?.Code;
  const large = JSON.stringify({ Filters: [name] });
  expect(await code(tc3(emulator, { body: large }))).toBe('RequestSizeLimitExceeded');
  const parts = new TextEncoder().encode(multipart({ Filters: JSON.stringify([name]) }));
  const contentType = 'multipart/form-data; boundary=b0undary';
  expect(await code(tc3(emulator, { body: '', bytes: parts, contentType }))).toBe('RequestSizeLimitExceeded');
  const form = v1(emulator, { method: 'POST', parameters: { 'Filters.0.Name': 'x'.repeat(1_048_576) } });
  expect(await code(form)).toBe('RequestSizeLimitExceeded');
  expect(await code(tc3(emulator, { body: ' '.repeat(1_048_576) + '{}' }))).toBeUndefined();
});

test('each emulator reads parameters in its own way', async () => {
  const code = async (unknownParameters: 'refuse' | 'ignore') => {
    const emulator = make({ behaviour: { v3: { unknownParameters } } });
    const call = tc3(emulator, { action: 'DescribeHosts', body: '{"Nothing":1}' });
    return (await ask(emulator, call)).Error?.Code;
  };
  expect(await code('refuse')).toBe('UnknownParameter');
  expect(await code('ignore')).toBeUndefined();
});

test('messages are in the language that a call asks for', async () => {
  const emulator = make();
  const message = async (language?: string) =>
    (await ask(emulator, tc3(emulator, { secretKey: 'wrong', ...(language && { language }) }))).Error
      ?.Message;
  expect(await message('zh-CN')).toMatch(/签名/);
  expect(await message('en-US')).toMatch(/SecretKey/);
  expect(await message()).toMatch(/SecretKey/);
});

test('an empty language is that of the emulator', async () => {
  const emulator = make({ behaviour: { v3: { language: 'zh-CN' } } });
  const { Error: failure } = await ask(emulator, tc3(emulator, { secretKey: 'wrong', language: '' }));
  expect(failure?.Message).toMatch(/签名/);
});

test('temporary keys need their token, and work until they expire', async () => {
  const key = { secretId: 'AKIDt', secretKey: 'k', token: 'tok', expiresAt: '2026-01-01T00:01:00Z' };
  const emulator = make({ accounts: [{ keys: [key] }] });
  const code = async (token?: string) =>
    (await ask(emulator, tc3(emulator, token === undefined ? {} : { token }))).Error?.Code;
  expect(await code('tok')).toBeUndefined();
  expect(await code()).toBe('AuthFailure.TokenFailure');
  emulator.clock.advance(60_000);
  expect(await code('tok')).toBe('AuthFailure.TokenFailure');
});

test('calls are counted by second for each endpoint, key and Action', async () => {
  const emulator = make();
  const one = { body: '{"InstanceIds":["ins-00000000"]}', action: 'StopInstances' };
  const codes = async (options: Tc3Options = {}) =>
    (await ask(emulator, tc3(emulator, { ...one, ...options }))).Error?.Code;
  for (let nth = 0; nth < 10; nth++) expect(await codes()).toBe('InvalidInstanceId.NotFound');
  expect(await codes()).toBe('RequestLimitExceeded');
  expect(await codes({ host: 'cvm.ap-shanghai.tencentcloudapi.com' })).toBe('InvalidInstanceId.NotFound');
  expect(await codes({ action: 'StartInstances' })).toBe('InvalidInstanceId.NotFound');
  emulator.clock.advance(1000);
  expect(await codes()).toBe('InvalidInstanceId.NotFound');
});

test('keys may be kept from Actions and from instances', async () => {
  const emulator = make({
    accounts: [
      {
        keys: [
          { secretId: 'AKIDa', secretKey: 'a', mayNot: { actions: ['StopInstances'] } },
          { secretId: 'AKIDb', secretKey: 'b', may: { instances: [] } },
        ],
      },
    ],
  });
  const body = JSON.stringify({
    InstanceIds: emulator.instances.list().map(({ unInstanceId }) => unInstanceId),
  });
  const code = async (secretId: string, secretKey: string) =>
    (await ask(emulator, tc3(emulator, { action: 'StopInstances', body, secretId, secretKey }))).Error?.Code;
  expect(await code('AKIDa', 'a')).toBe('UnauthorizedOperation');
  expect(await code('AKIDb', 'b')).toBe('UnauthorizedOperation');
});

test('no request that is changed after it was signed is accepted; an unchanged one always is', async () => {
  const emulator = make({ quota: false });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        method: fc.constantFrom('GET' as const, 'POST' as const),
        timestamp: fc.integer({ min: -300, max: 300 }),
        unicode: fc.string({ unit: 'grapheme', maxLength: 8 }),
        signed: fc.subarray(['x-tc-action', 'x-tc-version', 'x-tc-region']),
      }),
      fc.constantFrom(
        ...['body', 'query', 'path', 'header', 'signed', 'listed', 'method', 'date', 'timestamp', 'host'],
      ),
      async ({ method, timestamp, unicode, signed }, changed) => {
        const values: Readonly<Record<string, string>> = {
          'x-tc-action': 'DescribeInstances',
          'x-tc-version': '2017-03-12',
          'x-tc-region': 'ap-guangzhou',
        };
        const filter = JSON.stringify({ Filters: [{ Name: 'instance-name', Values: [unicode] }] });
        const options: Tc3Options = {
          method,
          timestamp: Math.floor(emulator.clock.now() / 1000) + timestamp,
          signed: Object.fromEntries(signed.map((name) => [name, values[name] ?? ''])),
          ...(method === 'POST'
            ? { body: filter }
            : { query: `Filters.0.Name=instance-name&Filters.0.Values.0=${encodeURIComponent(unicode)}` }),
        };
        const call = tc3(emulator, options);
        expect((await ask(emulator, call)).Error).toBeUndefined();
        const { headers } = call;
        const changes: Readonly<Record<string, Partial<typeof call>>> = {
          body: method === 'POST' ? { body: `${call.body} ` } : { query: `${call.query}&Limit=1` },
          query: method === 'GET' ? { query: `${call.query}&` } : { body: call.body.replace('{', '{ ') },
          path: { path: '/x' },
          header: {
            headers: { ...headers, 'content-type': `${headers['content-type'] ?? ''}; charset=utf-8` },
          },
          signed: {
            headers: {
              ...headers,
              [signed[0] ?? 'content-type']: `${headers[signed[0] ?? 'content-type']}x`,
            },
          },
          listed: {
            headers: {
              ...headers,
              'user-agent': 'x',
              authorization: (headers['authorization'] ?? '').replace(';host', ';host;user-agent'),
            },
          },
          timestamp: {
            headers: { ...headers, 'x-tc-timestamp': `${Number(headers['x-tc-timestamp']) + 1}` },
          },
          method:
            method === 'GET'
              ? { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }
              : { method: 'GET' },
          date: {
            headers: {
              ...headers,
              authorization: (headers['authorization'] ?? '').replace(/\/\d{4}-/, '/2019-'),
            },
          },
          host: { host: 'cvm.ap-beijing.tencentcloudapi.com' },
        };
        const answer = await ask(emulator, { ...call, ...changes[changed] });
        // A Timestamp at the edge is stale a second later.
        expect(answer.Error?.Code).toMatch(/^AuthFailure\.Signature(?:Failure|Expire)$|^InvalidRequest$/);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  [4400, 'RequestLimitExceeded'],
  [6000, 'InternalError'],
  [6200, 'ServiceUnavailable'],
  [4711, 'InternalError'],
  ['ResourceInsufficient.Here', 'ResourceInsufficient.Here'],
] as const)('a fault with the code %s answers with the word %s', async (code, word) => {
  for (const when of ['before', 'after'] as const) {
    const emulator = createEmulator({ clock: 'manual', faults: [{ fault: { kind: 'code', code, when } }] });
    expect((await ask(emulator, tc3(emulator))).Error?.Code).toBe(word);
  }
});

test('a call of method v1 without a Nonce misses a parameter', async () => {
  const emulator = make();
  const call = v1(emulator);
  const refused = await ask(emulator, { ...call, query: call.query.replace(/&Nonce=\d+/, '') });
  expect(refused.Error).toMatchObject({
    Code: 'MissingParameter',
    Message: expect.stringContaining('Nonce') as string,
  });
});

test.each(['cvm.ap-nowhere.tencentcloudapi.com', 'cvm.gz.tencentcloudapi.com'])(
  'there is no service at the host of a region that does not exist: %s',
  async (host) => {
    const emulator = make();
    const { Error: refusal } = await ask(emulator, tc3(emulator, { host }));
    expect(refusal?.Code).toBe('NoSuchProduct');
    expect(refusal?.Message).toContain(host);
  },
);

test('the host of a region that a test has added is served', async () => {
  const emulator = make({ behaviour: { regions: ['ap-nowhere'] } });
  const host = 'cvm.ap-nowhere.tencentcloudapi.com';
  expect(await ask(emulator, tc3(emulator, { host }))).toMatchObject({ TotalCount: 3 });
});
