import { expect, inject, test } from 'vitest';
import * as v2 from '../src/index.js';
import * as internal from '../src/internal.js';
import * as node from '../src/index.node.js';
import * as v3 from '../src/v3/index.js';
import * as v3Wire from '../src/v3/wire.js';
import * as wire from '../src/wire.js';
import { differences, instantRuntime, namesInSources, polluted } from './support/pollution.js';
import { credentials, json, scripted, type Scripted } from './support/scripted.js';

// Every function that the package exports, with as few options as it takes: none of the others may come from Object.prototype. The
// fleet functions, which take longer, and the transports have tests of their own.

const ids = ['ins-09dx96dg', 'ins-1a2b3c4d'];

const config = (transport: Scripted) => ({
  region: 'ap-guangzhou',
  credentials: { ...credentials },
  transport,
  runtime: instantRuntime(),
});

/** What both envelopes say of a list, of a change and of two failures. */
const answers = {
  v2: [
    { code: 0, message: '', totalCount: 1, instanceSet: [{ unInstanceId: ids[0], status: 4 }] },
    { code: 0, message: '', detail: Object.fromEntries(ids.map((id) => [id, { code: 0, message: '' }])) },
    { code: 4000, message: 'no' },
  ],
  v3: [
    {
      Response: {
        RequestId: 'r',
        TotalCount: 1,
        InstanceSet: [{ InstanceId: ids[0], InstanceState: 'STOPPED' }],
      },
    },
    { Response: { RequestId: 'r', Error: { Code: 'InvalidParameter', Message: 'no' } } },
    { code: 4000, message: 'of API 2.0' },
  ],
};

/** Does something with a client for each answer, and gives what was sent and what came of it. */
const calls =
  <Cvm>(
    create: (config: v2.ClientConfig & v3.ClientConfig) => Cvm,
    generation: keyof typeof answers,
    act: (cvm: Cvm) => readonly (() => unknown)[],
  ) =>
  async (): Promise<unknown> => {
    const results: unknown[] = [];
    for (const answer of answers[generation]) {
      const transport = scripted(json(answer));
      for (const call of act(create(config(transport)))) results.push(await outcome(call));
      results.push(
        transport.requests.map(({ method, url, headers, body }) => [
          method,
          url,
          Object.entries(headers),
          body,
        ]),
      );
    }
    return results;
  };

const v2Calls = (cvm: Pick<v2.Cvm, 'stopInstances' | 'describeInstances'>): (() => unknown)[] => [
  () => cvm.stopInstances({ instanceIds: ids }),
  () => cvm.stopInstances.withMeta({ instanceIds: ids }),
  () => cvm.describeInstances(),
  () => cvm.describeInstances({ instanceIds: ids }),
];
const v3Calls = (cvm: v3.Cvm): (() => unknown)[] => [
  () => cvm.stopInstances({ InstanceIds: ids }),
  () => cvm.stopInstances.withMeta({ InstanceIds: ids }),
  () => cvm.describeInstances(),
  () => cvm.describeInstances({ Filters: [{ Name: 'zone', Values: ['a'] }] }),
  () => cvm.runInstances({ Placement: { Zone: 'ap-guangzhou-3' }, ImageId: 'img-12345678' }),
  () => cvm.describeZones(),
];

const signed = {
  ...{ timestamp: 1, action: 'StopInstances', credentials },
  endpoint: wire.parseEndpoint('https://gateway.example'),
};
const signing = {
  ...{ secretId: 'a', secretKey: 'b', service: 'cvm', timestamp: 1 },
  ...{ method: 'GET', host: 'h', contentType: 'c' },
};
const v3Request = { ...signed, service: 'cvm', version: '2017-03-12', parameters: { InstanceIds: ids } };
const canonical = { method: 'GET', headers: { host: 'h' }, hashedPayload: 'x' };
const carrier = () => v3.v3();
const carried = (cvm: v2.ClientConfig) => v2.createCvm({ ...cvm, api: carrier() });

/** Calls of each function, by its name. */
type Acts = Readonly<Record<string, () => unknown>>;

const ofV2: Acts = {
  createCvm: calls(v2.createCvm, 'v2', v2Calls),
  createClient: calls(
    (given) =>
      v2.createClient({ stopInstances: v2.stopInstances, describeInstances: v2.describeInstances }, given),
    'v2',
    v2Calls,
  ),
  callAction: calls(v2.createCvm, 'v2', (cvm) => [
    () => v2.callAction(cvm, { service: 'cvm', action: 'StopInstances' }),
    () => v2.callAction(cvm, { service: 'cbs', action: 'DescribeCbsStorages', parameters: { a: [1] } }),
  ]),
  paginate: calls(v2.createCvm, 'v2', (cvm) => [() => v2.paginate(cvm.describeInstances).toArray()]),
  waitUntilRunning: calls(v2.createCvm, 'v2', (cvm) => [() => v2.waitUntilRunning(cvm, ids)]),
  waitUntil: calls(v2.createCvm, 'v2', (cvm) => [
    () => v2.waitUntil(cvm.describeInstances, v2.instancesRunning, { ids }),
  ]),
  waitUntilStopped: calls(v2.createCvm, 'v2', (cvm) => [() => v2.waitUntilStopped(cvm, ids)]),
  createFetchTransport: () => v2.createFetchTransport(),
  createLimiter: () => {
    const limiter = v2.createLimiter(instantRuntime());
    const call = { endpoint: 'h', key: 'k', service: 'cvm', action: 'A', attempts: 0 };
    return limiter.acquire({ ...call, quotas: [{ calls: 1, seconds: 1, per: 'action' }] });
  },
  fromEnvironment: () => v2.fromEnvironment((name) => `of ${name}`)(),
  credentialsSource: () => v2.credentialsSource({ secretId: 'a', secretKey: 'b' }),
  isQcvmError: () => [v2.isQcvmError({}), v2.isQcvmError(new Error('x'))],
};

const ofV3: Acts = {
  createCvm: calls(v3.createCvm, 'v3', v3Calls),
  createClient: calls((given) => v3.createClient(v3.cvmOperations, given), 'v3', v3Calls),
  createServiceClient: calls((given) => v3.createServiceClient(v3.cvmOperations, given), 'v3', v3Calls),
  v3: calls(carried, 'v3', v2Calls),
  callAction: calls(v3.createCvm, 'v3', (cvm) => [
    () => v3.callAction(cvm, { service: 'cvm', action: 'StopInstances' }),
    () => v3.callAction(cvm, { service: 'cbs', version: '2017-03-12', action: 'DescribeDisks' }),
  ]),
  paginate: calls(v3.createCvm, 'v3', (cvm) => [() => v3.paginate(cvm.describeInstances).toArray()]),
  waitUntilRunning: calls(v3.createCvm, 'v3', (cvm) => [() => v3.waitUntilRunning(cvm, ids)]),
  waitUntilStopped: calls(v3.createCvm, 'v3', (cvm) => [() => v3.waitUntilStopped(cvm, ids)]),
  successorOf: () => [
    v3.successorOf({ service: 'cvm', action: 'StopInstances' }),
    v3.successorOf({ service: 'cbs', action: 'x' }),
  ],
  plainOperation: () =>
    v3.plainOperation(v3.stopInstances.service, 'DescribeDisks', { DiskIds: { kind: 'array' } as never }),
};

const ofWire: Acts = {
  flatten: () => wire.flatten({ a: { b: [1, 'x'] } }),
  unflatten: () => wire.unflatten({ 'a.0': 'x', b: 'y' }),
  canonicalString: () => wire.canonicalString({ method: 'GET', host: 'h', path: '/', params: { a: '1' } }),
  sign: () => wire.sign({ secretKey: 'k', canonical: 'c' }),
  signature: () => wire.signature({ secretKey: 'k', canonical: 'c' }),
  publicParameters: () => wire.publicParameters('v3'),
  parseEndpoint: () => wire.parseEndpoint('https://cvm.api.qcloud.com'),
  signedRequest: () => wire.signedRequest({ ...signed, nonce: 1, parameters: { instanceIds: ids } }),
  signedUrl: () => wire.signedUrl({ ...signed, nonce: 1, parameters: { instanceIds: ids } }),
  parseResponse: () =>
    answers.v2.map((answer) => wire.parseResponse({ status: 200, body: JSON.stringify(answer) })),
};

const ofV3Wire: Acts = {
  authorization: async () => [
    await v3Wire.authorization(signing),
    await v3Wire.authorization({ ...signing, query: { a: 1 } }),
  ],
  signature: () => v3Wire.signature(signing),
  canonicalRequest: () => v3Wire.canonicalRequest(canonical),
  signedHeaders: () => v3Wire.signedHeaders({ host: 'h' }),
  dateOf: () => v3Wire.dateOf(1),
  stringToSign: () => v3Wire.stringToSign({ timestamp: 1, service: 'cvm', canonicalRequest: 'x' }),
  signedRequest: async () => [
    await v3Wire.signedRequest(v3Request),
    await v3Wire.signedRequest({ ...v3Request, signatureMethod: 'HmacSHA1' }),
    await v3Wire.signedRequest({ ...v3Request, method: 'GET' }),
  ],
  parseResponse: () =>
    answers.v3.map((answer) => v3Wire.parseResponse({ status: 200, body: JSON.stringify(answer) })),
};

const ofNode: Acts = {
  chain: () => node.chain(() => ({ secretId: 'a', secretKey: 'b' }))(),
  defaultChain: () => node.defaultChain(),
  fromProfile: () => node.fromProfile(),
  fromInstanceMetadata: () => node.fromInstanceMetadata(),
  createNodeTransport: () => node.createNodeTransport(),
  proxyFromEnvironment: () => node.proxyFromEnvironment(),
};

const ofInternal: Acts = {
  relay: calls(carried, 'v3', (cvm) => [
    () => internal.relay(cvm, { operation: v2.stopInstances, input: { instanceIds: ids } }),
    () => internal.relay(cvm, { operation: v2.describeInstances, input: {} }),
  ]),
  parseIni: () => internal.parseIni('[a]\nb = c'),
  iniLines: () => [...internal.iniLines('[a]\nb = c')],
  readIniLine: () => internal.readIniLine('b = c'),
  isProfileName: () => internal.isProfileName('a'),
  decodeText: () => internal.decodeText(Buffer.from('text')),
  didYouMean: () => internal.didYouMean('zone', ['zones']),
  quotaWindow: () => internal.quotaWindow({ seconds: 60 }),
  hintAt: () => internal.hintAt('zone', ['zones']),
};

const entryPoints: Readonly<Record<string, readonly [module: object, acts: Acts]>> = {
  '@qcvm/client': [v2, ofV2],
  '@qcvm/client/v3': [v3, { ...ofV2, ...ofV3 }],
  '@qcvm/client/wire': [wire, ofWire],
  '@qcvm/client/v3/wire': [v3Wire, ofV3Wire],
  '@qcvm/client/node': [node, ofNode],
  '@qcvm/client/internal': [internal, ofInternal],
};

/** What a call came to, as data that is the same whenever the same was done. */
async function outcome(act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    return v2.isQcvmError(error)
      ? [error.name, error.message, error.toJSON()]
      : ['foreign', error instanceof Error ? error.message : error];
  }
}

async function everything(acts: Acts): Promise<string[]> {
  const results: string[] = [];
  for (const [name, act] of Object.entries(acts))
    results.push(`${name}: ${JSON.stringify(await outcome(act))}`);
  return results;
}

const names = namesInSources();

/** What some option takes; in `npm run test:deep`, also one of each other kind. */
const values: readonly unknown[] = ['GET', 'HmacSHA1', '/evil', true];
const allValues = [...values, 'evil', 1, null, [], { region: 'evil' }, () => 'evil'];

const tested = /^(ensure|fleetEvents$|createUndiciTransport$)/;

test.each(Object.entries(entryPoints))('every function of %s is called here', (_, [module, acts]) => {
  const functions = Object.entries(module).filter(
    ([name, value]) => typeof value === 'function' && !/^[A-Z]/.test(name) && !tested.test(name),
  );
  expect(Object.keys(acts).sort()).toEqual(functions.map(([name]) => name).sort());
});

const everyEntryPoint = async (): Promise<string[]> => {
  const results: string[] = [];
  for (const [entryPoint, [, acts]] of Object.entries(entryPoints))
    for (const result of await everything(acts)) results.push(`${entryPoint}, ${result}`);
  return results;
};
let first: Promise<string[]> | undefined;

// One pollution for all entry points: making it takes longer than calling them.
test.each((inject('properties').factor > 1 ? allValues : values).map((value) => [value]))(
  'nothing that a function does depends on Object.prototype, where every name is %j',
  async (value) => {
    const clean = await (first ??= everyEntryPoint());
    const properties = Object.fromEntries(names.map((name) => [name, value]));
    const dirty = await polluted(properties, { enumerable: false, act: everyEntryPoint });
    expect(differences(clean, dirty)).toEqual([]);
  },
);
