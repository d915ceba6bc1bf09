import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServerCertificate } from '../../src/adapters/server/tls/certificate.node.js';
import * as der from '../../src/adapters/server/tls/der.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('DER values', () => {
  it.each([
    ['integer 0', der.integer(Uint8Array.of(0, 0)), '020100'],
    ['integer 127', der.integer(Uint8Array.of(127)), '02017f'],
    ['integer 128 needs a sign byte', der.integer(Uint8Array.of(128)), '02020080'],
    ['true', der.boolean(true), '0101ff'],
    ['an object identifier with a long part', der.objectIdentifier('1.2.840.113549'), '06062a864886f70d'],
    ['a value of 200 bytes', der.octetString(new Uint8Array(200)).subarray(0, 3), '0481c8'],
    ['a value of 300 bytes', der.octetString(new Uint8Array(300)).subarray(0, 4), '0482012c'],
    [
      'a moment before 2050',
      der.time(Date.UTC(2026, 0, 2, 3, 4, 5)),
      hex(Buffer.from('\x17\x0d260102030405Z')),
    ],
    [
      'a moment after 2049',
      der.time(Date.UTC(2051, 0, 2, 3, 4, 5)),
      hex(Buffer.from('\x18\x0f20510102030405Z')),
    ],
  ])('%s', (_name, bytes, expected) => {
    expect(hex(bytes)).toBe(expected);
  });
});

describe('the certificate made at start', () => {
  const names = ['*.api.qcloud.com', 'localhost', '127.0.0.1', '::1', 'fe80::1:2'];
  const made = createServerCertificate({ names, now: Date.now() });
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'qcvm-certificate-'));
    writeFileSync(join(directory, 'authority.pem'), made.certificateAuthority);
    writeFileSync(join(directory, 'server.pem'), made.certificate);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is for the names it was asked for', () => {
    const server = new X509Certificate(made.certificate);
    expect(server.checkHost('cvm.api.qcloud.com')).toBeDefined();
    expect(server.checkHost('a.b.api.qcloud.com')).toBeUndefined();
    expect(server.checkHost('api.qcloud.com')).toBeUndefined();
    expect(server.checkIP('127.0.0.1')).toBeDefined();
    expect(server.checkIP('::1')).toBeDefined();
    expect(server.checkIP('fe80:0:0:0:0:0:1:2')).toBeDefined();
    expect(server.checkIP('127.0.0.2')).toBeUndefined();
  });

  it('is signed by its authority, and by no other', () => {
    const server = new X509Certificate(made.certificate);
    const other = createServerCertificate({ names, now: Date.now() });
    expect(server.verify(new X509Certificate(made.certificateAuthority).publicKey)).toBe(true);
    expect(server.verify(new X509Certificate(other.certificateAuthority).publicKey)).toBe(false);
  });

  it('satisfies the strict verification of openssl', () => {
    const answer = execFileSync('openssl', [
      ...['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'cvm.api.qcloud.com'],
      ...['-CAfile', join(directory, 'authority.pem'), join(directory, 'server.pem')],
    ]);
    expect(answer.toString()).toMatch(/OK/);
  });
});
