import { describe, expect, test } from 'vitest';
import * as v2 from '../src/index.js';
import * as internal from '../src/internal.js';
import * as node from '../src/index.node.js';
import * as v3 from '../src/v3/index.js';
import * as v3Wire from '../src/v3/wire.js';
import * as wire from '../src/wire.js';
import * as schemas from '../src/schemas/index.js';
import { instantRuntime } from './support/pollution.js';
import { credentials, json, scripted } from './support/scripted.js';

// Untyped code calls with anything. Where an object is asked for, whatever else is given is refused by the name of the argument, with
// its shape: never by an error of the engine.

const ids = ['ins-09dx96dg'];
const config = {
  ...{ region: 'ap-guangzhou', credentials, runtime: instantRuntime() },
  transport: scripted(json({ code: 0, message: '' })),
};
const signed = {
  timestamp: 1,
  action: 'StopInstances',
  credentials,
  endpoint: wire.parseEndpoint('https://h'),
};
const signing = {
  ...{ secretId: 'a', secretKey: 'b', service: 'cvm', timestamp: 1 },
  ...{ method: 'GET', host: 'h', contentType: 'c' },
};

/** An argument by its name, which ends in ? where it may be left out, and what is right for it. Without a name it may be anything. */
type Argument = readonly [name: string, right: unknown];
type Arguments = Readonly<Record<string, readonly Argument[]>>;

const any = (right?: unknown): Argument => ['', right];
const options: Argument = ['options', {}];
const optional: Argument = ['options?', {}];

const ofBoth = ({
  cvm,
  stopInstances,
  waiter,
}: {
  readonly cvm: { readonly describeInstances: unknown };
  readonly stopInstances: unknown;
  readonly waiter: unknown;
}): Arguments => {
  const fleet: readonly Argument[] = [['client', cvm], any(ids), optional];
  return {
    createCvm: [['config', config]],
    createClient: [
      ['operations', { stopInstances }],
      ['config', config],
    ],
    callAction: [['client', cvm], ['request', { service: 'cvm', action: 'A' }], optional],
    paginate: [['method', cvm.describeInstances], ['input?', {}], optional],
    waitUntil: [
      ['method', cvm.describeInstances],
      ['waiter', waiter],
      ['options', { ids }],
    ],
    waitUntilRunning: fleet,
    waitUntilStopped: fleet,
    ensureRestarted: fleet,
    ensureRestartedEvents: fleet,
    ensureRunning: fleet,
    ensureRunningEvents: fleet,
    ensureStopped: fleet,
    ensureStoppedEvents: fleet,
    fleetEvents: [['client', cvm], any(ids), ['options', { action: 'stop' }]],
    createFetchTransport: [optional],
    createLimiter: [['runtime', instantRuntime()]],
    fromEnvironment: [['options.environment?', () => '']],
    // They tell what is theirs from everything else.
    credentialsSource: [any()],
    isQcvmError: [any()],
  };
};

const ofV2 = ofBoth({
  ...{ cvm: v2.createCvm(config), stopInstances: v2.stopInstances, waiter: v2.instancesStopped },
});
const ofV3: Arguments = {
  ...ofBoth({
    ...{ cvm: v3.createCvm(config), stopInstances: v3.stopInstances, waiter: v2.instancesStopped },
  }),
  createServiceClient: [
    ['operations', { stopInstances: v3.stopInstances }],
    ['config', config],
  ],
  v3: [optional],
  successorOf: [['operation', { service: 'cvm', action: 'StopInstances' }]],
  // Made of what it is given, by thousands in generated code.
  plainOperation: [any()],
};
const ofWire: Arguments = {
  flatten: [['parameters', {}]],
  unflatten: [['flat', {}]],
  canonicalString: [['request', { method: 'GET', host: 'h', path: '/', params: {} }]],
  sign: [options],
  signature: [options],
  publicParameters: [any()],
  parseEndpoint: [['endpoint', 'https://h']],
  signedRequest: [['options', { ...signed, nonce: 1 }]],
  signedUrl: [['options', { ...signed, nonce: 1 }]],
  // They never throw, whatever comes.
  parseResponse: [any()],
};
const ofV3Wire: Arguments = {
  authorization: [['options', signing]],
  signature: [['options', signing]],
  canonicalRequest: [options],
  signedHeaders: [['headers', {}]],
  dateOf: [any()],
  stringToSign: [options],
  signedRequest: [['options', signed]],
  parseResponse: [any()],
};
const ofNode: Arguments = {
  chain: [['providers', () => credentials]],
  defaultChain: [optional],
  fromProfile: [optional],
  fromInstanceMetadata: [optional],
  createNodeTransport: [optional],
  createUndiciTransport: [['dispatcher', { dispatch: () => true }]],
  proxyFromEnvironment: [['options.environment?', () => '']],
};
const ofSchemas: Arguments = {
  describedOperations: [],
  inputSchema: [['operation', v2.stopInstances]],
  outputSchema: [['operation', v2.stopInstances]],
};
const ofInternal: Arguments = {
  relay: [
    ['client', v2.createCvm({ ...config, api: v3.v3() })],
    ['relayed', { operation: v2.stopInstances, input: {} }],
  ],
};

const entryPoints: readonly [name: string, module: object, table: Arguments][] = [
  ['@qcvm/client', v2, ofV2],
  ['@qcvm/client/v3', v3, ofV3],
  ['@qcvm/client/wire', wire, ofWire],
  ['@qcvm/client/v3/wire', v3Wire, ofV3Wire],
  ['@qcvm/client/node', node, ofNode],
  ['@qcvm/client/schemas', schemas, ofSchemas],
  ['@qcvm/client/internal', internal, ofInternal],
];

const functionsOf = (module: object): [string, (...given: unknown[]) => unknown][] =>
  Object.entries(module).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'function' && !/^[A-Z]/.test(name)
      ? [[name, value as (...given: unknown[]) => unknown]]
      : [],
  );

/** What a call throws, at once, as a rejection, or as soon as it is read. */
async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    const result: unknown = await call();
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result)
      for await (const event of result as AsyncIterable<unknown>) void event;
    if (typeof result === 'function') await (result as () => unknown)();
    return undefined;
  } catch (error) {
    return error;
  }
}

const wrong: readonly unknown[] = [undefined, null, 5, 'hunter2hunter2hunter2', true];

test.each(entryPoints.slice(0, -1))('every function of %s is called here', (_, module, table) => {
  expect(Object.keys(table).sort()).toEqual(
    functionsOf(module)
      .map(([name]) => name)
      .sort(),
  );
});

for (const [entryPoint, module, table] of entryPoints)
  describe(entryPoint, () => {
    const functions = functionsOf(module).filter(([name]) => table[name]?.some(([argument]) => argument));
    test.each(functions)('%s says what an argument must be, and what it got', async (name, called) => {
      const given = table[name] ?? [];
      for (const [place, [argument]] of given.entries())
        for (const value of wrong) {
          if (argument === '' || (argument.endsWith('?') && value === undefined)) continue;
          const values = given.map(([, right], index) => (index === place ? value : right));
          const error = await thrownBy(() => called(...values));
          const shape = `${name}(${values.map((each) => typeof each).join(', ')}) with ${String(value)}`;
          expect(error, shape).toBeInstanceOf(v2.ValidationError);
          const { problems, message } = error as v2.ValidationError;
          const problem = problems.find(({ parameter }) => parameter === argument.replace('?', ''));
          expect(problem?.message, shape).toMatch(/ must (be|have) .*; received /);
          expect(problem?.received, shape).toMatch(
            value === undefined || value === null ? `${value}` : new RegExp(`^(a|the) ${typeof value}`),
          );
          expect(message).not.toContain('hunter2hunter2hunter2');
        }
    });
  });
