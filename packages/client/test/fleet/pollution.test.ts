import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createClient,
  describeInstances,
  ensureRestarted,
  ensureRunning,
  ensureStopped,
  ensureStoppedEvents,
  isQcvmError,
  paginate,
  restartInstances,
  startInstances,
  stopInstances,
  waitUntilRunning,
  waitUntilStopped,
  type ClientConfig,
  type Transport,
} from '../../src/index.js';
import * as v3 from '../../src/v3/index.js';
import { instantRuntime, namesInSources, polluted } from '../support/pollution.js';
import { runs } from '../support/runs.js';
import { credentials } from '../support/scripted.js';
import { id, ids } from '../support/world.js';

// Another library has put something on Object.prototype: fleets must send the same requests to the same instances and count the
// same outcomes.

const [running, stopped] = [2, 4];

/** The same over API 3.0, which refuses a call as a whole and names the instance. */
function serviceV3(): Transport & { readonly sent: string[] } {
  const states = new Map<string, string>(
    ids(6).map((one, index) => [one, index % 2 ? 'STOPPED' : 'RUNNING']),
  );
  const sent: string[] = [];
  const answer = (action: string, asked: Readonly<Record<string, unknown>>): object => {
    const wanted = (asked['InstanceIds'] as readonly string[] | undefined) ?? [];
    if (action === 'DescribeZones') return { TotalCount: 0, ZoneSet: [] };
    if (action === 'DescribeInstances') {
      const found = (wanted.length > 0 ? wanted : [...states.keys()]).filter((one) => states.has(one));
      const items = found.map((InstanceId) => ({ InstanceId, InstanceState: states.get(InstanceId) }));
      return { TotalCount: items.length, InstanceSet: items };
    }
    const unknown = wanted.filter((one) => !states.has(one));
    if (unknown.length > 0)
      return { Error: { Code: 'InvalidInstanceId.NotFound', Message: `no ${unknown.join(' ')}` } };
    if (wanted.includes(id(4)))
      return { Error: { Code: 'UnsupportedOperation.InstanceStateStopped', Message: `not ${id(4)}` } };
    for (const one of wanted) states.set(one, action === 'StopInstances' ? 'STOPPED' : 'RUNNING');
    return {};
  };
  return {
    sent,
    async send({ method, url, body, headers }) {
      sent.push(`${method} ${url} ${body} ${[...Object.keys(headers)].join()}`);
      const Response = {
        RequestId: `r-${sent.length}`,
        ...answer(headers['x-tc-action'] ?? '', JSON.parse(body ?? '{}') as object as never),
      };
      return { status: 200, headers: {}, body: JSON.stringify({ Response }) };
    },
  };
}

/** A service of a few instances that change at once, with one that it refuses, one that it does not know, and one that is slow. */
function service(): Transport & { readonly sent: string[] } {
  const statuses = new Map<string, number>(ids(6).map((one, index) => [one, index % 2 ? stopped : running]));
  const sent: string[] = [];
  const list = (parameters: URLSearchParams): string => {
    const asked = [...parameters].flatMap(([name, value]) =>
      name.startsWith('instanceIds.') ? [value] : [],
    );
    const found = (asked.length > 0 ? asked : [...statuses.keys()]).filter((one) => statuses.has(one));
    const offset = Number(parameters.get('offset') ?? 0);
    const page = found.slice(offset, offset + Number(parameters.get('limit') ?? 20));
    const items = page.map(
      (one) => `{"unInstanceId":"${one}","instanceId":"${one}","status":${statuses.get(one)}}`,
    );
    return `{"code":0,"message":"","totalCount":${found.length},"instanceSet":[${items.join(',')}]}`;
  };
  const change = (action: string, parameters: URLSearchParams): string => {
    let refused = 0;
    const asked = [...parameters].flatMap(([name, value]) =>
      name.startsWith('instanceIds.') ? [value] : [],
    );
    const results = asked.map((one) => {
      if (one === id(4)) {
        refused++;
        return `"${one}":{"code":4000,"message":"no"}`;
      }
      statuses.set(one, action === 'StopInstances' ? stopped : running);
      return `"${one}":{"code":0,"message":"","requestId":"r-${one}"}`;
    });
    const code = refused === 0 ? 0 : refused === asked.length ? 5100 : 5400;
    return `{"code":${code},"message":"","detail":{${results.join(',')}}}`;
  };
  return {
    sent,
    async send({ method, url, body, headers }) {
      sent.push(`${method} ${url} ${body} ${[...Object.keys(headers)].join()}`);
      const parameters = new URLSearchParams(body ?? new URL(url).search);
      const action = parameters.get('Action') ?? '';
      const text = action === 'DescribeInstances' ? list(parameters) : change(action, parameters);
      const answer: { status: number; headers: Record<string, string>; body: string } = {
        status: 200,
        headers: {},
        body: text,
      };
      return answer;
    },
  };
}

async function outcome(act: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await act());
  } catch (error) {
    return isQcvmError(error) ? JSON.stringify([error.message, error]) : `foreign: ${String(error)}`;
  }
}

/** Every fleet function once, against a service of its own, and what it came to. */
async function everything(): Promise<string[]> {
  const all = [...ids(6), id(9)];
  const results: string[] = [];
  const operations = { describeInstances, stopInstances, startInstances, restartInstances };
  type Cvm = ReturnType<typeof createClient<typeof operations>>;
  const runV3 = async (act: (cvm: Cvm | v3.Cvm) => Promise<unknown>) => {
    for (const create of [
      (config: v3.ClientConfig) => v3.createCvm(config),
      (config: ClientConfig) => createClient(operations, { ...config, api: v3.v3() }),
    ]) {
      const transport = serviceV3();
      const config = { region: 'ap-guangzhou', credentials, transport, runtime: instantRuntime() };
      results.push(await outcome(async () => act(create(config))), ...transport.sent);
    }
  };
  const run = async (act: (cvm: Cvm) => Promise<unknown>) => {
    const transport = service();
    const config = { region: 'ap-guangzhou', credentials, transport, runtime: instantRuntime() };
    results.push(await outcome(async () => act(createClient(operations, config))), ...transport.sent);
  };
  const options = { maxWait: 60_000 };
  await run(async (cvm) => ensureStopped(cvm, all, { ...options, force: { after: 1_000 } }));
  await run(async (cvm) => ensureStopped(cvm, all, { ...options, wait: false }));
  await run(async (cvm) => ensureRunning(cvm, all, options));
  await run(async (cvm) => ensureRestarted(cvm, all, options));
  await run(async (cvm) => {
    const events: unknown[] = [];
    for await (const event of ensureStoppedEvents(cvm, all, options)) events.push(event);
    return events;
  });
  await run(async (cvm) => waitUntilStopped(cvm, ids(6), { maxWait: 20_000 }));
  await run(async (cvm) => waitUntilRunning(cvm, [id(0), id(2)], { maxWait: 20_000 }));
  await run(async (cvm) => paginate(cvm.describeInstances, { limit: 2 }).toArray());
  await run(async (cvm) => paginate(cvm.describeInstances, { instanceIds: all, limit: 4 }).toArray());
  await run(async (cvm) => ensureStopped(cvm, [], options));
  await run(async (cvm) => ensureStopped(cvm, ['x'], { ...options, concurrency: 0 }));
  await runV3(async (cvm) => ensureStopped(cvm, all, { ...options, force: { after: 1_000 } }));
  await runV3(async (cvm) => ensureStopped(cvm, all, { ...options, stoppedMode: 'STOP_CHARGING' }));
  await runV3(async (cvm) => ensureRunning(cvm, all, options));
  await runV3(async (cvm) => ensureRestarted(cvm, all, options));
  await runV3(async (cvm) => waitUntilStopped(cvm, ids(6), { maxWait: 20_000 }));
  return results;
}

const names = namesInSources();

/** A run that does not end is wrong, too. */
const patience = (): Promise<string[]> =>
  new Promise((resolve) => void setTimeout(resolve, 20_000, ['nothing in time']).unref());

let first: Promise<string[]> | undefined;

async function changes(properties: Readonly<Record<string, unknown>>): Promise<string[]> {
  const clean = await (first ??= everything());
  const act = () => Promise.race([everything(), patience()]);
  const dirty = await polluted(properties, { enumerable: false, act });
  return clean.flatMap((text, index) => (text === dirty[index] ? [] : [`${text} became ${dirty[index]}`]));
}

test.each(
  ['evil', 1, null, true, () => 'evil', { region: 'evil', force: true, kind: 'evil' }].map((value) => [
    value,
  ]),
)('what fleets send, and what they count, does not depend on Object.prototype: %j', async (value) => {
  expect(await changes(Object.fromEntries(names.map((name) => [name, value])))).toEqual([]);
});

test('what fleets send does not depend on some names of it only', async () => {
  const some = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(some, async (given) => {
      expect(await changes(Object.fromEntries(given.map((name) => [name, 'evil'])))).toEqual([]);
    }),
    runs(5),
  );
});
