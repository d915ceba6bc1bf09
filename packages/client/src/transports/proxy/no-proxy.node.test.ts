import { describe, expect, test } from 'vitest';
import { isExcepted } from './no-proxy.node.js';

const names: [list: string, excepted: boolean][] = [
  ['*', true],
  ['cvm.api.qcloud.com', true],
  ['cvm.api.qcloud.com.', true],
  ['.qcloud.com.', true],
  ['10.0.0.0/8', false],
  ['com/8', false],
  ['[cvm.api.qcloud.com]', false],
  ['.', false],
];

const addresses: [list: string, target: string, excepted: boolean][] = [
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.30', '10.1.2.3', false],
  ['2.3', '10.1.2.3', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['192.168.1.128/25', '192.168.1.200', true],
  ['192.168.1.128/25', '192.168.1.100', false],
  ['10.1.2.3/32', '10.1.2.3', true],
  ['10.0.0.0/33', '10.1.2.3', false],
  ['10.0.0.0/-1', '10.1.2.3', false],
  ['10.0.0.0/', '10.1.2.3', false],
  ['10.0.0.0/8x', '10.1.2.3', false],
  ['10.0.0.0/8:443', '10.1.2.3', true],
  ['10.0.0.0/8:8443', '10.1.2.3', false],
  ['fd00::/8', '[fd12:3456::1]', true],
  ['[fd00::]/8', '[fd12:3456::1]', true],
  ['fd00::/8', '[fe80::1]', false],
  ['2001:db8::1', '[2001:db8::1]', true],
  ['2001:DB8:0::0:1', '[2001:db8::1]', true],
  ['[2001:db8::1]', '[2001:db8::1]', true],
  ['[2001:db8::1]:443', '[2001:db8::1]', true],
  ['[2001:db8::1]:8443', '[2001:db8::1]', false],
  ['2001:db8::/127', '[2001:db8::1]', true],
  ['2001:db8::/129', '[2001:db8::1]', false],
  ['2001:db8::2', '[2001:db8::1]', false],
  ['10.0.0.0/8', '[fd00::1]', false],
  ['example.com\t10.0.0.0/8 , ::2', '10.9.9.9', true],
];

describe('as curl reads it', () => {
  test.each(names)('%s excepts cvm.api.qcloud.com: %s', (list, excepted) => {
    expect(isExcepted(list, new URL('https://cvm.api.qcloud.com/'))).toBe(excepted);
    expect(isExcepted(list, new URL('https://CVM.api.qcloud.com./'))).toBe(excepted);
  });

  test.each(addresses)('%s excepts %s: %s', (list, target, excepted) => {
    expect(isExcepted(list, new URL(`https://${target}/`))).toBe(excepted);
  });
});
