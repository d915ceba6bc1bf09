import https from 'node:https';
import { createCvm } from '@qcvm/client';
import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/index.js';
import type { Emulator } from '../../src/index.js';
import { handlers } from '../../src/adapters/msw.js';
import { formHeaders, signedForm } from './signing.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const url = 'https://cvm.api.qcloud.com/v2/index.php';

function start(): Emulator {
  const emulator = createEmulator({
    clock: { mode: 'manual' },
    instances: [{ unInstanceId: 'ins-00000001' }],
  });
  server.use(...handlers(emulator));
  return emulator;
}

const post = (body: string): Promise<Response> => fetch(url, { method: 'POST', body, headers: formHeaders });

describe('MSW handlers', () => {
  it('answer GET and POST, and change the state', async () => {
    const emulator = start();
    const got = await fetch(`${url}?${signedForm(emulator, { method: 'GET' })}`);
    expect(await got.json()).toMatchObject({ code: 0, totalCount: 1 });
    const parameters = { Action: 'StopInstances', 'instanceIds.0': 'ins-00000001' };
    expect(await (await post(signedForm(emulator, { parameters }))).json()).toMatchObject({ code: 0 });
    expect(emulator.instances.get('ins-00000001').statusName).toBe('shuttingDown');
    expect(emulator.requests.list().map(({ adapter }) => adapter)).toEqual(['msw', 'msw']);
  });

  it('answer what is sent with node:https', async () => {
    const emulator = start();
    const text = await new Promise<string>((resolve, reject) => {
      const call = https.request(url, { method: 'POST', headers: formHeaders }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        response.once('end', () => resolve(body));
      });
      call.once('error', reject);
      call.end(signedForm(emulator));
    });
    expect(JSON.parse(text)).toMatchObject({ code: 0 });
  });

  it('answer our own client, with its own transport', async () => {
    const emulator = start();
    const cvm = createCvm({
      region: 'ap-guangzhou',
      credentials: emulator.credentials,
      runtime: emulator.runtime,
    });
    const output = await cvm.stopInstances({ instanceIds: ['ins-00000001'] });
    expect(output.detail).toMatchObject({ 'ins-00000001': { code: 0 } });
    expect(emulator.requests.last()).toMatchObject({ adapter: 'msw', action: 'StopInstances' });
  });

  it('answer every module of the API, in its own words', async () => {
    const emulator = start();
    const query = signedForm(emulator, { method: 'GET', host: 'vpc.api.qcloud.com' });
    const answer = await fetch(`https://vpc.api.qcloud.com/v2/index.php?${query}`);
    expect(await answer.json()).toMatchObject({ code: 6100, message: /cvm\.api\.qcloud\.com/ });
  });

  it.each([
    ['another host', 'https://example.test/v2/index.php'],
    ['another path', 'https://cvm.api.qcloud.com/v3/index.php'],
    ['a host that only ends like ours', 'https://evil.test/x.api.qcloud.com/v2/index.php'],
    ['a host that only begins like ours', 'https://cvm.api.qcloud.com.evil.test/v2/index.php'],
  ])('leave %s alone', async (_name, elsewhere) => {
    const emulator = createEmulator();
    expect(await getResponse(handlers(emulator), new Request(elsewhere))).toBeUndefined();
    expect(emulator.requests.total).toBe(0);
  });

  it('plain HTTP gets 4600', async () => {
    const emulator = start();
    const query = signedForm(emulator, { method: 'GET' });
    const answer = await fetch(`http://cvm.api.qcloud.com/v2/index.php?${query}`);
    expect(await answer.json()).toMatchObject({ code: 4600 });
  });

  it('a dropped answer is a network error', async () => {
    const emulator = start();
    emulator.faults.add({ fault: { kind: 'drop', when: 'after' } });
    const parameters = { Action: 'StopInstances', 'instanceIds.0': 'ins-00000001' };
    await expect(post(signedForm(emulator, { parameters }))).rejects.toThrow('Failed to fetch');
    expect(emulator.instances.get('ins-00000001').statusName).toBe('shuttingDown');
  });

  it('a cut answer fails while it is read', async () => {
    const emulator = start();
    emulator.faults.add({ fault: { kind: 'cut', keep: 10 } });
    const answer = await post(signedForm(emulator));
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('a call that was not expected fails', async () => {
    const emulator = createEmulator();
    const body = signedForm(emulator, { parameters: { Action: 'StopInstance' } });
    const call = getResponse(
      handlers(emulator),
      new Request(url, { method: 'POST', body, headers: formHeaders }),
    );
    await expect(call).rejects.toThrow(/StopInstance .*StopInstances/);
    expect(() => emulator.assertNoUnexpectedCalls()).toThrow(/StopInstance .*StopInstances/);
  });
});
