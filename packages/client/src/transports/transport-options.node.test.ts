import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:https';
import { expect, test } from 'vitest';
import { makeCertificate } from '../../test/support/server.js';
import { createNodeTransport } from '../index.node.js';

const { key, cert } = makeCertificate();
const other = makeCertificate();
const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

test.each<[string, object]>([
  ['ca must be', { ca: '/etc/ssl/ca.pem' }],
  ['ca must be', { ca: '' }],
  ['ca must be', { ca: [] }],
  ['ca must be', { ca: [cert, ''] }],
  ['ca must be', { ca: cert.slice(0, 100) }],
  ['ca must be', { ca: `${cert}${broken}` }],
  ['ca must be', { ca: {} }],
  ['ca must be', { ca: null }],
  ['cert must be', { cert: 'garbage', key }],
  ['key must come with cert', { cert }],
  ['cert must come with key', { key }],
  ['key must be', { cert, key: other.key }],
  ['key must be', { cert, key: 'c2VjcmV0LWtleS1tYXRlcmlhbA' }],
  ['maxSockets must be', { maxSockets: 0 }],
  ['maxSockets must be', { maxSockets: '4' }],
  ['agent must be', { agent: new Agent() }],
  ['proxy must be', { proxy: 3128 }],
  ['proxy must be', { proxy: null }],
  ['proxy must not be empty', { proxy: '' }],
  ['proxy must not have spaces', { proxy: ' http://proxy.example' }],
  ['proxy must be', { proxy: 'socks5://proxy.example' }],
  ['proxy has an unencoded %', { proxy: 'http://user:50%secret@proxy.example' }],
  ['proxy has an unencoded %', { proxy: 'http://us%er:secret@proxy.example' }],
  ['proxy has an unencoded %', { proxy: 'http://%ff:secret@proxy.example' }],
  ['agent and proxy are mutually exclusive', { proxy: 'http://proxy.example', agent: () => undefined }],
  ['maxSocket is unknown (did you mean maxSockets?)', { maxSocket: 4 }],
  ['options must be an object', null as unknown as object],
  ['options must be an object', 'http://proxy.example' as unknown as object],
])('options are checked when the transport is created: %s', (message, options) => {
  expect(() => createNodeTransport(options)).toThrow(
    expect.objectContaining({
      name: 'ValidationError',
      message: expect.stringContaining(message) as string,
    }),
  );
  // Nothing of a key or a password.
  expect(() => createNodeTransport(options)).toThrow(/^((?!secret|c2VjcmV0|PRIVATE).)*$/s);
});

test('valid options are accepted', () => {
  const der = new X509Certificate(cert);
  for (const options of [
    undefined,
    {},
    { ca: undefined, cert: undefined, key: undefined, proxy: undefined, agent: undefined },
    { ca: cert },
    { ca: [cert, Buffer.from(other.cert)] },
    { ca: `# Comment\n${cert}\n${der.toString()}` },
    { ca: new TextEncoder().encode(cert) as Buffer },
    { cert, key },
    { cert: Buffer.from(cert), key: Buffer.from(key) },
    { cert, key: [{ pem: key }] },
    { proxy: 'http://user:p%40ss@proxy.example:3128' },
    { proxy: () => undefined, maxSockets: 1 },
  ])
    expect(createNodeTransport(options)).toHaveProperty('send');
});
