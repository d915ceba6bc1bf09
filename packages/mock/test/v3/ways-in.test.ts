import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { createCvm } from '@qcvm/client/v3';
import { createEmulator } from '@qcvm/mock';
import type { Emulator, IncomingCall } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import { getResponse } from 'msw';
import { expect, test } from 'vitest';
import { exchangeBytes } from '../adapters/sockets.js';
import { tc3 } from './signing.js';
import type { Tc3Options } from './signing.js';

const make = (): Emulator =>
  createEmulator({
    clock: 'manual',
    onUnexpected: 'answer',
    instances: [{ unInstanceId: 'ins-00000001' }, { unInstanceId: 'ins-00000002', status: 'shutDown' }],
  });

const requestOf = ({ method, host, path, query, body, bytes, headers }: IncomingCall): Request =>
  new Request(`https://${host}${path}${query === '' ? '' : `?${query}`}`, {
    method,
    headers,
    ...(method === 'POST' ? { body: bytes ? new Uint8Array(bytes) : body } : {}),
  });

const textOf = async (response: Response | undefined): Promise<string> => {
  if (!response) throw new Error('not handled');
  return response.text();
};

const asked: readonly Tc3Options[] = [
  {},
  { method: 'GET', query: 'Limit=1' },
  { host: 'cvm.ap-shanghai.tencentcloudapi.com' },
  { action: 'StopInstances', body: '{"InstanceIds":["ins-00000001"]}' },
  { action: 'StopInstances', body: '{"InstanceIds":["ins-00000002"]}' },
  { secretKey: 'wrong' },
  { action: 'Nothing' },
  {
    contentType: 'multipart/form-data; boundary=b',
    body: '',
    bytes: new TextEncoder().encode(
      '--b\r\nContent-Disposition: form-data; name="Limit"\r\n\r\n1\r\n--b--\r\n',
    ),
  },
];

test.each(asked)('every way in gives the same answer: %o', async (options) => {
  const [one, two, three] = [make(), make(), make()];
  const direct = await one.handle(tc3(one, options));
  if (direct.kind !== 'complete') throw new Error('the answer is whole');
  expect(await textOf(await two.fetch(requestOf(tc3(two, options))))).toBe(direct.body);
  expect(await textOf(await getResponse(handlers(three), requestOf(tc3(three, options))))).toBe(direct.body);
});

test('the certificate made at start is for the hosts of API 3.0, regional names included', async () => {
  await using server = await make().listen({ tls: true });
  const socket = connect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false });
  const raw = await new Promise<Buffer>((resolve, reject) => {
    socket.once('secureConnect', () => resolve(socket.getPeerCertificate(true).raw));
    socket.once('error', reject);
  });
  socket.destroy();
  const certificate = new X509Certificate(raw);
  for (const host of [
    'cvm.tencentcloudapi.com',
    'cvm.ap-guangzhou.tencentcloudapi.com',
    'cbs.na-ashburn.tencentcloudapi.com',
    'cvm.intl.tencentcloudapi.com',
    'cvm.api.qcloud.com',
  ])
    expect(certificate.checkHost(host), host).toMatch(/^\*\./);
});

test('the server refuses what is too large in the envelope of API 3.0', async () => {
  await using server = await make().listen({ limits: { bodyBytes: 10 } });
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tc-action': 'DescribeInstances' },
    body: '{"InstanceIds":["ins-00000001"]}',
  });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ Response: { Error: { Code: 'RequestSizeLimitExceeded' } } });
});

test.each(['cvm.tencentcloudapi.com', 'CVM.ap-guangzhou.tencentcloudapi.com:8787'])(
  'the server refuses in that envelope every request for %s, with any signature',
  async (host) => {
    await using server = await make().listen({ limits: { bodyBytes: 10 } });
    const { answers } = await exchangeBytes(
      server.port,
      `POST / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: 16\r\n\r\nAction=DescribeX`,
    );
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({
      Response: { Error: { Code: 'RequestSizeLimitExceeded' } },
    });
  },
);

test('faults hit calls of API 3.0, and a lost answer has had its effect', async () => {
  const emulator = make();
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    runtime: emulator.runtime,
    transport: emulator,
    retry: { maxAttempts: 1 },
  });
  const stop = (): Promise<unknown> => cvm.stopInstances({ InstanceIds: ['ins-00000001'] });
  emulator.faults.add({
    fault: { kind: 'code', code: 'RequestLimitExceeded' },
    instance: 'ins-00000001',
    times: 1,
  });
  await expect(stop()).rejects.toMatchObject({ code: 'RequestLimitExceeded' });
  emulator.faults.add({ fault: { kind: 'partialFailure', code: 'InternalServerError' }, times: 1 });
  await expect(stop()).rejects.toMatchObject({ code: 'InternalServerError' });
  expect(emulator.instances.get('ins-00000001').statusName).toBe('running');
  emulator.faults.add({ fault: { kind: 'drop', when: 'after' }, times: 1 });
  await expect(stop()).rejects.toThrow();
  expect(emulator.instances.get('ins-00000001').statusName).toBe('shuttingDown');
  expect(emulator.requests.list().map(({ action }) => action)).toEqual(
    Array.from({ length: 3 }, () => 'StopInstances'),
  );
});

test('an announced call of API 3.0 is expected, and no other', async () => {
  const emulator = createEmulator({ clock: 'manual', instances: [{ unInstanceId: 'ins-00000001' }] });
  emulator.expect({ action: 'StopInstances', parameters: { InstanceIds: ['ins-00000001'] } });
  const call = (options: Tc3Options): Promise<unknown> => emulator.fetch(requestOf(tc3(emulator, options)));
  await call({ action: 'StopInstances', body: '{"InstanceIds":["ins-00000001"]}' });
  emulator.assertExpectations();
  await expect(call({ action: 'DescribeInstances' })).rejects.toThrow(/DescribeInstances/);
});

const broken = Buffer.from('{"InstanceIds":["ins-\xff0000001"]}', 'latin1');

test('a JSON body that is not UTF-8 is refused in the words of API 3.0, whichever way it comes', async () => {
  const signed = { action: 'DescribeInstances', bytes: broken, body: '' };
  const [one, two, three] = [make(), make(), make()];
  const direct = await one.handle(tc3(one, signed));
  if (direct.kind !== 'complete') throw new Error('the answer is whole');
  const { Response } = JSON.parse(direct.body) as { Response: { Error: object; RequestId: string } };
  expect(Response.Error).toEqual({ Code: 'InvalidParameter', Message: 'the body is not UTF-8' });
  expect(await textOf(await two.fetch(requestOf(tc3(two, signed))))).toBe(direct.body);

  await using server = await three.listen();
  const call = tc3(three, { ...signed, host: new URL(server.url).host });
  const answer = await fetch(server.url, { method: 'POST', headers: call.headers, body: broken });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(direct.body);
  expect(three.requests.last()?.outcome).toMatchObject({ code: 'InvalidParameter' });
});

test('what the server itself refuses of API 3.0 has a RequestId of its own', async () => {
  await using server = await make().listen({ limits: { bodyBytes: 10 } });
  const ids = new Set<string>();
  for (let nth = 0; nth < 3; nth++) {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'x-tc-action': 'DescribeInstances' },
      body: 'longer than ten bytes',
    });
    expect(answer.status).toBe(413);
    ids.add(((await answer.json()) as { Response: { RequestId: string } }).Response.RequestId);
  }
  expect(ids.size).toBe(3);
  expect([...ids].every((id) => !id.startsWith('00000000'))).toBe(true);
});
