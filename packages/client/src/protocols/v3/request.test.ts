import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import { ValidationError } from '../../model/errors/errors.js';
import { jsonBody, readUntyped } from '../../model/parameters/json.js';
import { publicParameters } from '../../model/parameters/parameter-name.js';
import { authorization } from './authorization.js';
import { signRequest, type V3SignedRequestOptions } from './request.js';
import { signedRequest } from './signed-request.js';

const credentials = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
};
const base: V3SignedRequestOptions = {
  endpoint: { origin: 'https://cvm.tencentcloudapi.com', host: 'cvm.tencentcloudapi.com', path: '/' },
  service: 'cvm',
  version: '2017-03-12',
  action: 'StopInstances',
  region: 'ap-guangzhou',
  timestamp: 1_551_113_065,
  credentials,
  parameters: { InstanceIds: ['ins-09dx96dg'], StopType: 'SOFT' },
};

test('a POST has its parameters as JSON and everything else in headers', async () => {
  const { headers, body, url, method, secrets } = await signedRequest({
    ...base,
    credentials: { ...credentials, token: 'a-token' },
    language: 'en-US',
  });
  expect({ method, url, body }).toEqual({
    method: 'POST',
    url: 'https://cvm.tencentcloudapi.com/',
    body: '{"InstanceIds":["ins-09dx96dg"],"StopType":"SOFT"}',
  });
  const { authorization: value, ...others } = headers;
  expect(others).toEqual({
    'content-type': 'application/json; charset=utf-8',
    'x-tc-action': 'StopInstances',
    'x-tc-version': '2017-03-12',
    'x-tc-timestamp': '1551113065',
    'x-tc-region': 'ap-guangzhou',
    'x-tc-language': 'en-US',
    'x-tc-token': 'a-token',
  });
  expect(value).toMatch(/SignedHeaders=content-type;host;x-tc-action, Signature=[0-9a-f]{64}$/);
  expect(secrets).toEqual([value?.slice(-64)]);
});

test('a GET has its parameters in the URL, percent-encoded', async () => {
  const request = await signedRequest({
    ...base,
    action: 'DescribeInstances',
    method: 'GET',
    parameters: { Filters: [{ Name: 'instance-name', Values: ["未命名 (it's) *"] }], Limit: 1 },
  });
  const query =
    'Filters.0.Name=instance-name&Filters.0.Values.0=%E6%9C%AA%E5%91%BD%E5%90%8D%20%28it%27s%29%20%2A&Limit=1';
  expect(request).toMatchObject({
    method: 'GET',
    url: `https://cvm.tencentcloudapi.com/?${query}`,
    body: undefined,
  });
  expect(request.headers['authorization']).toBe(
    await authorization({
      ...credentials,
      ...{ service: 'cvm', timestamp: 1_551_113_065, method: 'GET', host: 'cvm.tencentcloudapi.com', query },
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'X-TC-Action': 'DescribeInstances' },
    }),
  );
});

test('signature method v1 puts everything into the form, the version too', async () => {
  const request = await signedRequest({ ...base, signatureMethod: 'HmacSHA256', nonce: () => 11_886 });
  const form = new URLSearchParams(request.body);
  expect(Object.fromEntries(form)).toMatchObject({
    ...{ Action: 'StopInstances', Version: '2017-03-12', Region: 'ap-guangzhou', Nonce: '11886' },
    ...{ 'InstanceIds.0': 'ins-09dx96dg', StopType: 'SOFT', SignatureMethod: 'HmacSHA256' },
  });
  expect(form.get('Signature')).toBe(request.secrets[0]);
  expect(request.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
});

test.each([
  [{ InstanceName: 'web', Placement: [{ Filters: [] }] }, 'Placement.0.Filters', 'a list of length 0'],
  [{ InstanceName: 'web', Placement: {} }, 'Placement', 'a plain object'],
  [{ DataDisks: [{}] }, 'DataDisks.0', 'a plain object'],
  [{ DataDisks: [{ DiskSize: 50, Tags: [{ Key: 'a' }, {}] }] }, 'DataDisks.0.Tags.1', 'a plain object'],
  [{ Placement: { HostId: null } }, 'Placement', 'a plain object'],
  [{ Names: ['a', null, 'b'] }, 'Names.1', 'null'],
])(
  'what is empty in %j is sent as JSON and refused in a query and in a form, where nothing would be left of it',
  async (parameters, parameter, received) => {
    expect((await signedRequest({ ...base, parameters })).body).toBe(JSON.stringify(parameters));
    for (const way of [
      { method: 'GET' },
      { signatureMethod: 'HmacSHA256' },
      { method: 'GET', signatureMethod: 'HmacSHA1' },
    ] as const)
      await expect(signedRequest({ ...base, ...way, parameters })).rejects.toThrow(
        expect.objectContaining({
          name: 'ValidationError',
          advice: 'Nothing was sent.',
          problems: [
            {
              ...{ parameter, rule: 'empty', received },
              message: `${parameter} must not be empty: omit it; received ${received}`,
            },
          ],
        }),
      );
  },
);

test('a field without a value and no parameters at all are nothing to send in any form', async () => {
  for (const method of ['GET', 'POST'] as const)
    for (const parameters of [{}, { None: null, Placement: { HostId: null, Zone: 'a' } }])
      expect((await signedRequest({ ...base, method, parameters })).method).toBe(method);
});

test('the bytes that are signed are the bytes that are sent, regardless of the values', async () => {
  const text = fc.string({ unit: 'grapheme' });
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(text),
    fc.dictionary(fc.stringMatching(/^[A-Z]\w{0,8}$/), text),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/), value), async (parameters) => {
      const { body = '', headers } = await signedRequest({ ...base, parameters });
      expect(JSON.parse(body)).toEqual(parameters);
      const bytes = new TextEncoder().encode(body);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(
        createHash('sha256').update(body).digest('hex'),
      );
      expect(headers['authorization']).toBe(
        await authorization({
          ...credentials,
          ...{
            service: 'cvm',
            timestamp: base.timestamp,
            method: 'POST',
            host: base.endpoint.host,
            body: bytes,
          },
          contentType: headers['content-type'] ?? '',
          headers: { 'x-tc-action': base.action },
        }),
      );
    }),
    runs(100),
  );
});

test('values that JSON cannot represent are refused by their paths, all at once', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  const wrong = {
    Date: new Date(0),
    List: [1, undefined, Number.NaN],
    Big: 1n,
    Call: () => 1,
    Half: 'a\ud800',
    loop,
    Fine: undefined,
  };
  expect(() => jsonBody(wrong as never)).toThrow(ValidationError);
  try {
    jsonBody(wrong as never);
  } catch (error) {
    expect((error as ValidationError).problems.map(({ parameter }) => parameter)).toEqual([
      'Date',
      'List[1]',
      'List[2]',
      'Big',
      'Call',
      'Half',
      'loop.self',
    ]);
  }
});

test.each(publicParameters('v3'))('%s is no parameter of an Action by signature method v1', async (name) => {
  for (const signatureMethod of ['HmacSHA256', 'HmacSHA1'] as const)
    await expect(
      signedRequest({ ...base, signatureMethod, parameters: { [name]: 'x' } }),
    ).rejects.toMatchObject({
      name: 'ValidationError',
      problems: [
        {
          ...{ parameter: name, rule: 'name' },
          message: expect.stringContaining(
            'by signature method v1: use TC3-HMAC-SHA256 at an endpoint of API 3.0',
          ) as unknown,
        },
      ],
    });
});

test('an Action may have parameters called like public ones by TC3, where those are headers', async () => {
  const names = publicParameters('v3');
  const parameters = Object.fromEntries(names.map((name) => [name, 'own']));
  const { headers, body } = await signedRequest({ ...base, parameters });
  expect(JSON.parse(body!)).toEqual(parameters);
  expect(headers).toMatchObject({ 'x-tc-action': 'StopInstances', 'x-tc-region': 'ap-guangzhou' });
  const { url } = await signedRequest({ ...base, method: 'GET', parameters });
  expect(Object.fromEntries(new URL(url).searchParams)).toEqual(parameters);
  const all = await signedRequest({ ...base, signatureMethod: 'HmacSHA1', parameters }).catch(
    (error: unknown) => error,
  );
  expect((all as ValidationError).problems.map(({ parameter }) => parameter).sort()).toEqual(
    [...names].sort(),
  );
});

test('an operation may have a parameter called like a public one, where those are headers', async () => {
  const { action, service, version, endpoint, region, timestamp } = base;
  const operation = { action, service: { name: service, version } };
  const nonce = () => 1;
  const attempt = { operation, parameters: { Version: '5.7' }, region, timestamp, credentials, nonce };
  expect((await signRequest(attempt, { endpoint })).body).toBe('{"Version":"5.7"}');
  await expect(signRequest(attempt, { endpoint, signatureMethod: 'HmacSHA256' })).rejects.toThrow(
    ValidationError,
  );
});

test.each(['a b', '', 'a.b', 'a=b', '0', 'a\n', 'a:b'])('%j is no name of a parameter', async (name) => {
  for (const [parameters, at] of [
    [{ [name]: 1 }, ''],
    [{ List: [{ [name]: 1 }] }, 'List[0].'],
  ] as const)
    await expect(signedRequest({ ...base, parameters })).rejects.toMatchObject({
      problems: [{ parameter: `${at}${name === '0' ? name : JSON.stringify(name)}`, rule: 'name' }],
    });
});

test.each([
  ['lists', Array.prototype],
  ['objects', Object.prototype],
])('what other code has JSON make of all %s changes nothing of what was checked', async (_, prototype) => {
  const parameters = {
    InstanceIds: ['ins-09dx96dg'],
    Placement: { Zone: 'a', HostIds: ['host-1'] },
    Off: null,
  };
  const expected = JSON.stringify(parameters);
  Object.defineProperty(prototype, 'toJSON', {
    value: () => ['ins-another'],
    configurable: true,
    enumerable: true,
    writable: true,
  });
  let made: unknown;
  try {
    made = { copy: readUntyped(parameters), body: (await signedRequest({ ...base, parameters })).body };
  } finally {
    Reflect.deleteProperty(prototype, 'toJSON');
  }
  expect(made).toEqual({ copy: parameters, body: expected });
});
