import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { character } from '../../../test/support/parameters.js';
import { runs } from '../../../test/support/runs.js';
import { hmac as nodeHmac } from './crypto.node.js';
import { hmac as webHmac } from './crypto.web.js';
import { ValidationError } from '../../model/errors/errors.js';
import { sign, type SignOptions } from '../../wire.js';

const utf8 = (options: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: character(), ...options });

describe('sign', () => {
  test('gives the signatures that the documentation prints', async () => {
    const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA';
    const start = 'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances';
    const short = `${start}&Nonce=11886&Region=gz&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&Timestamp=1465185768&instanceIds.0=ins-09dx96dg&limit=20&offset=0`;
    const long = `${start}&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256&Timestamp=1465185768`;
    expect(await sign({ secretKey, canonical: short })).toBe('NSI3UqqD99b/UJb4tbG/xZpRW64=');
    expect(await sign({ secretKey, canonical: long, signatureMethod: 'HmacSHA256' })).toBe(
      '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=',
    );
  });

  test('agrees with OpenSSL', async () => {
    const run = (hash: string, key: string, text: string): string =>
      execFileSync(
        'openssl',
        [
          'dgst',
          `-${hash}`,
          '-mac',
          'HMAC',
          '-macopt',
          `hexkey:${Buffer.from(key).toString('hex')}`,
          '-binary',
        ],
        {
          input: text,
        },
      ).toString('base64');
    const samples = fc.sample(fc.tuple(utf8({ minLength: 1, maxLength: 80 }), utf8({ maxLength: 200 })), {
      numRuns: 4,
      seed: 7,
    });
    for (const [secretKey, canonical] of samples) {
      expect(await sign({ secretKey, canonical, signatureMethod: 'HmacSHA256' })).toBe(
        run('sha256', secretKey, canonical),
      );
      expect(await sign({ secretKey, canonical, signatureMethod: 'HmacSHA1' })).toBe(
        run('sha1', secretKey, canonical),
      );
    }
  });

  test('uses SHA-256 only for exactly HmacSHA256, and SHA-1 for everything else', async () => {
    const method = fc.oneof(
      utf8({ maxLength: 12 }),
      fc.constantFrom('hmacsha256', 'HmacSHA256 ', 'HMACSHA256', 'HmacSHA512', 'SHA256', ''),
    );
    await fc.assert(
      fc.asyncProperty(method, utf8(), async (signatureMethod, canonical) => {
        const hash = signatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1';
        const expected = createHmac(hash, 'key').update(canonical, 'utf8').digest('base64');
        expect(await sign({ secretKey: 'key', canonical, signatureMethod })).toBe(expected);
      }),
      runs(),
    );
    expect(await sign({ secretKey: 'key', canonical: '' })).toBe(
      createHmac('sha1', 'key').update('').digest('base64'),
    );
  });

  test('is the same on Node and on every other platform', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('sha1', 'sha256'),
        fc.oneof(utf8(), fc.constant('')),
        utf8(),
        async (hash, key, text) => {
          expect([...(await webHmac(hash, key, text))]).toEqual([...(await nodeHmac(hash, key, text))]);
        },
      ),
      runs(50),
    );
  });

  test.each([
    { secretKey: undefined, canonical: 'x' },
    { secretKey: 'key', canonical: undefined },
    { secretKey: 'key', canonical: '\ud800' },
  ])('signs nothing but texts: %j', async (options) => {
    await expect(sign(options as SignOptions)).rejects.toThrow(ValidationError);
    await expect(sign(options as SignOptions)).rejects.not.toThrow(/"key"/);
  });

  test('survives a query string, a form and a second reading', async () => {
    await fc.assert(
      fc.asyncProperty(utf8(), async (canonical) => {
        const signature = await sign({ secretKey: 'key', canonical, signatureMethod: 'HmacSHA256' });
        const url = new URL(`https://host/?Signature=${encodeURIComponent(signature)}`);
        expect(url.searchParams.get('Signature')).toBe(signature);
        const form = await new Response(new URLSearchParams(url.search)).formData();
        expect(form.get('Signature')).toBe(signature);
      }),
      runs(50),
    );
  });

  test('says why it cannot sign in a page without TLS, where Web Crypto is missing', async () => {
    for (const crypto of [{}, undefined]) {
      vi.stubGlobal('crypto', crypto);
      try {
        await expect(webHmac('sha256', 'key', 'text')).rejects.toThrow('only over https: or on localhost');
      } finally {
        vi.unstubAllGlobals();
      }
    }
  });
});
