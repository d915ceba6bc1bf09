import { request as httpRequest } from 'node:http';
import { signedRequest } from '@qcvm/client/v3/wire';
import { createEmulator } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { instanceSeeds, requestsV3 } from '@qcvm/mock/arbitraries';
import type { RequestV3 } from '@qcvm/mock/arbitraries';
import { handlers } from '@qcvm/mock/msw';
import fc from 'fast-check';
import { getResponse } from 'msw';
import { afterAll, expect, test } from 'vitest';
import { runs } from '../../../client/test/support/runs.js';

type Seeds = NonNullable<Parameters<typeof createEmulator>[0]>['instances'];

const worldOf = (instances: Seeds = []): Emulator =>
  createEmulator({ clock: 'manual', quota: false, onUnexpected: 'answer', instances });

const endpoint = {
  origin: 'https://cvm.tencentcloudapi.com',
  host: 'cvm.tencentcloudapi.com',
  path: '/',
} as const;

let nonces = 0;
const sign = (emulator: Emulator, request: RequestV3) =>
  signedRequest({
    ...{ ...request, endpoint, credentials: emulator.credentials },
    timestamp: Math.floor(emulator.clock.now() / 1000),
    nonce: () => (nonces += 1),
  });

const operations = [
  'describeInstances',
  'stopInstances',
  'startInstances',
  'rebootInstances',
  'terminateInstances',
  'runInstances',
  'modifyInstancesAttribute',
  'modifyInstancesProject',
  'resetInstancesPassword',
  'resetInstancesType',
  'renewInstances',
  'associateSecurityGroups',
  'describeZones',
  'describeKeyPairs',
] as const;

const anyRequest = fc.oneof(...operations.map((name) => requestsV3[name]));

/** A world, and a request that is about instances which are there, half of the time. */
const situation = fc.tuple(instanceSeeds, anyRequest).chain(([instances, request]) => {
  const ids = instances.flatMap(({ unInstanceId }) => unInstanceId ?? []);
  const known = fc.subarray(ids, { minLength: Math.min(1, ids.length) }).map((chosen) => ({
    ...request,
    region: 'ap-guangzhou',
    parameters:
      'InstanceIds' in request.parameters && chosen.length > 0
        ? { ...request.parameters, InstanceIds: chosen }
        : request.parameters,
  }));
  return fc.record({ instances: fc.constant(instances), request: fc.oneof(fc.constant(request), known) });
});

/** What makes the future, apart from what every call leaves behind. */
const stateOf = (emulator: Emulator): unknown => {
  const { instances, tasks, resources, accounts } = emulator.snapshot();
  return { instances, tasks, resources, accounts };
};

const codeIn = (text: string): string | undefined =>
  (JSON.parse(text) as { readonly Response: { readonly Error?: { readonly Code: string } } }).Response.Error
    ?.Code;

test('a request with an object or a list that is empty is one that can be signed', async () => {
  const emulator = worldOf();
  const requests = fc.sample(requestsV3.runInstances, { numRuns: 300, seed: 1 });
  const empty = requests.filter(({ parameters }) => /\{\}|\[\]/.test(JSON.stringify(parameters)));
  expect(empty).not.toEqual([]);
  for (const request of empty) expect(await sign(emulator, request)).toMatchObject({ method: 'POST' });
});

test('what is signed right is never refused for its signature, and what is refused changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async ({ instances, request }) => {
      const emulator = worldOf(instances);
      const before = stateOf(emulator);
      const { method, url, headers, body } = await sign(emulator, request);
      const response = await emulator.fetch(url, { method, headers, ...(body !== undefined && { body }) });
      const code = codeIn(await response.text());
      expect(code ?? '').not.toMatch(/^AuthFailure|^InvalidRequest|^UnknownParameter|^InternalError/);
      if (code !== undefined) expect(stateOf(emulator)).toEqual(before);
    }),
    runs(150),
  );
});

const servers: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

/** Over HTTP to a server, with the Host that was signed. */
const over = (
  port: number,
  { method, url, headers, body }: Awaited<ReturnType<typeof sign>>,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const { pathname, search } = new URL(url);
    const sent = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method,
        path: pathname + search,
        headers: { ...headers, host: endpoint.host },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.once('end', () => resolve(text));
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

test('every way in answers a history alike, and leaves the same world', async () => {
  const served = worldOf();
  const server = await served.listen({ adminApi: false });
  servers.push(server);
  const steps = fc.array(fc.tuple(situation, fc.nat(15_000)), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const [first] = history;
      const start = worldOf(first?.[0].instances).snapshot();
      const worlds = { direct: worldOf(), fetch: worldOf(), msw: worldOf(), server: served };
      for (const world of Object.values(worlds)) world.restore(start);
      for (const [{ request }, milliseconds] of history) {
        const signed = await sign(worlds.direct, request);
        const { method, url, headers, body } = signed;
        const asked = (): Request =>
          new Request(url, { method, headers, ...(body !== undefined && { body }) });
        const [path = '', query = ''] = url.slice(endpoint.origin.length).split('?');
        const direct = await worlds.direct.handle({
          ...{ adapter: 'transport', scheme: 'https', host: endpoint.host, loopback: false },
          ...{ method, path, query, headers, body: body ?? '' },
        });
        const expected = direct.kind === 'complete' ? direct.body : direct.kind;
        expect(await (await worlds.fetch.fetch(asked())).text()).toBe(expected);
        expect(await (await getResponse(handlers(worlds.msw), asked()))?.text()).toBe(expected);
        expect(await over(server.port, signed)).toBe(expected);
        for (const world of Object.values(worlds)) world.clock.advance(milliseconds);
      }
      const after = stateOf(worlds.direct);
      for (const world of Object.values(worlds)) expect(stateOf(world)).toEqual(after);
    }),
    runs(25),
  );
});
