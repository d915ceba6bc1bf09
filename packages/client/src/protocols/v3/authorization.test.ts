import { expect, test } from 'vitest';
import { authorization, type AuthorizationOptions } from './authorization.js';

const base: AuthorizationOptions = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
  service: 'cvm',
  timestamp: 1_539_084_154,
  method: 'GET',
  host: 'cvm.tencentcloudapi.com',
  path: '/',
  contentType: 'application/x-www-form-urlencoded',
  query: 'Limit=10&Offset=0',
};
/** Of the documentation: https://cloud.tencent.com/document/api/213/30654 */
const documented = '5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474';

test.each<[string, AuthorizationOptions['query']]>([
  ['a text', 'Limit=10&Offset=0'],
  ['what a URL has behind its path', new URL('https://cvm.tencentcloudapi.com/?Limit=10&Offset=0').search],
  ['URLSearchParams', new URLSearchParams({ Limit: '10', Offset: '0' })],
  ['parameters', { Limit: 10, Offset: 0 }],
])('a query can be %s', async (_, query) => {
  expect(await authorization({ ...base, query })).toContain(`Signature=${documented}`);
});

test('parameters are percent-encoded in their order, lists and objects with a name for each value', async () => {
  const query = { Limit: 1, Filters: [{ Name: 'a b', Values: ["未 (it's)*~"] }], Flag: true, None: null };
  const text = `Limit=1&Filters.0.Name=a%20b&Filters.0.Values.0=%E6%9C%AA%20%28it%27s%29%2A~&Flag=true`;
  expect(await authorization({ ...base, query })).toBe(await authorization({ ...base, query: text }));
});

test.each(['a=1&a=2&b', 'b=&a', '%e6%9c%aa=%E6%9C%AA', 'a=+', ''])(
  'a text is signed as it is sent: %s',
  async (query) => {
    const signed = await authorization({ ...base, query });
    expect(await authorization({ ...base, query: `?${query}` })).toBe(signed);
    if (query !== '') expect(await authorization({ ...base, query: `${query}&` })).not.toBe(signed);
  },
);

test('headers are signed in any spelling, with numbers as their digits', async () => {
  const plain = { 'x-tc-action': 'describeinstances', 'x-tc-timestamp': '1539084154' };
  const odd = { ' X-TC-Timestamp': 1_539_084_154, 'X-Tc-ACTION ': '  DescribeInstances ' };
  const value = await authorization({ ...base, headers: odd });
  expect(value).toBe(await authorization({ ...base, headers: plain }));
  expect(value).toContain('SignedHeaders=content-type;host;x-tc-action;x-tc-timestamp,');
  const all = { ...plain, Host: 'another.example', 'Content-Type': 'text/plain' };
  expect(await authorization({ ...base, headers: all })).toBe(value);
});

test.each<[Partial<Record<keyof AuthorizationOptions, unknown>>, string]>([
  [{ headers: { 'X-TC-Action': 'a', 'x-tc-action': 'b' } }, 'headers.x-tc-action must not be given twice'],
  [{ headers: { 'x-tc-timestamp': Number.NaN } }, 'headers.x-tc-timestamp must be a header'],
  [{ headers: 'x-tc-action' }, 'headers must be a plain object'],
  [{ owner: 'name' }, 'owner must be an object'],
  [{ query: ['Limit=1'] }, 'query must be'],
  [{ query: 'a=1\n' }, 'query must be'],
  [{ query: { Filters: [{ Name: 'a\ud800' }] } }, 'Filters[0].Name must be well-formed Unicode'],
  [{ query: { Limit: [undefined] } }, 'Limit[0] must be'],
])('%j is refused by name', async (change, message) => {
  await expect(authorization({ ...base, ...(change as object) })).rejects.toThrow(message);
});
