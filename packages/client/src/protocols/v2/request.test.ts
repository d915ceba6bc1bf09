import { publicParameters } from '../../model/parameters/parameter-name.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameters, plainParameters, text } from '../../../test/support/parameters.js';
import { ValidationError } from '../../model/errors/errors.js';
import {
  canonicalString,
  flatten,
  parseEndpoint,
  sign,
  signedRequest,
  signedUrl,
  type SignedRequest,
  type SignedRequestOptions,
} from '../../wire.js';

const endpoint = parseEndpoint('https://cvm.api.qcloud.com/v2/index.php');
const call: SignedRequestOptions = {
  endpoint,
  action: 'StopInstances',
  region: 'ap-guangzhou',
  timestamp: 1465185768,
  nonce: 11886,
  credentials: {
    secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
    secretKey: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA',
  },
  parameters: {},
};
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `ins-${`${index}`.padStart(8, '0')}`);

/** What the service reads from a request, in the order in which it was sent. */
const received = ({ url, body }: SignedRequest): [string, string][] => [
  ...new URLSearchParams(body ?? new URL(url).search),
];

/** Checks a request as the service does: from what it received, not from what was meant. */
async function verify(request: SignedRequest, options: SignedRequestOptions): Promise<void> {
  const { Signature, ...params } = Object.fromEntries(received(request));
  const { host, pathname } = new URL(request.url);
  const canonical = canonicalString({ method: request.method, host, path: pathname, params });
  const { secretKey } = options.credentials;
  expect(Signature).toBe(await sign({ secretKey, canonical, signatureMethod: params['SignatureMethod'] }));
  expect(Signature).toBe(request.signature);
}

describe('signedRequest', () => {
  test('makes a GET with public and API parameters in its query, encoded once', async () => {
    const request = await signedRequest({
      ...call,
      parameters: { instanceIds: ['ins-09dx96dg'], forceStop: 1 },
    });
    expect(request).toEqual({
      method: 'GET',
      url:
        'https://cvm.api.qcloud.com/v2/index.php?Action=StopInstances&Nonce=11886&Region=ap-guangzhou' +
        '&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256&Timestamp=1465185768&forceStop=1' +
        '&instanceIds.0=ins-09dx96dg&Signature=K8JVn2srHnGDAF0BGJbTd7P6trbKee%2BjRnAEHV8PL2s%3D',
      headers: {},
      signature: 'K8JVn2srHnGDAF0BGJbTd7P6trbKee+jRnAEHV8PL2s=',
    });
  });

  test('makes a POST with everything in its form and nothing in its URL', async () => {
    const request = await signedRequest({ ...call, method: 'POST', parameters: { searchWord: 'a b+c' } });
    expect(request.url).toBe('https://cvm.api.qcloud.com/v2/index.php');
    expect(request.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(request.body).toContain('searchWord=a%20b%2Bc');
    await verify(request, call);
  });

  test('arrives as it was meant, with the signature that the service computes, regardless of the parameters', async () => {
    // What needs no encoding, and what does.
    const usual = <Value>(value: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
      fc.oneof({ arbitrary: fc.constant(value), weight: 4 }, { arbitrary: other, weight: 1 });
    const someText = text().filter((one) => one !== '');
    const options = fc.record({
      method: fc.constantFrom('GET', 'POST', 'auto'),
      signatureMethod: fc.constantFrom('HmacSHA256', 'HmacSHA1'),
      action: usual('StopInstances', someText),
      secretId: usual(call.credentials.secretId, someText),
      nonce: usual(11886, fc.maxSafeNat()),
      timestamp: usual(1465185768, fc.maxSafeNat()),
      region: fc.oneof(fc.constant(undefined), fc.constantFrom('gz', 'ap-guangzhou'), someText),
      token: fc.oneof(fc.constant(undefined), text()),
      parameters: fc.oneof(plainParameters(), parameters()),
    });
    await fc.assert(
      fc.asyncProperty(options, async ({ token, secretId, ...rest }) => {
        const credentials = { ...call.credentials, secretId, token };
        const asked: SignedRequestOptions = { ...call, ...rest, credentials };
        const request = await signedRequest(asked);
        await verify(request, asked);
        const { Signature: _, ...params } = Object.fromEntries(received(request));
        expect(params).toEqual({
          ...flatten(rest.parameters),
          Action: rest.action,
          Nonce: `${rest.nonce}`,
          ...(rest.region !== undefined && { Region: rest.region }),
          SecretId: secretId,
          SignatureMethod: rest.signatureMethod,
          Timestamp: `${rest.timestamp}`,
          ...(token && { Token: token }),
        });
        expect(received(request)).toHaveLength(Object.keys(params).length + 1);
      }),
      { numRuns: 300 },
    );
  });

  test('is the same for parameters that were flattened before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(plainParameters(), parameters()), async (input) => {
        const nested = await signedRequest({ ...call, parameters: input });
        const flat = await signedRequest({ ...call, parameters: flatten(input) });
        expect(flat.signature).toBe(nested.signature);
        expect(Object.fromEntries(received(flat))).toEqual(Object.fromEntries(received(nested)));
      }),
    );
  });

  test.each([
    ['a list in a list', { a: [['x']] }, { 'a.0.0': 'x' }],
    ['an object in a list', { a: [{ b: 'x' }] }, { 'a.0.b': 'x' }],
    ['an object', { a: { b: 'x' } }, { 'a.b': 'x' }],
    ['an empty text', { a: '', b: [''] }, { a: '', 'b.0': '' }],
  ])('names what is nested by its whole way: %s', async (_, nested, flat) => {
    const request = await signedRequest({ ...call, parameters: nested });
    expect(Object.fromEntries(received(request))).toMatchObject(flat);
    expect(received(request)).toHaveLength(7 + Object.keys(flat).length);
    await verify(request, call);
  });

  test('goes by GET as long as the query string has at most 2,048 bytes, and by POST beyond, regardless of the Nonce', async () => {
    const padded = async (length: number, nonce: number): Promise<SignedRequest> =>
      signedRequest({ ...call, nonce, parameters: { searchWord: 'x'.repeat(length) } });
    const longest = async (nonce: number): Promise<number> => {
      let length = 1500;
      while ((await padded(length + 1, nonce)).method === 'GET') length++;
      return length;
    };
    const length = await longest(11886);
    expect(await longest(99999)).toBe(length);
    const query = new URL((await padded(length, 11886)).url).search.slice(1);
    const longestSignature = '&Signature=' + '%2B'.repeat(44);
    expect(query.replace(/&Signature=.*/, longestSignature)).toHaveLength(2048);
    expect((await padded(5000, 11886)).method).toBe('POST');
  });

  test('counts the encoded length: a short text in Chinese may need a POST', async () => {
    expect((await signedRequest({ ...call, parameters: { searchWord: '云'.repeat(300) } })).method).toBe(
      'POST',
    );
  });

  test('sends 101 ids by POST, but by GET when told to', async () => {
    const many = { instanceIds: ids(101) };
    expect((await signedRequest({ ...call, parameters: many })).method).toBe('POST');
    const request = await signedRequest({ ...call, method: 'GET', parameters: many });
    expect(request.method).toBe('GET');
    await verify(request, call);
  });

  test('leaves a value that starts with @ out of the signature of a POST, but sends it', async () => {
    const request = await signedRequest({ ...call, method: 'POST', parameters: { file: '@/etc/hosts' } });
    const without = await signedRequest({ ...call, method: 'POST' });
    expect(request.signature).toBe(without.signature);
    expect(Object.fromEntries(received(request))).toMatchObject({ file: '@/etc/hosts' });
    const get = { ...call, method: 'GET' } as const;
    expect((await signedRequest({ ...get, parameters: { file: '@x' } })).signature).not.toBe(
      (await signedRequest(get)).signature,
    );
  });

  test('signs names with underscores as the service reads them', async () => {
    const request = await signedRequest({ ...call, parameters: { a_b: 'x', snake_case: ['y'] } });
    await verify(request, call);
    expect(Object.fromEntries(received(request))).toMatchObject({ a_b: 'x', 'snake_case.0': 'y' });
  });

  test('keeps byte order where API parameters sort among the public ones', async () => {
    const request = await signedRequest({
      ...call,
      parameters: { InstanceIds: ids(12), Zone: 'a', Alpha: 'b' },
    });
    await verify(request, call);
  });
});

describe('what has no form on the wire is not signed', () => {
  const refused = async (options: object): Promise<string[]> => {
    const broken = { ...call, ...options };
    const outcomes = await Promise.allSettled([signedUrl(broken), signedRequest(broken)]);
    const [first, second] = outcomes.map((outcome) => {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(ValidationError) as unknown });
      return ((outcome as PromiseRejectedResult).reason as ValidationError).problems;
    });
    expect(first).toEqual(second);
    expect(JSON.stringify(first)).not.toContain(call.credentials.secretKey);
    return (first ?? []).map(({ parameter, rule }) => `${parameter} ${rule}`);
  };

  test.each([
    [{ instanceIds: [] }, 'instanceIds empty'],
    [{ instanceIds: undefined }, 'instanceIds type'],
    [{ forceStop: true }, 'forceStop boolean'],
    [{ limit: null }, 'limit type'],
    [{ limit: 1.5 }, 'limit integer'],
    [{ searchWord: '\ud83d' }, 'searchWord unicode'],
    [{ since: new Date(0) }, 'since type'],
    [{ a: ['x'], 'a.0': 'y' }, '["a.0"] conflict'],
    [{ 'a..b': 'x' }, '["a..b"] name'],
    [{ 'a b': 'x' }, '["a b"] name'],
    [{ ids: [{ 'a\n': 'x' }] }, 'ids[0]."a\\n" name'],
    ...publicParameters('v2').map((name): [object, string] => [{ [name]: 'x' }, `${name} name`]),
  ])('as a parameter: %j', async (parameters, problem) => {
    expect(await refused({ parameters })).toEqual([problem.replace(/^\["(.*)"\]/, '"$1"')]);
  });

  test.each([
    [{ nonce: 1e21 }, 'nonce type'],
    [{ nonce: undefined }, 'nonce required'],
    [{ timestamp: '1465185768' }, 'timestamp type'],
    [{ timestamp: -1 }, 'timestamp type'],
    [{ action: '' }, 'action type'],
    [{ region: '' }, 'region type'],
    [{ region: null }, 'region type'],
    [{ method: 'PUT' }, 'method values'],
    [{ signatureMethod: 'HmacMD5' }, 'signatureMethod values'],
    [{ endpoint: 'cvm.api.qcloud.com' }, 'endpoint url'],
    [{ endpoint: {} }, 'endpoint type'],
    [{ credentials: undefined }, 'credentials required'],
    [{ credentials: { secretId: 'AKID' } }, 'credentials.secretKey required'],
    [{ credentials: { ...call.credentials, token: 7 } }, 'credentials.token type'],
    [{ parameters: undefined }, 'parameters required'],
    [{ parameters: ['x'] }, 'parameters type'],
  ])('as an option: %j', async (options, problem) => {
    expect(await refused(options)).toEqual([problem]);
  });

  test('everything that is wrong is said at once', async () => {
    expect(await refused({ nonce: -1, region: 7, parameters: { a: [], b: true } })).toEqual([
      'region type',
      'nonce type',
      'a empty',
      'b boolean',
    ]);
  });

  test('an option that is undefined is absent', async () => {
    const nothing = { region: undefined, method: undefined, signatureMethod: undefined };
    const { region: _, ...rest } = call;
    expect(await signedUrl({ ...call, ...nothing })).toBe(await signedUrl(rest));
  });
});

describe('signedUrl', () => {
  test.each([
    'https://cvm.api.qcloud.com',
    'https://cvm.api.qcloud.com/',
    parseEndpoint('https://cvm.api.qcloud.com'),
  ])('goes to the path of the API where the endpoint has none: %j', async (given) => {
    expect(await signedUrl({ ...call, endpoint: given })).toBe(await signedUrl(call));
    expect((await signedRequest({ ...call, endpoint: given })).url).toBe(await signedUrl(call));
  });

  test('takes the endpoint as a text, too', async () => {
    const text = 'https://CVM.api.qcloud.com/v2/index.php';
    expect(await signedUrl({ ...call, endpoint: text })).toBe(await signedUrl(call));
    await expect(signedUrl({ ...call, endpoint: 'cvm.api.qcloud.com' })).rejects.toThrow(ValidationError);
  });

  test('is the URL of the GET, however long', async () => {
    const options = { ...call, parameters: { instanceIds: ids(200) } };
    expect(await signedUrl(options)).toBe((await signedRequest({ ...options, method: 'GET' })).url);
  });
});

describe('parseEndpoint', () => {
  test('what is no text is refused by its shape', () => {
    for (const value of [Symbol('x'), undefined, null, 5, {}])
      expect(() => parseEndpoint(value as never)).toThrow(ValidationError);
  });

  test('gives origin, host and path, the host in lower case and with its port', () => {
    expect(parseEndpoint('https://CVM.api.qcloud.com/v2/index.php')).toEqual(endpoint);
    expect(parseEndpoint('http://127.0.0.1:8787/v2/index.php')).toEqual({
      origin: 'http://127.0.0.1:8787',
      host: '127.0.0.1:8787',
      path: '/v2/index.php',
    });
    expect(parseEndpoint('https://host:443/')).toEqual({ origin: 'https://host', host: 'host', path: '/' });
  });

  test.each([
    '',
    'cvm.api.qcloud.com',
    'ftp://host/',
    'https://user:pass@host/',
    'https://host/?a=1',
    'https://host/#x',
    'data:,x',
  ])('refuses %j', (url) => {
    expect(() => parseEndpoint(url)).toThrow(ValidationError);
  });

  test('does not repeat a password that was in the URL', () => {
    expect(() => parseEndpoint('https://user:hunter2hunter2@host/')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
