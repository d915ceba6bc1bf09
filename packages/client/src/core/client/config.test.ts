import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createCvm, ValidationError, type ClientConfig } from '../../index.js';

const credentials = { secretId: 'AKIDexample', secretKey: 'verysecretkey' };
const transport = { send: () => Promise.reject(new Error('not sent')) };

/** Everything that is wrong, as it would be if types were not there. */
function problemsOf(config: unknown): string[] {
  try {
    createCvm(config as ClientConfig);
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    expect(inspect(error, { showHidden: true, depth: null })).not.toContain('verysecretkey');
    return (error as ValidationError).problems.map(({ message }) => message);
  }
  return [];
}

test('a region is all that is needed', () => {
  expect(problemsOf({ region: 'ap-guangzhou' })).toEqual([]);
});

test('a user or a password in an endpoint is not shown', () => {
  const [problem] = problemsOf({ region: 'gz', endpoint: 'https://u:p@host' });
  expect(problem).toMatch(/^endpoint must have no user, password.*; received a string$/);
});

test('the error lists all problems', () => {
  const problems = problemsOf({
    regoin: 'ap-guangzhou',
    credentials: { secretId: '', secretKey: 'verysecretkey\n' },
    endpoint: 'cvm.api.qcloud.com',
    signatureMethod: 'HmacMD5',
    method: 'PUT',
    timeout: Infinity,
    retry: { maxAttempts: 0, attempts: 3 },
    limits: [{ calls: 1.5, seconds: 60, per: 'action' }],
    transport: {},
    fetch: 'fetch',
    hooks: { onRequest: 1 },
    runtime: { clock: () => 0 },
    maxResponseBytes: 0,
  });
  expect(problems).toMatchInlineSnapshot(`
    [
      "region must be a region such as ap-guangzhou; received nothing",
      "regoin is unknown (did you mean region?)",
      "endpoint must be a URL such as https://gateway.example; received a string of length 18, "cvm.api.…"",
      "signatureMethod must be one of HmacSHA256, HmacSHA1; received a string",
      "method must be one of auto, GET, POST; received a string of length 3, "PUT"",
      "timeout must be a positive number; received the number Infinity",
      "retry.maxAttempts must be a positive whole number; received the number 0",
      "retry.attempts is unknown (did you mean maxAttempts?)",
      "limits must be a list of { calls, seconds, per }, or false; received a list of length 1",
      "transport must be an object with a send method; received a plain object",
      "fetch must be a function; received a string of length 5, "fetch"",
      "hooks.onRequest must be a function; received the number 1",
      "runtime.clock is unknown (there are now, nonce, random, sleep, timer, environment)",
      "maxResponseBytes must be a positive whole number; received the number 0",
      "fetch and transport are mutually exclusive; received a string of length 5, "fetch"",
      "credentials.secretId must be a non-empty string; received a string",
      "credentials.secretKey must contain no white space, and be valid in a header; received a string",
    ]
  `);
});

test('an error says that it is about the options of the client, and not about a call', () => {
  let error: unknown;
  try {
    createCvm({ region: 'gz', regoin: 'gz' } as ClientConfig);
  } catch (thrown) {
    error = thrown;
  }
  expect((error as Error).message).toBe(
    'Invalid client options: regoin is unknown (did you mean region?). Correct the options.',
  );
  expect(error).not.toHaveProperty('about');
});

test.each([undefined, null, 7, 'ap-guangzhou', []])('%j is no configuration', (config) => {
  expect(problemsOf(config)).toEqual([
    expect.stringContaining('region must be a region such as ap-guangzhou'),
    expect.stringContaining('config must be a plain object; received '),
  ]);
});

test('a function is refused as a transport, even with the methods of one', () => {
  const sending = Object.assign(() => undefined, transport);
  expect(problemsOf({ region: 'gz', transport: sending })).toEqual([
    expect.stringContaining('transport must be an object with a send method'),
  ]);
});

test('a transport and a fetch exclude each other', () => {
  expect(problemsOf({ region: 'gz', transport, fetch: () => Promise.reject(new Error()) })).toEqual([
    expect.stringContaining('fetch and transport are mutually exclusive'),
  ]);
});

test('fields that are undefined count as absent', () => {
  const absent = Object.fromEntries(
    [
      'credentials',
      'endpoint',
      'signatureMethod',
      'method',
      'timeout',
      'retry',
      'limits',
      'hooks',
      'runtime',
    ].map((name) => [name, undefined]),
  );
  expect(problemsOf({ region: 'gz', ...absent, retry: { maxAttempts: undefined } })).toEqual([]);
});

test.each([
  'https://cvm.api.qcloud.com',
  'https://10.0.0.1:8443/v2/index.php',
  'http://127.0.0.1:8080',
  'http://127.9.8.7',
  'http://localhost:1',
  'http://emulator.localhost',
  'http://[::1]:8080',
  { url: 'http://10.0.0.1', allowPlainHttp: true },
  { url: new URL('https://example.com') },
])('a signed request may go to %o', (endpoint) => {
  expect(problemsOf({ region: 'gz', endpoint })).toEqual([]);
});

test.each([
  'http://10.0.0.1',
  'http://example.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'ftp://example.com',
  'https://user:password@example.com',
  'https://example.com/?a=1',
  'https://example.com/#a',
  'nonsense',
  '',
  7,
  null,
  {},
  { url: 'http://example.com', allowPlainHttp: false },
  { url: 'ftp://example.com', allowPlainHttp: true },
])('a signed request may not go to %o', (endpoint) => {
  expect(problemsOf({ region: 'gz', endpoint })).toEqual([expect.stringMatching(/^endpoint must /)]);
});

test('a misspelt option next to an endpoint is refused', () => {
  const endpoint = { url: 'http://10.0.0.1', allowPlainHTTP: true };
  expect(problemsOf({ region: 'gz', endpoint })).toEqual([
    expect.stringContaining('endpoint.allowPlainHTTP is unknown (did you mean allowPlainHttp?)'),
    expect.stringContaining('endpoint must start with https://'),
  ]);
});

test.each([
  [{ secretKey: 'verysecretkey' }, 'secretId'],
  [{ secretId: 'AKIDexample' }, 'secretKey'],
  [{ ...credentials, secretKey: ' verysecretkey' }, 'white space'],
  [{ ...credentials, token: '' }, 'token'],
  [{ ...credentials, expiration: new Date(Number.NaN) }, 'expiration'],
  [{ ...credentials, expiration: '2026-01-01' }, 'expiration'],
  ['AKIDexample', 'object'],
  [null, 'object'],
])('credentials %j are not usable', (wrong, word) => {
  expect(problemsOf({ region: 'gz', credentials: wrong })).toEqual([expect.stringContaining(word)]);
});

test('later changes of the caller’s objects have no effect', async () => {
  const own = { ...credentials };
  const config = { region: 'gz', credentials: own, transport, retry: false as const };
  const cvm = createCvm(config);
  own.secretKey = '';
  config.region = '';
  await expect(cvm.describeInstances()).rejects.toMatchObject({ name: 'TransportError', region: 'gz' });
});

test('a client does not expose its configuration', () => {
  const cvm = createCvm({ region: 'gz', credentials });
  expect(inspect(cvm, { showHidden: true, depth: null, showProxy: true })).not.toContain('verysecretkey');
  expect(JSON.stringify(cvm)).toBe('{}');
  expect(inspect(cvm)).toContain('stopInstances: [AsyncFunction: stopInstances]');
});
