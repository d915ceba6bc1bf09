import { describe, expect, it } from 'vitest';
import { readRequest } from './request.js';

const query = 'Action=DescribeInstances&Nonce=7&SecretId=AKID&Signature=a%2Bb%3D&Timestamp=1';
const parameters = {
  Action: 'DescribeInstances',
  Nonce: '7',
  SecretId: 'AKID',
  Signature: 'a+b=',
  Timestamp: '1',
};

describe('readRequest', () => {
  it('reads a URL', () => {
    expect(readRequest(` https://cvm.api.qcloud.com/v2/index.php?${query}\n`)).toMatchObject({
      source: 'url',
      method: 'GET',
      scheme: 'https',
      host: 'cvm.api.qcloud.com',
      path: '/v2/index.php',
      parameters,
    });
  });

  it.each([
    `curl -sS 'https://h.example/v2/index.php' --data-raw '${query}'`,
    `curl -H 'Accept: x' -X POST -d '${query}' https://h.example/v2/index.php`,
    `curl https://h.example/v2/index.php -d Action=DescribeInstances -d Nonce=7 -d SecretId=AKID --data-urlencode Signature=a+b= -d Timestamp=1`,
    `curl --data='${query}' --url https://h.example/v2/index.php`,
  ])('reads a form that curl posts: %s', (command) => {
    expect(readRequest(command)).toMatchObject({
      source: 'curl',
      method: 'POST',
      host: 'h.example',
      parameters,
    });
  });

  it('reads -G as a GET', () => {
    expect(readRequest(`curl -G https://h.example/v2/index.php -d '${query}'`)).toMatchObject({
      method: 'GET',
      parameters,
    });
  });

  it('reads a canonical string, and undoes percent-encoding that should not be there', () => {
    const text = 'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=7&searchWord=a%20b';
    expect(readRequest(text)).toMatchObject({
      source: 'canonical',
      method: 'GET',
      host: 'cvm.api.qcloud.com',
      parameters: { Action: 'DescribeInstances', Nonce: '7', searchWord: 'a b' },
      signedText: text,
    });
  });

  it.each([
    'getcvm.api.qcloud.com/v2/index.php?A=1',
    'cvm.api.qcloud.com?A=1',
    'GEThttps://cvm.api.qcloud.com/v2/index.php?A=1',
  ])('finds the host also in %s', (text) =>
    expect(readRequest(text)).toMatchObject({
      method: 'GET',
      host: 'cvm.api.qcloud.com',
      path: '/v2/index.php',
    }),
  );

  it('tells of names that occur twice', () => {
    expect(readRequest(`https://h.example/?a=1&a=2`)).toMatchObject({
      duplicates: ['a'],
      parameters: { a: '2' },
    });
  });

  it.each(['', 'hello', 'ftp://x'])('refuses %j', (text) =>
    expect(() => readRequest(text)).toThrow(/explain: /),
  );
});
