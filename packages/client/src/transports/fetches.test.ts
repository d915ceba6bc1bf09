import { afterEach, expect, test, vi } from 'vitest';
import { sentOnce } from './fetches.web.js';

afterEach(() => vi.unstubAllGlobals());

const fields = { method: 'POST', headers: { 'x-tc-action': 'StopInstances' }, body: '{"a":"开机"}' };

test('Deno gets a body that can be sent once, and its length', async () => {
  vi.stubGlobal('Deno', {});
  const request = new Request('https://cvm.tencentcloudapi.com', sentOnce(fields));
  const length = `${new TextEncoder().encode(fields.body).length}`;
  expect(Object.fromEntries(request.headers)).toMatchObject({
    'x-tc-action': 'StopInstances',
    'content-length': length,
  });
  expect(sentOnce(fields).body).toBeInstanceOf(ReadableStream);
  expect(await request.text()).toBe(fields.body);
});

test.each([
  ['POST', fields.body],
  ['GET', null],
])('Deno is told no content coding for a %s, as it decodes none then', (method, body) => {
  vi.stubGlobal('Deno', {});
  const headers = { ...fields.headers, 'accept-encoding': 'identity' };
  const request = new Request('https://cvm.tencentcloudapi.com', sentOnce({ method, headers, body }));
  expect(request.headers.get('accept-encoding')).toBeNull();
  expect(request.headers.get('x-tc-action')).toBe('StopInstances');
});

test('nothing changes for every other runtime, as browsers refuse a stream', () => {
  expect(sentOnce(fields)).toBe(fields);
});
