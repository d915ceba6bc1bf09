import { describe, expect, test } from 'vitest';
import { parseProxy, proxyFromEnvironment } from './proxy.node.js';

describe('the environment', () => {
  const choose = (
    variables: Record<string, string>,
    target = 'https://cvm.api.qcloud.com/',
  ): string | undefined => proxyFromEnvironment((name) => variables[name])(new URL(target));
  const proxy = 'http://proxy.example:3128';

  test.each([
    [{ HTTPS_PROXY: proxy }, proxy],
    [{ https_proxy: 'http://lower:1', HTTPS_PROXY: proxy }, 'http://lower:1'],
    [{ ALL_PROXY: proxy }, proxy],
    [{ HTTPS_PROXY: ' ' }, undefined],
    [{ HTTP_PROXY: proxy }, undefined],
    [{}, undefined],
  ])('%j → %s', (variables, expected) => {
    expect(choose(variables)).toBe(expected);
  });

  test.each([
    ['*', true],
    ['cvm.api.qcloud.com', true],
    ['CVM.API.QCLOUD.COM', true],
    ['qcloud.com', true],
    ['.qcloud.com', true],
    ['*.qcloud.com', true],
    ['example.com, api.qcloud.com:443', true],
    ['example.com api.qcloud.com', true],
    ['api.qcloud.com:8443', false],
    ['oud.com', false],
    ['cvm.api.qcloud.com.cn', false],
    ['', false],
    [',', false],
  ])('NO_PROXY=%j excepts cvm.api.qcloud.com: %s', (list, excepted) => {
    expect(choose({ HTTPS_PROXY: proxy, NO_PROXY: list })).toBe(excepted ? undefined : proxy);
  });

  test.each(['https://localhost:8443', 'https://127.0.0.1', 'https://[::1]:1', 'https://emulator.localhost'])(
    'this machine is not reached through a proxy: %s',
    (target) => {
      expect(choose({ HTTPS_PROXY: proxy }, target)).toBeUndefined();
    },
  );

  test('only https URLs go through a tunnel', () => {
    expect(choose({ HTTPS_PROXY: proxy }, 'http://intranet.example')).toBeUndefined();
  });
});

test('the address of a proxy is read in each form', () => {
  expect(parseProxy('proxy.example:3128')).toMatchObject({
    url: new URL('http://proxy.example:3128/'),
    authorization: undefined,
    shown: 'http://proxy.example:3128',
  });
  expect(parseProxy('https://proxy.example').url.protocol).toBe('https:');
});

test.each([
  ['', 'must not be empty'],
  ['  ', 'must not be empty'],
  [' http://proxy.example', 'must not have spaces'],
  ['http://proxy.example\n', 'must not have spaces'],
  ['http://user:pass word@proxy.example', 'must not have spaces'],
  ['socks5://proxy.example', 'SOCKS is not supported'],
  ['SOCKS4a://proxy.example', 'SOCKS is not supported'],
  ['ftp://proxy.example', 'must be an http:// or https:// URL, not ftp://'],
  ['http://h%:1', 'its host or port is not valid'],
  ['http://', 'its host or port is not valid'],
  ['http://proxy.example:99999', 'its host or port is not valid'],
  ['proxy.example:port', 'its host or port is not valid'],
  ['http://user:12/hunter2@proxy.example', 'has a /, ? or # in its user or password'],
  ['http://user:12#hunter2@proxy.example', 'has a /, ? or # in its user or password'],
  ['http://user:hunter2/@proxy.example', 'its host or port is not valid'],
  ['http://user:hunter2%@proxy.example', 'has an unencoded % in its user or password'],
])('the problem with %j is reported, without its password', (text, message) => {
  expect(() => parseProxy(text)).toThrow(message);
  expect(() => parseProxy(text)).not.toThrow(/hunter2|pass word/);
  if (!message.includes('SOCKS')) expect(() => parseProxy(text)).not.toThrow('SOCKS');
});

test.each([
  ['http://user:p%40ss@proxy.example', 'user:p@ss'],
  ['http://user@proxy.example', 'user:'],
  ['http://:token@proxy.example', ':token'],
  ['user:word@proxy.example:3128', 'user:word'],
  ['http://%E7%94%A8%E6%88%B7:%E5%AF%86@proxy.example', '用户:密'],
  ['http://u:50%25@proxy.example', 'u:50%'],
])('the credentials of %s are %s', (text, credentials) => {
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  expect(parseProxy(text)).toMatchObject({ authorization: expected });
  expect(parseProxy(text).shown).toMatch(/^http:\/\/proxy\.example(:3128)?$/);
});
