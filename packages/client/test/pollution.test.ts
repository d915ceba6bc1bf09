import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  callAction,
  createClient,
  describeInstances,
  isQcvmError,
  paginate,
  stopInstances,
  waitUntilStopped,
} from '../src/index.js';
import { canonicalString, flatten, parseResponse, signedRequest, signedUrl, sign } from '../src/wire.js';
import { differences, instantRuntime, polluted } from './support/pollution.js';
import { runs } from './support/runs.js';
import { accepted, credentials, json, scripted, text } from './support/scripted.js';

// Another library, or an attacker through one, has put something on Object.prototype. What is sent, to whom, and what an answer
// is taken for, must not depend on it.

const instance = (unInstanceId: string): object => ({ unInstanceId, instanceId: unInstanceId, status: 4 });
const ids = ['ins-09dx96dg', 'ins-1a2b3c4d'];
const environment = { TENCENTCLOUD_SECRET_ID: 'AKIDenvironment', TENCENTCLOUD_SECRET_KEY: 'environment-key' };

/** What a promise came to, as data that is the same whenever the same was done. */
async function outcome(made: () => unknown): Promise<unknown> {
  try {
    return await made();
  } catch (error) {
    return isQcvmError(error) ? [error.name, error.message, error.toJSON()] : ['foreign', String(error)];
  }
}

/** A bit of everything that sends something or reads an answer. */
async function everything(): Promise<string[]> {
  const missing = json({ code: 0, message: '', totalCount: 1, instanceSet: [{ unInstanceId: ids[0] }] });
  const list = json({ code: 0, message: '', totalCount: 2, instanceSet: ids.map(instance) });
  const transports = [
    scripted(accepted),
    scripted(list),
    scripted(missing),
    scripted(json({ code: 5100, message: 'no', detail: { [ids[0]!]: { code: 4000, message: 'x' } } })),
    scripted(json({ message: 'no code at all' })),
    scripted(json({ code: 4000 })),
    scripted(json({ code: 0, message: '' })),
    scripted(async () => {
      throw new Error('no phase');
    }),
    scripted(text('<html>')),
  ];
  const results: unknown[] = [];
  for (const [index, transport] of transports.entries()) {
    const some = index % 2 === 0 ? { credentials, retry: { maxAttempts: 2 } } : { retry: false as const };
    const config = { region: 'ap-guangzhou', transport, runtime: instantRuntime(environment), ...some };
    const cvm = createClient({ stopInstances, describeInstances }, config);
    results.push(
      await outcome(async () => cvm.stopInstances({ instanceIds: ids })),
      await outcome(async () =>
        cvm.stopInstances.withMeta({ instanceIds: ids, forceStop: 1 }, { timeout: 5 }),
      ),
      await outcome(async () => cvm.stopInstances({} as never)),
      await outcome(async () => cvm.describeInstances()),
      await outcome(async () => paginate(cvm.describeInstances, { limit: 1 }).toArray()),
      await outcome(async () => waitUntilStopped(cvm, ids, { maxWait: 100 })),
      await outcome(async () =>
        callAction(cvm, { service: 'cvm', action: 'StopInstances', parameters: { instanceIds: ids } }),
      ),
    );
    results.push(transport.requests.map(({ method, url, headers, body }) => [method, url, headers, body]));
  }
  const call = {
    endpoint: 'https://cvm.api.qcloud.com',
    action: 'StopInstances',
    timestamp: 1,
    nonce: 1,
    credentials,
    parameters: { instanceIds: ids },
  };
  results.push(
    await outcome(async () => signedUrl(call)),
    await outcome(async () => signedRequest({ ...call, method: 'POST' })),
    await outcome(async () => signedUrl({ ...call, parameters: { a: [] } })),
    await outcome(() => flatten({ a: { b: [1, 'x'] } })),
    await outcome(() => canonicalString({ method: 'GET', host: 'h', path: '/', params: { a: '1' } })),
    await outcome(async () => sign({ secretKey: 'k', canonical: 'c' })),
    await outcome(() => parseResponse({ status: 200, body: '{"code":4000}' })),
    await outcome(() => parseResponse({ status: 200, body: '{"message":"x"}' })),
  );
  return results.map((result) => JSON.stringify(result));
}

let first: Promise<string[]> | undefined;
/** Before anything is put there: Node cannot load some of its own modules while the prototype has both `get` and `value`. */
const withoutPollution = (): Promise<string[]> => (first ??= everything());

/** Names that the client reads from something: configuration, options, descriptors, answers, errors, property descriptors. */
const names = [
  ...['service', 'action', 'version', 'parameters', 'idempotency', 'options', 'untyped', 'repeatability'],
  ...[
    'get',
    'set',
    'value',
    'writable',
    'enumerable',
    'configurable',
    'once',
    'passive',
    'capture',
    'signal',
  ],
  ...['region', 'credentials', 'endpoint', 'url', 'allowPlainHttp', 'signatureMethod', 'method', 'timeout'],
  ...[
    'retry',
    'limits',
    'limiter',
    'transport',
    'fetch',
    'maxResponseBytes',
    'hooks',
    'runtime',
    'proxy',
    'agent',
  ],
  ...[
    'onRequest',
    'onResponse',
    'onRetry',
    'now',
    'nonce',
    'random',
    'sleep',
    'timer',
    'environment',
    'send',
  ],
  ...[
    'maxAttempts',
    'baseDelay',
    'maxDelay',
    'deadline',
    'budget',
    'perMinute',
    'secretId',
    'secretKey',
    'token',
  ],
  ...['expiration', 'action', 'service', 'input', 'output', 'errors', 'repeatability', 'batch', 'pagination'],
  ...[
    'kind',
    'required',
    'selects',
    'default',
    'pattern',
    'meaning',
    'minLength',
    'maxLength',
    'values',
    'minimum',
  ],
  ...['maximum', 'items', 'maxItems', 'unique', 'fields', 'singleAsList', 'types', 'test', 'must', 'rule'],
  ...['instanceIds', 'forceStop', 'limit', 'offset', 'status', 'searchWord', 'lanIps', 'zoneId', 'simplify'],
  ...['code', 'codeDesc', 'message', 'requestId', 'detail', 'totalCount', 'instanceSet', 'unInstanceId'],
  ...['moduleCode', 'phase', 'reason', 'cause', 'excerpt', 'date', 'headers', 'body', 'advice', 'attempts'],
  ...[
    'retryable',
    'ambiguous',
    'category',
    'effect',
    'source',
    'state',
    'absent',
    'maxWait',
    'ids',
    'owner',
    'host',
  ],
  ...[
    'path',
    'parameters',
    'redact',
    'requestedIds',
    'Token',
    'Region',
    'Signature',
    'totalRetryDelay',
    'calls',
  ],
  ...['seconds', 'per', 'quota', 'quotas', 'protocol', 'index', 'name', 'problems', 'transition', 'changed'],
];

const values: readonly unknown[] = [
  'evil',
  '',
  0,
  1,
  4,
  true,
  false,
  null,
  ['ins-evil0000'],
  { a: 1 },
  () => 'evil',
];

test.each(values.map((value) => [value]))('nothing depends on Object.prototype: %j', async (value) => {
  const clean = await withoutPollution();
  const all = Object.fromEntries(names.map((name) => [name, value]));
  expect(differences(clean, await polluted(all, { enumerable: true, act: everything }))).toEqual([]);
});

test('nothing depends on some names of it only, enumerable or not', async () => {
  const clean = await withoutPollution();
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values), { minKeys: 1, maxKeys: 40 }),
      fc.boolean(),
      async (properties, enumerable) => {
        expect(differences(clean, await polluted(properties, { enumerable, act: everything }))).toEqual([]);
      },
    ),
    runs(15),
  );
});
