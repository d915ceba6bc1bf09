import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/index.js';
import type { Emulator } from '../../src/index.js';
import type { EmulatorServer, ListenOptions } from '../../src/emulator/listen.js';
import { denial } from '../../src/adapters/server/admin/guard.js';
import type { GuardedRequest } from '../../src/adapters/server/admin/guard.js';
import { formHeaders, signedForm } from './signing.js';

const servers: EmulatorServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: ListenOptions = {}): Promise<{ emulator: Emulator; server: EmulatorServer }> {
  const emulator = createEmulator({
    clock: { mode: 'manual' },
    accounts: [
      {
        keys: [
          { secretId: 'AKIDfirst', secretKey: 'hush-key' },
          { secretId: 'AKIDtemporary', secretKey: 'hush-too', token: 'hush-token' },
        ],
      },
    ],
    instances: [
      { unInstanceId: 'ins-00000001' },
      { unInstanceId: 'ins-00000002', status: 'shutDown', region: 'ap-beijing' },
    ],
  });
  const server = await emulator.listen(options);
  servers.push(server);
  return { emulator, server };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function admin(server: EmulatorServer, line: string, body?: unknown): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ');
  const answer = await fetch(`${server.url}/_emulator/api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function describeOnce(emulator: Emulator, server: EmulatorServer, secretKey?: string): Promise<void> {
  const body = signedForm(emulator, {
    host: `127.0.0.1:${server.port}`,
    ...(secretKey === undefined ? {} : { secretKey }),
  });
  await fetch(`${server.url}/v2/index.php`, { method: 'POST', body, headers: formHeaders });
}

interface Heard {
  /** Reads on until a text has come. */
  readonly until: (wanted: string) => Promise<void>;
  readonly stop: () => void;
}

async function listenTo(server: EmulatorServer): Promise<Heard> {
  const listening = new AbortController();
  const { body } = await fetch(`${server.url}/_emulator/api/events`, { signal: listening.signal });
  if (!body) throw new Error('no events');
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const until = async (wanted: string): Promise<void> => {
    let text = '';
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`the events ended without ${wanted}: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
  };
  // The first line says that the connection is open.
  await until('retry');
  return { until, stop: () => listening.abort() };
}

describe('the admin API', () => {
  it('says what there is', async () => {
    const { server } = await start();
    const { body } = await admin(server, 'GET ');
    expect(body).toMatchObject({
      routes: expect.arrayContaining([
        { method: 'GET', path: '/_emulator/api/instances', summary: expect.any(String) },
      ]),
    });
  });

  it('shows the fleet, filtered and in pages', async () => {
    const { server } = await start();
    expect((await admin(server, 'GET instances')).body).toMatchObject({
      total: 2,
      counts: { running: 1, shutDown: 1 },
      instances: [{ unInstanceId: 'ins-00000001' }, { unInstanceId: 'ins-00000002' }],
    });
    const only = async (query: string): Promise<unknown> =>
      (await admin(server, `GET instances?${query}`)).body;
    expect(await only('status=shutDown')).toMatchObject({
      total: 1,
      instances: [{ unInstanceId: 'ins-00000002' }],
    });
    expect(await only('status=2')).toMatchObject({ total: 1, instances: [{ unInstanceId: 'ins-00000001' }] });
    expect(await only('region=bj')).toMatchObject({ total: 1 });
    expect(await only('offset=1&limit=1')).toMatchObject({
      total: 2,
      instances: [{ unInstanceId: 'ins-00000002' }],
    });
  });

  it('adds, changes and removes instances', async () => {
    const { emulator, server } = await start();
    const added = await admin(server, 'POST instances', [{ unInstanceId: 'ins-00000003', stubborn: true }]);
    expect(added).toMatchObject({ status: 201, body: { instances: [{ unInstanceId: 'ins-00000003' }] } });
    expect(emulator.instances.get('ins-00000003').stubborn).toBe(true);
    expect(await admin(server, 'PATCH instances/ins-00000003', { status: 'failure' })).toMatchObject({
      status: 200,
      body: { statusName: 'failure' },
    });
    expect((await admin(server, 'DELETE instances/ins-00000003')).status).toBe(204);
    expect(emulator.instances.has('ins-00000003')).toBe(false);
  });

  it('shows requests, and explains a signature, without secrets', async () => {
    const { emulator, server } = await start();
    await describeOnce(emulator, server);
    await describeOnce(emulator, server, 'wrong');
    const listed = (await admin(server, 'GET requests')).body;
    expect(listed).toMatchObject({ total: 2, requests: [{ id: 1 }, { id: 2, outcome: { code: 4100 } }] });
    expect((await admin(server, 'GET requests?code=4100')).body).toMatchObject({ requests: [{ id: 2 }] });
    expect((await admin(server, 'GET requests?limit=1')).body).toMatchObject({ requests: [{ id: 2 }] });
    expect((await admin(server, 'GET requests?after=1')).body).toMatchObject({ requests: [{ id: 2 }] });
    expect((await admin(server, 'GET requests/2')).body).toMatchObject({ action: 'DescribeInstances' });
    const explanation = (await admin(server, 'GET requests/2/explanation')).body;
    expect(explanation).toMatchObject({ valid: false, signatureMethod: 'HmacSHA256' });
    const everything = JSON.stringify([listed, explanation]);
    expect(everything).not.toContain('hush');
    expect(listed).toMatchObject({ requests: [{ parameters: { Signature: '[redacted]' } }, {}] });
    expect((await admin(server, 'DELETE requests')).status).toBe(204);
    expect((await admin(server, 'GET requests')).body).toMatchObject({ requests: [] });
  });

  it('switches faults on and off', async () => {
    const { emulator, server } = await start();
    const added = await admin(server, 'POST faults', {
      fault: { kind: 'code', code: 6000 },
      action: 'StopInstances',
    });
    expect(added).toMatchObject({ status: 201, body: { id: 1, hits: 0 } });
    await admin(server, 'POST faults', { fault: { kind: 'drop' } });
    expect((await admin(server, 'GET faults')).body).toMatchObject({ faults: [{ id: 1 }, { id: 2 }] });
    expect((await admin(server, 'DELETE faults/1')).status).toBe(204);
    expect(emulator.faults.list().map(({ id }) => id)).toEqual([2]);
    expect((await admin(server, 'DELETE faults')).status).toBe(204);
    expect(emulator.faults.list()).toEqual([]);
  });

  it('shows and moves the time', async () => {
    const { server } = await start();
    const now = Date.UTC(2026, 0, 1);
    expect((await admin(server, 'GET clock')).body).toEqual({ mode: 'manual', now });
    expect((await admin(server, 'POST clock/advance', { milliseconds: 1500 })).body).toMatchObject({
      now: now + 1500,
    });
  });

  it('takes a snapshot without secrets and goes back to it', async () => {
    const { emulator, server } = await start();
    const { body: snapshot } = await admin(server, 'GET snapshot');
    expect(JSON.stringify(snapshot)).toContain('AKIDtemporary');
    expect(JSON.stringify(snapshot)).not.toContain('hush');
    emulator.instances.remove('ins-00000001');
    expect((await admin(server, 'PUT snapshot', snapshot)).status).toBe(204);
    expect(emulator.instances.has('ins-00000001')).toBe(true);
    await describeOnce(emulator, server);
    expect(emulator.requests.last()).toMatchObject({ outcome: { code: 0 } });
  });

  it('does not restore a key whose secret is hidden', async () => {
    const { emulator, server } = await start();
    const { body: snapshot } = await admin(server, 'GET snapshot');
    const text = JSON.stringify(snapshot).replaceAll(emulator.credentials.secretId, 'AKIDforeign');
    const before = emulator.snapshot();
    expect(await admin(server, 'PUT snapshot', text)).toMatchObject({
      status: 409,
      body: { error: /AKIDforeign/ },
    });
    expect(emulator.snapshot()).toEqual(before);
  });

  it('goes back to the start', async () => {
    const { emulator, server } = await start();
    emulator.instances.remove('ins-00000001');
    await describeOnce(emulator, server);
    expect((await admin(server, 'POST reset', {})).status).toBe(204);
    expect(emulator.instances.has('ins-00000001')).toBe(true);
    expect(emulator.requests.list()).toEqual([]);
  });

  it('shows accounts without secrets', async () => {
    const { server } = await start();
    const { body } = await admin(server, 'GET accounts');
    expect(body).toMatchObject({
      accounts: [{ keys: [{ secretId: 'AKIDfirst' }, { secretId: 'AKIDtemporary' }] }],
    });
    expect(JSON.stringify(body)).not.toContain('hush');
  });

  it('publishes changes as they happen', async () => {
    const { emulator, server } = await start();
    const heard = await listenTo(server);
    emulator.clock.advance(1);
    await heard.until('"clock"');
    await describeOnce(emulator, server);
    await heard.until('"request"');
    heard.stop();
  });

  it('publishes scheduled changes of an instance on a running clock', async () => {
    // The time of the machine, which passes only with a listener: else the change could be over before.
    let time = 1_000_000;
    let wake = (): void => undefined;
    const sleep = (): Promise<void> => new Promise((resolve) => (wake = resolve));
    const emulator = createEmulator({
      clock: { mode: 'accelerated', factor: 1000 },
      instances: [{ unInstanceId: 'ins-00000001', becomes: { status: 'shutDown', after: 20_000 } }],
      runtime: { now: () => time, sleep },
    });
    const server = await emulator.listen();
    servers.push(server);
    const heard = await listenTo(server);
    time += 20;
    wake();
    await heard.until('"instances"');
    heard.stop();
    expect(emulator.instances.get('ins-00000001').statusName).toBe('shutDown');
  });
});

describe('bad input to the admin API is refused, and changes nothing', () => {
  const cases: [line: string, body: unknown, status: number, error: RegExp][] = [
    ['GET nothing', undefined, 404, /no \/_emulator\/api\/nothing/],
    ['POST clock', {}, 405, /knows GET/],
    ['PUT instances', {}, 405, /knows GET, POST/],
    ['GET %ff', undefined, 400, /percent-encoded/],
    ['GET instances?limit=-1', undefined, 400, /limit/],
    ['GET instances?status=asleep', undefined, 400, /asleep/],
    ['GET requests/1', undefined, 404, /no request 1/],
    ['GET requests/x', undefined, 404, /no request x/],
    ['GET requests/1/explanation', undefined, 404, /no request 1/],
    ['DELETE instances/ins-0000000x', undefined, 404, /no instance/],
    ['PATCH instances/ins-0000000x', { status: 2 }, 404, /no instance/],
    ['POST instances/ins-0000000x/begin', { action: 'StopInstances' }, 404, /no instance/],
    ['POST instances/ins-00000001/begin', { action: 'TerminateInstances' }, 400, /action/],
    [
      'POST instances/ins-00000001/begin',
      { action: 'StartInstances' },
      400,
      /is RUNNING, and must be STOPPED/,
    ],
    ['PATCH instances/ins-00000001', { status: 'asleep' }, 400, /status/],
    ['PATCH instances/ins-00000001', { unInstanceId: 'ins-1' }, 400, /unInstanceId/],
    ['POST instances', { statsu: 2 }, 400, /statsu.*status/],
    [
      'POST instances',
      [{ unInstanceId: 'ins-00000009' }, { unInstanceId: 'ins-00000001' }],
      400,
      /ins-00000001/,
    ],
    ['POST instances', 'not json', 400, /not JSON/],
    ['POST instances', '3', 400, /expected an object/],
    ['POST faults', {}, 400, /fault: missing/],
    ['POST faults', { fault: { kind: 'flood' } }, 400, /flood/],
    ['POST faults', { fault: { kind: 'drop' }, nth: 0 }, 400, /nth/],
    ['DELETE faults/1', undefined, 404, /no fault 1/],
    ['POST clock/advance', {}, 400, /milliseconds: missing/],
    ['POST clock/advance', { milliseconds: -1 }, 400, /milliseconds/],
    ['POST clock/advance', { milliseconds: '1' }, 400, /milliseconds/],
    ['PUT snapshot', [], 400, /object/],
    ['PUT snapshot', { format: 'other' }, 400, /snapshot/],
  ];
  it.each(cases)('%s %j', async (line, body, status, error) => {
    const { emulator, server } = await start();
    const before = emulator.snapshot();
    const answer = await admin(server, line, body);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: string }).error).toMatch(error);
    expect(emulator.snapshot()).toEqual(before);
  });
});

describe('access to the admin API', () => {
  const own: GuardedRequest = {
    method: 'GET',
    host: '127.0.0.1:80',
    scheme: 'http',
    headers: {},
    document: false,
  };
  const json = { 'content-type': 'application/json' };
  const cases: [name: string, request: Partial<GuardedRequest>, status: number | undefined][] = [
    ['a program', {}, undefined],
    ['a program that changes something', { method: 'POST', headers: json }, undefined],
    [
      'JSON with a charset',
      { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' } },
      undefined,
    ],
    ['a form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    [
      'a text that looks like JSON',
      { method: 'POST', headers: { 'content-type': 'application/jsonp' } },
      415,
    ],
    ['no type at all', { method: 'PUT' }, 415],
    ['the page', { headers: { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:80' } }, undefined],
    ['a typed address', { headers: { 'sec-fetch-site': 'none' } }, undefined],
    ['another port', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['another origin', { method: 'POST', headers: { ...json, origin: 'https://evil.example' } }, 403],
    ['no origin of its own', { headers: { origin: 'null' } }, 403],
    ['the same host by another scheme', { headers: { origin: 'https://127.0.0.1:80' } }, 403],
    ['a name that was rebound', { host: 'evil.example' }, 403],
    ['a name that looks like an address', { host: '127.0.0.1.evil.example:80' }, 403],
    ["the API's own name", { host: 'cvm.api.qcloud.com' }, 403],
    ['localhost', { host: 'localhost:80' }, undefined],
    ['IPv6', { host: '[::1]:80' }, undefined],
    ['the name it listens on', { host: 'Emulator.test:80' }, undefined],
    [
      'a link to the page',
      { document: true, headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } },
      undefined,
    ],
    ['a link to the API', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } }, 403],
    [
      'a script from the page on another site',
      { document: true, headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } },
      403,
    ],
  ];
  it.each(cases)('%s', (_name, request, status) => {
    expect(denial({ ...own, ...request }, 'emulator.test')?.status).toBe(status);
  });

  it('a foreign origin cannot change anything', async () => {
    const { emulator, server } = await start();
    const answer = await fetch(`${server.url}/_emulator/api/instances/ins-00000001`, {
      method: 'DELETE',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(emulator.instances.has('ins-00000001')).toBe(true);
  });

  it('no page, when it is switched off', async () => {
    const { server } = await start({ adminApi: false });
    const answer = await fetch(`${server.url}/_emulator/api/instances`);
    // The path is then one like any other: the API's own answer.
    expect(await answer.json()).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
    expect(server.pageUrl).toBeUndefined();
  });

  it('programs only, when the page is switched off', async () => {
    const { server } = await start({ page: false });
    expect((await fetch(`${server.url}/_emulator/`)).status).toBe(404);
    expect((await fetch(`${server.url}/_emulator/api/clock`)).status).toBe(200);
  });
});

it('a request that would add more instances than can be answered is refused at once', async () => {
  const emulator = createEmulator();
  await using server = await emulator.listen();
  const response = await fetch(`${server.url}/_emulator/api/instances`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ count: 1_000_000 }, { count: 1_000_000 }]),
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: 'A request adds at most 10000 instances, not 2000000.' },
  ]);
  expect(emulator.instances.count).toBe(0);
});

describe('parts of long lists', () => {
  const ask = async (server: EmulatorServer, path: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${server.url}/_emulator/api/${path}`)).json()) as Record<string, unknown>;

  it('are counted from the latest request, and found by what was asked and answered', async () => {
    const emulator = createEmulator({ clock: 'manual', onUnexpected: 'answer' });
    await using server = await emulator.listen();
    for (const Action of ['InventA', 'InventB', 'InventC']) {
      const body = signedForm(emulator, {
        parameters: { Action },
        host: `127.0.0.1:${server.port}`,
      });
      await fetch(`${server.url}/v2/index.php`, { method: 'POST', body, headers: formHeaders });
    }
    const actions = async (query: string): Promise<unknown> => {
      const { found, requests } = await ask(server, `requests?${query}`);
      return [found, (requests as { action: string }[]).map(({ action }) => action)];
    };
    expect(await actions('limit=2')).toEqual([3, ['InventB', 'InventC']]);
    expect(await actions('limit=2&offset=2')).toEqual([3, ['InventA']]);
    expect(await actions('search=inventb+6100')).toEqual([1, ['InventB']]);
    expect(await actions('search=nothing')).toEqual([0, []]);
  });

  it('are found among instances by id, name, region and address', async () => {
    const emulator = createEmulator({
      instances: [{ unInstanceId: 'ins-aaaaaaa1', instanceName: 'Web one' }, { region: 'bj' }],
    });
    await using server = await emulator.listen();
    const total = async (search: string): Promise<unknown> =>
      (await ask(server, `instances?search=${encodeURIComponent(search)}`))['total'];
    const [, other] = emulator.instances.list();
    expect(await Promise.all(['AAAA1', 'web ONE', 'beijing', other?.lanIp ?? '', 'x'].map(total))).toEqual([
      1, 1, 1, 1, 0,
    ]);
  });
});
