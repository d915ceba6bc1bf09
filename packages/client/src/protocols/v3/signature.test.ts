import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { character } from '../../../test/support/parameters.js';
import { runs } from '../../../test/support/runs.js';
import { ValidationError } from '../../model/errors/errors.js';
import { signature as signV1 } from '../query/signature.js';
import * as onNode from '../query/crypto.node.js';
import * as onWeb from '../query/crypto.web.js';
import { canonicalString, sign } from '../../wire.js';
import { authorization } from './authorization.js';
import { v1CanonicalString } from './form.js';
import { canonicalRequest, dateOf, signature, stringToSign, type SigningOptions } from './signature.js';

interface Tc3Vector {
  readonly name: string;
  readonly request: SigningOptions & { readonly headers: Record<string, string> };
  readonly hashedPayload?: string;
  readonly canonicalRequest?: string;
  readonly stringToSign?: string;
  readonly signature?: string;
  readonly authorization?: string;
}
interface V1Vector {
  readonly name: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly secretKey: string;
  readonly signatureMethod: string;
  readonly parameters: Record<string, string | number>;
  readonly canonicalString: string;
  readonly signature: string;
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../../../specs/vectors/3.0/signature.json', import.meta.url), 'utf8'),
) as { readonly tc3: readonly Tc3Vector[]; readonly v1: readonly V1Vector[] };

/** Written from the documentation alone, to judge ours. */
function independent(request: SigningOptions): string {
  const { secretId, secretKey, service, timestamp, method, host, path = '/', contentType } = request;
  const sha = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
  const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const lines = new Map<string, string>([
    ['content-type', contentType.trim().toLowerCase()],
    ['host', host.trim().toLowerCase()],
  ]);
  for (const [name, value] of Object.entries(request.headers ?? {}))
    lines.set(name.toLowerCase(), value.trim().toLowerCase());
  const names = [...lines.keys()].sort();
  const day = new Date(timestamp * 1000);
  const date = `${day.getUTCFullYear()}-${`${day.getUTCMonth() + 1}`.padStart(2, '0')}-${`${day.getUTCDate()}`.padStart(2, '0')}`;
  const canonical = `${method}\n${path}\n${method === 'POST' ? '' : (request.query ?? '')}\n${names.map((name) => `${name}:${lines.get(name)}\n`).join('')}\n${names.join(';')}\n${sha(request.body ?? '')}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha(canonical)}`;
  const key = mac(mac(mac(`TC3${secretKey}`, date), service), 'tc3_request');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, SignedHeaders=${names.join(';')}, Signature=${mac(key, text).toString('hex')}`;
}

describe('known answers', () => {
  test.each(vectors.tc3)('$name', async (vector) => {
    const { request } = vector;
    const value = await authorization(request);
    if (vector.authorization !== undefined) expect(value).toBe(vector.authorization);
    if (vector.signature === undefined) return;
    const headers = { ...request.headers, 'content-type': request.contentType, host: request.host };
    const hashedPayload = await onNode.sha256(request.body ?? '');
    expect(hashedPayload).toBe(vector.hashedPayload);
    const canonical = canonicalRequest({ ...request, headers, hashedPayload });
    expect(canonical).toBe(vector.canonicalRequest);
    expect(await stringToSign({ ...request, canonicalRequest: canonical })).toBe(vector.stringToSign);
    expect(value.endsWith(`Signature=${vector.signature}`)).toBe(true);
  });

  test.each(vectors.v1)('signature method v1: $name', async (vector) => {
    expect(v1CanonicalString(vector)).toBe(vector.canonicalString);
    expect(await signV1({ ...vector, canonical: vector.canonicalString })).toBe(vector.signature);
  });
});

const line = fc.string({ unit: character(), maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, ''));
const requests = fc.record({
  secretId: fc.stringMatching(/^AKID[0-9a-zA-Z]{8,32}$/),
  secretKey: line.filter((text) => text !== ''),
  service: fc.constantFrom('cvm', 'cbs', 'sts', '127'),
  timestamp: fc.nat(4_000_000_000),
  method: fc.constantFrom('POST', 'GET'),
  host: fc.constantFrom(
    'cvm.tencentcloudapi.com',
    'CVM.ap-guangzhou.tencentcloudapi.com',
    '127.0.0.1:8080',
    '[::1]:443',
  ),
  query: fc.oneof(
    fc.constantFrom(
      '',
      'Limit=10&Offset=0',
      'InstanceIds.0=%E6%9C%AA',
      'a=1&a=2&b=&=c',
      'a=+%20+',
      '%e6=&%E6=',
    ),
    line.map((text) => text.replace(/^\?+/, '')),
    fc
      .array(fc.tuple(fc.string({ unit: character() }), fc.string({ unit: character() })))
      .map((pairs) => `${new URLSearchParams(pairs)}`),
  ),
  contentType: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    ' application/JSON ',
    'multipart/form-data; boundary=AbC  d',
  ),
  body: fc.oneof(fc.constant(undefined), fc.string({ unit: character() }), fc.uint8Array()),
  headers: fc.dictionary(
    fc.stringMatching(/^[Xx]-[A-Za-z-]{1,12}$/),
    fc.oneof(line, fc.constantFrom('', ' ', ' two  Words\t', 'Ü, ü')),
    { maxKeys: 3 },
  ),
});

test('agrees with an implementation from the documentation alone, regardless of what is signed', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const names = Object.keys(request.headers).map((name) => name.toLowerCase());
      fc.pre(new Set(names).size === names.length);
      const expected = independent(request);
      expect(await authorization(request)).toBe(expected);
      // With a key that is kept, too.
      const owner = {};
      expect(await authorization({ ...request, owner })).toBe(expected);
      expect(await authorization({ ...request, owner })).toBe(expected);
    }),
    runs(200),
  );
});

test('a derived key is kept for its day, key and service only', async () => {
  const owner = {};
  const base = { ...vectors.tc3[0]!.request, owner };
  const midnight = 1_551_139_200;
  for (const change of [
    {},
    { timestamp: midnight - 1 },
    { timestamp: midnight },
    { secretKey: 'another' },
    { service: 'cbs' },
    {},
  ]) {
    const request = { ...base, ...change };
    expect(await authorization(request)).toBe(independent(request));
    expect(await authorization(request)).toBe(independent(request));
  }
  expect([midnight - 1, midnight].map(dateOf)).toEqual(['2019-02-25', '2019-02-26']);
});

test('browsers and Node make the same hashes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: character() }), fc.uint8Array()),
      fc.string({ unit: character(), minLength: 1 }),
      async (data, text) => {
        expect(await onWeb.sha256(data)).toBe(onNode.sha256(data));
        for (const hash of ['sha1', 'sha256'] as const) {
          expect(await onWeb.hmac(hash, data, text)).toEqual(
            new Uint8Array(await onNode.hmac(hash, data, text)),
          );
          for (const encoding of ['hex', 'base64'] as const)
            expect(await onWeb.hmacText(hash, data, { text, encoding })).toBe(
              onNode.hmacText(hash, data, { text, encoding }),
            );
        }
      },
    ),
    runs(100),
  );
});

test('a row of vectors can be given whole: its further columns are not looked at', async () => {
  for (const vector of vectors.tc3) {
    const row = { ...vector, scheme: 'TC3-HMAC-SHA256', ...vector.request };
    const value = await authorization(row);
    expect(value, row.name).toBe(row.authorization ?? value);
    expect(value, row.name).toContain(`Signature=${row.signature ?? ''}`);
  }
  for (const row of vectors.v1) {
    const canonical = canonicalString({ ...row, params: row.parameters });
    expect(canonical, row.name).toBe(row.canonicalString);
    expect(await sign({ ...row, canonical }), row.name).toBe(row.signature);
  }
});

test('any change of what is signed changes the signature', async () => {
  const request = vectors.tc3[1]!.request;
  const signed = await authorization(request);
  for (const change of [
    { body: `${String(request.body)} ` },
    { host: 'cvm.tencentcloudapi.com:443' },
    { contentType: 'application/json' },
    { path: '/x' },
    { method: 'GET' },
    { timestamp: request.timestamp + 1 },
    { headers: { 'X-TC-Action': 'StopInstances' } },
    { headers: {} },
    { unsignedPayload: true },
  ])
    expect(await authorization({ ...request, ...change })).not.toBe(signed);
});

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{ secretKey: '' }, 'secretKey must be a string of one line; received a string'],
  [{ timestamp: -1 }, 'timestamp must be whole seconds since 1970'],
  [{ timestamp: 1.5 }, 'timestamp must be whole seconds since 1970; received the number 1.5'],
  [{ host: 'a\nb' }, 'host must be a string of one line'],
  [{ body: { Limit: 1 } }, 'body must be a string or bytes; received a plain object'],
  [{ headers: { 'a b': 'c' } }, 'headers.a b must be a header'],
  [{ bdy: '{}' }, 'bdy is not known (did you mean body?)'],
  [{ unsignedPayload: 'yes' }, 'unsignedPayload must be true or false'],
])('%j is refused by name', async (change, message) => {
  const refused = authorization({ ...vectors.tc3[0]!.request, ...(change as object) });
  await expect(refused).rejects.toThrow(ValidationError);
  await expect(refused).rejects.toThrow(message);
});

test('what a signature is made of is refused by its name, with its shape', () => {
  const texts = { secretKey: 'k', service: 'cvm', method: 'GET', host: 'h', contentType: 'c' };
  const right = { ...texts, secretId: 'a', timestamp: 1 };
  for (const name of Object.keys(texts))
    for (const value of [undefined, null, 5, {}, Symbol('x')])
      expect(() => signature({ ...right, [name]: value })).toThrow(
        expect.objectContaining({
          name: 'ValidationError',
          problems: [expect.objectContaining({ parameter: name })],
        }) as Error,
      );
  expect(() => signature({ ...right, timestamp: 1.5 })).toThrow('timestamp must be whole seconds since 1970');
  expect(() => signature({} as never)).toThrow(ValidationError);
});
