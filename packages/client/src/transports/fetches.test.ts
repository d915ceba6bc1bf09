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
  ['every other runtime, as browsers refuse a stream', false, fields],
  ['a request without a body', true, { ...fields, method: 'GET', body: null }],
])('nothing changes for %s', (_who, isDeno, given) => {
  if (isDeno) vi.stubGlobal('Deno', {});
  expect(sentOnce(given)).toBe(given);
});
