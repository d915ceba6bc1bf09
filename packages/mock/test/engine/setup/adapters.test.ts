import { describe, expect, test } from 'vitest';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { bodyOf, request } from '../support.js';
import type { Asked } from '../support.js';

const world = (): Emulator => createEmulator({ clock: 'manual', instances: fleet().running(3) });
const signal = new AbortController().signal;
const urlOf = ({ scheme, host, path, query }: ReturnType<typeof request>): string =>
  `${scheme}://${host}${path}${query ? `?${query}` : ''}`;

describe('every in-process adapter gives the same answer', () => {
  test.each<[string, Asked]>([
    ['GET', {}],
    ['POST', { method: 'POST' }],
    ['a wrong signature', { secretKey: 'wrong' }],
    ['plain http', { scheme: 'http' }],
    ['plain http on loopback', { scheme: 'http', host: 'localhost:8787' }],
    ['another host', { host: 'no-such-module.api.qcloud.com' }],
    ['words of every kind', { parameters: { searchWord: "a b+c&d=e/é测试😀~!*()'" } }],
  ])('%s', async (_name, asked) => {
    const nonce = '4711';
    const [first, second, third] = [world(), world(), world()];
    const call = request(first, { ...asked, nonce });
    const direct = await first.handle(call);
    const sent = await second.send({
      method: call.method === 'POST' ? 'POST' : 'GET',
      url: urlOf(call),
      headers: call.headers,
      body: call.body,
      signal,
      maxResponseBytes: 1e6,
    });
    const response = await third.fetch(urlOf(call), {
      method: call.method,
      headers: { ...call.headers },
      ...(call.method === 'POST' ? { body: call.body } : {}),
    });
    expect(sent).toEqual({
      status: 200,
      headers: direct.kind === 'complete' ? direct.headers : {},
      body: direct.kind === 'complete' ? direct.body : '',
    });
    expect(await response.text()).toBe(sent.body);
    expect(Object.fromEntries(response.headers)).toEqual(sent.headers);
    expect(third.requests.last()).toEqual({ ...first.requests.last(), adapter: 'fetch' });
    expect(second.requests.last()).toEqual({ ...first.requests.last(), adapter: 'transport' });
  });
});

test("an answer has the service's Date", async () => {
  const emulator = world();
  emulator.clock.advance(61_000);
  const answer = await emulator.handle(request(emulator));
  expect(answer).toMatchObject({
    headers: { date: 'Thu, 01 Jan 2026 00:01:01 GMT', 'content-type': 'application/json; charset=utf-8' },
  });
});

test('a body that is longer than the transport allows is refused', async () => {
  const emulator = world();
  const send = (maxResponseBytes: number): Promise<unknown> =>
    emulator.send({
      method: 'GET',
      url: urlOf(request(emulator)),
      headers: {},
      signal,
      maxResponseBytes,
    });
  const { body } = (await send(1e6)) as { body: string };
  await expect(send(body.length - 1)).rejects.toMatchObject({
    phase: 'response',
    message: expect.stringContaining('longer than'),
  });
  await expect(send(body.length)).resolves.toMatchObject({ body });
});

test('a caller that aborts gets its own reason', async () => {
  const emulator = world();
  const gone = AbortSignal.abort(new Error('enough'));
  await expect(
    emulator.send({
      method: 'GET',
      url: urlOf(request(emulator)),
      headers: {},
      signal: gone,
      maxResponseBytes: 1e6,
    }),
  ).rejects.toThrow('enough');
  await expect(emulator.fetch(urlOf(request(emulator)), { signal: gone })).rejects.toThrow('enough');
  expect(emulator.requests.total).toBe(0);
});

test('URLs without path or query, or with a fragment, are parsed', async () => {
  const emulator = world();
  const seen = async (url: string): Promise<unknown> => {
    await emulator.send({ method: 'GET', url, headers: {}, signal, maxResponseBytes: 1e6 });
    const { scheme, host, path, parameters } = emulator.requests.last() ?? {};
    return { scheme, host, path, parameters };
  };
  expect(await seen('https://cvm.api.qcloud.com')).toEqual({
    scheme: 'https',
    host: 'cvm.api.qcloud.com',
    path: '/',
    parameters: {},
  });
  expect(await seen('https://cvm.api.qcloud.com?a=b')).toEqual({
    scheme: 'https',
    host: 'cvm.api.qcloud.com',
    path: '/',
    parameters: { a: 'b' },
  });
  expect(await seen('http://[::1]:80/x?a=b#c?d=e')).toEqual({
    scheme: 'http',
    host: '[::1]:80',
    path: '/x',
    parameters: { a: 'b' },
  });
});

test('form text is read as forms are', async () => {
  const emulator = world();
  const parameters = async (query: string): Promise<unknown> => {
    await emulator.handle({ ...request(emulator), query });
    return emulator.requests.last()?.parameters;
  };
  expect(await parameters('a=1&&b&c=&=d&a+b=c+d&%E6%B5%8B=%e8%af%95&e=f=g')).toEqual({
    a: '1',
    b: '',
    c: '',
    '': 'd',
    'a b': 'c d',
    测: '试',
    e: 'f=g',
  });
  expect(await parameters('a=%zz&b=%E4%BD')).toEqual({ a: '%zz', b: '%E4%BD' });
});

test('requests that come at the same time are all served', async () => {
  const emulator = world();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => emulator.handle(request(emulator)).then(bodyOf)),
  );
  expect(answers.every(({ code }) => code === 0)).toBe(true);
  expect(emulator.requests.list()).toHaveLength(50);
});
