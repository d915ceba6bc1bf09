import { expect, it } from 'vitest';
import { readRequest } from './pasted-request.js';

const query = 'Action=DescribeInstances&Nonce=7&SecretId=AKID&Signature=a%2Bb%3D&Timestamp=1';
const parameters = {
  Action: 'DescribeInstances',
  Nonce: '7',
  SecretId: 'AKID',
  Signature: 'a+b=',
  Timestamp: '1',
};

it('readRequest reads a URL', () => {
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
])('readRequest reads a form that curl posts: %s', (command) => {
  expect(readRequest(command)).toMatchObject({
    source: 'curl',
    method: 'POST',
    host: 'h.example',
    parameters,
  });
});

it.each([
  `$ curl -sS 'https://h.example/v2/index.php' -d '${query}'`,
  `curl -sSd'${query}' https://h.example/v2/index.php`,
  `curl -sS -XPOST -d'${query}' https://h.example/v2/index.php`,
  `curl --connect-to ::127.0.0.1:8443 --resolve h.example:443:127.0.0.1 https://h.example/v2/index.php -d '${query}'`,
  `curl -kso out.json https://h.example/v2/index.php -d '${query}'`,
  `curl \u2018https://h.example/v2/index.php\u2019 -d \u201c${query}\u201d`,
  `curl 'https://h.example/v2/index.php' \\\n  -H 'Accept: */*' \\\n  --data-raw '${query}' \\\n  --compressed`,
  `POST /v2/index.php HTTP/1.1\r\nHost: h.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n${query}`,
  "```sh\ncurl -d '" + query + "' https://h.example/v2/index.php\n```",
  `me@host:~$ sudo HTTPS_PROXY=http://p:1 /usr/bin/curl -d '${query}' https://h.example/v2/index.php; echo`,
  `curl.exe ^\r\n  ^"https://h.example/v2/index.php^" ^\r\n --data-raw ^"${query.replaceAll('&', '^&')}^"`,
  `curl -d $'${query.replaceAll('&', '\\u0026').replaceAll('=', '\\x3d')}' \\\r\n https://h.example/v2/index.php`,
  `> POST /v2/index.php HTTP/1.1\n> Host: h.example\n>\n> ${query}\n< HTTP/1.1 200 OK`,
  `:method: POST\n:authority: h.example\n:path: /v2/index.php\n:scheme: https\n\n${query}`,
])('readRequest reads what people paste: %s', (command) => {
  expect(readRequest(command)).toMatchObject({
    method: 'POST',
    scheme: 'https',
    host: 'h.example',
    path: '/v2/index.php',
    parameters,
  });
});

it.each([
  `curl 'https://h.example/v2/index.php?Action=DescribeInstances&Nonce=7&SecretId=AKID' --url-query Signature=a+b= --url-query Timestamp=1`,
  `GET /v2/index.php?${query} HTTP/1.1\nHost: h.example\nAccept: */*\n`,
  `"https://h.example/v2/index.php?${query}"`,
  `\u201chttps://h.example/v2/index.php?${query}\u201d`,
  `<https://h.example/v2/index.php?${query}>`,
  `curl https://h.example/v2/index.php ${query.replaceAll(/&|^/g, ' --url-query +')}`,
  `requests.get("https://h.example/v2/index.php?${query}", timeout=5)`,
  `Request URL: https://h.example/v2/index.php?${query}\nRequest Method: GET`,
  `GET /v2/index.php?${query}\nHost: h.example`,
  `\u001b[32mhttps://h.example/v2/index.php?${query}\u001b[0m`,
])('readRequest reads a GET that people paste: %s', (command) => {
  expect(readRequest(command)).toMatchObject({ method: 'GET', host: 'h.example', parameters });
});

it('readRequest says of a multipart form what is wrong with it', () => {
  expect(() => readRequest('curl -F Action=DescribeInstances https://h.example/v2/index.php')).toThrow(
    '-F sends another body than a form',
  );
});

it('readRequest says of a file what to paste in place of it', () => {
  expect(() => readRequest('curl -d @body.txt https://h.example/v2/index.php')).toThrow(
    '-d @body.txt sends what is in a file',
  );
});

it('readRequest reads -G as a GET', () => {
  expect(readRequest(`curl -G https://h.example/v2/index.php -d '${query}'`)).toMatchObject({
    method: 'GET',
    parameters,
  });
});

it('readRequest reads a canonical string, and undoes percent-encoding that should not be there', () => {
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
])('readRequest finds the host also in %s', (text) =>
  expect(readRequest(text)).toMatchObject({
    method: 'GET',
    host: 'cvm.api.qcloud.com',
    path: '/v2/index.php',
  }),
);

it('readRequest reports names that occur twice', () => {
  expect(readRequest(`https://h.example/?a=1&a=2`)).toMatchObject({
    duplicates: ['a'],
    parameters: { a: '2' },
  });
});

it.each(['', 'hello', 'ftp://x'])('readRequest refuses %j', (text) =>
  expect(() => readRequest(text)).toThrow(/explain: /),
);
