import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf } from './address.js';

/** Not `fc.webUrl`: its paths, queries and fragments take two seconds to prepare. */
const text = (more: string): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."aZ0-._~!$&'()*+,;=:@", ...more, '%2F', '%3f'), maxLength: 12 });
const urls = fc
  .tuple(
    fc.constantFrom('http://', 'https://', 'HTTPS://'),
    fc.webAuthority({ withPort: true, withIPv4: true, withIPv6: true }),
    fc.oneof(
      fc.constant(''),
      text('/').map((path) => `/${path}`),
    ),
    fc.oneof(
      fc.constant(''),
      text('/?').map((query) => `?${query}`),
    ),
    fc.oneof(
      fc.constant(''),
      text('/?').map((fragment) => `#${fragment}`),
    ),
  )
  .map((parts) => parts.join(''));

test('a URL is taken apart as a URL object would', () => {
  fc.assert(
    fc.property(urls, (text) => {
      const { href, protocol, host, pathname, search } = new URL(text);
      const { loopback: _loopback, ...address } = addressOf(href);
      expect(address).toEqual({
        scheme: protocol.slice(0, -1),
        host,
        path: pathname,
        query: search.slice(1),
      });
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['https://cvm.api.qcloud.com', '/', ''],
  ['https://cvm.api.qcloud.com?a=/', '/', 'a=/'],
  ['https://cvm.api.qcloud.com/v2/index.php?', '/v2/index.php', ''],
  ['https://cvm.api.qcloud.com/#?a=/', '/', ''],
  ['https://cvm.api.qcloud.com/v2/?a=b?c=/#d', '/v2/', 'a=b?c=/'],
])('%s has the path %s and the query "%s"', (url, path, query) => {
  expect(addressOf(url)).toMatchObject({ host: 'cvm.api.qcloud.com', path, query, loopback: false });
});

test('a name of this machine is loopback', () => {
  expect(addressOf('http://127.0.0.1:8787/').loopback).toBe(true);
});
