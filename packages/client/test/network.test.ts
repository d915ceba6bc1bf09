import { createEmulator } from '@qcvm/mock';
import { afterEach, describe, expect, test } from 'vitest';
import {
  BatchError,
  createCvm,
  paginate,
  TimeoutError,
  TransportError,
  type ClientConfig,
} from '../src/index.js';
import { createNodeTransport } from '../src/index.node.js';
import { credentials } from './support/scripted.js';
import {
  httpServer,
  httpsServer,
  listen,
  makeCertificate,
  readAll,
  type Listening,
  type ServerResponse,
} from './support/server.js';

const instanceIds = ['ins-09dx96dg'];
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A client whose requests really go to a server of this machine. */
async function clientOf(answer: (response: ServerResponse) => unknown, more: Partial<ClientConfig> = {}) {
  let requests = 0;
  const server: Listening = await listen(
    httpServer((incoming, response) => {
      requests++;
      void readAll(incoming).then(() => answer(response));
    }),
  );
  open.push(server);
  const endpoint = `http://127.0.0.1:${server.port}`;
  const retry = { baseDelay: 1, maxAttempts: 3 };
  return {
    cvm: createCvm({ region: 'gz', credentials, endpoint, retry, ...more }),
    requests: () => requests,
  };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it did not reject'),
    (error: unknown) => error,
  );

describe('a server that', () => {
  test.each<[string, (response: ServerResponse) => unknown, object]>([
    [
      'answers with a page',
      (response) => response.writeHead(502).end('<html>Bad Gateway</html>'),
      { status: 502, phase: 'response' },
    ],
    [
      'cuts the body',
      (response) =>
        response.writeHead(200, { 'content-length': 99 }).write('{"code"', () => response.destroy()),
      { phase: 'response' },
    ],
    ['hangs up', (response) => response.destroy(), { phase: 'sent' }],
    ['answers nothing', (response) => response.end(), { status: 200, phase: 'response' }],
  ])(
    '%s: a read is tried again, a change is not, and both know what happened',
    async (_, answer, expected) => {
      const { cvm, requests } = await clientOf(answer);
      const read = await failure(cvm.describeInstances());
      expect(read).toBeInstanceOf(TransportError);
      expect(read).toMatchObject({ ...expected, attempts: 3, ambiguous: false });
      expect(requests()).toBe(3);
      const change = await failure(cvm.stopInstances({ instanceIds }));
      expect(change).toMatchObject({ ...expected, attempts: 1, ambiguous: true, resourceIds: instanceIds });
      expect(requests()).toBe(4);
    },
  );

  test('sends too much: the response is refused, not buffered', async () => {
    const { cvm } = await clientOf((response) => response.end('x'.repeat(2_000_000)), {
      maxResponseBytes: 100_000,
    });
    expect(await failure(cvm.stopInstances({ instanceIds }))).toMatchObject({
      name: 'TransportError',
      message: expect.stringContaining('longer than 100000 bytes') as string,
    });
  });

  test('stays silent: the attempt ends at its timeout', async () => {
    const { cvm, requests } = await clientOf(() => undefined, { timeout: 50 });
    const error = await failure(cvm.stopInstances({ instanceIds }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ timeout: 50, phase: 'sent', ambiguous: true, attempts: 1 });
    expect(await failure(cvm.describeInstances())).toMatchObject({ attempts: 3 });
    expect(requests()).toBe(4);
  });

  test('does not listen: nothing was sent, so even a restart is retried', async () => {
    const server = await listen(httpServer(() => undefined));
    await server.close();
    const endpoint = `http://127.0.0.1:${server.port}`;
    const cvm = createCvm({ region: 'gz', credentials, endpoint, retry: { baseDelay: 1 } });
    const error = await failure(cvm.restartInstances({ instanceIds }));
    expect(error).toMatchObject({ phase: 'unsent', ambiguous: false, retryable: true, attempts: 4 });
    expect((error as Error).message).toContain('ECONNREFUSED');
  });
});

test('an abort ends a call that is on its way, with the caller’s reason', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const { cvm } = await clientOf(() => controller.abort(reason));
  expect(await failure(cvm.stopInstances({ instanceIds }, { signal: controller.signal }))).toBe(reason);
});

describe('the emulator, over HTTP', () => {
  const start = async () => {
    const emulator = createEmulator({
      instances: [{ unInstanceId: 'ins-running1' }, { unInstanceId: 'ins-running2', status: 'shutDown' }],
    });
    const server = await emulator.listen();
    open.push(server);
    return { emulator, server };
  };

  test.each([
    ['GET', 'HmacSHA256'],
    ['GET', 'HmacSHA1'],
    ['POST', 'HmacSHA256'],
    ['POST', 'HmacSHA1'],
  ] as const)('accepts what we sign for %s with %s', async (method, signatureMethod) => {
    const { emulator, server } = await start();
    const { credentials: key } = emulator;
    const cvm = createCvm({
      region: 'ap-guangzhou',
      credentials: key,
      endpoint: server.url,
      method,
      signatureMethod,
    });
    const { detail } = await cvm.stopInstances({ instanceIds: ['ins-running1'] });
    expect(detail['ins-running1']).toMatchObject({ code: 0 });
  });

  test('says what time it is: a clock that is years off is corrected within one retry', async () => {
    const { emulator, server } = await start();
    const cvm = createCvm({
      region: 'ap-guangzhou',
      credentials: emulator.credentials,
      endpoint: server.url,
      runtime: { now: () => Date.now() - 3 * 365 * 86_400_000 },
    });
    expect((await cvm.describeInstances.withMeta()).meta).toMatchObject({ attempts: 2, totalRetryDelay: 0 });
    expect((await cvm.describeInstances.withMeta()).meta).toMatchObject({ attempts: 1 });
  });

  test('stops one instance and reports the other as already shut down', async () => {
    const { emulator, server } = await start();
    const cvm = createCvm({
      region: 'ap-guangzhou',
      credentials: emulator.credentials,
      endpoint: server.url,
    });
    const instances = await paginate(cvm.describeInstances).toArray();
    const ids = instances.map(({ unInstanceId }) => unInstanceId);
    expect(ids.sort()).toEqual(['ins-running1', 'ins-running2']);
    const error = await failure(cvm.stopInstances({ instanceIds: ids }));
    expect(error).toBeInstanceOf(BatchError);
    const { succeeded, failed } = error as BatchError;
    expect([succeeded, failed].map((results) => results.map(({ resourceId }) => resourceId))).toEqual([
      ['ins-running1'],
      ['ins-running2'],
    ]);
  });
});

test('HTTPS with an authority of one’s own', async () => {
  const certificate = makeCertificate();
  const server = await listen(
    httpsServer(certificate, (_, response) => response.end('{"code":0,"totalCount":0,"instanceSet":[]}')),
  );
  open.push(server);
  const endpoint = `https://localhost:${server.port}`;
  const config = { region: 'gz', credentials, endpoint, retry: false } as const;
  expect(await failure(createCvm(config).describeInstances())).toMatchObject({ phase: 'unsent' });
  const transport = createNodeTransport({ ca: certificate.cert });
  expect(await createCvm({ ...config, transport }).describeInstances()).toEqual({
    totalCount: 0,
    instanceSet: [],
  });
});
