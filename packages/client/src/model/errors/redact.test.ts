import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { character } from '../../../test/support/parameters.js';
import { runs } from '../../../test/support/runs.js';
import { createRedactor, excerpt, safeCause } from './redact.js';

/** Long enough to be a secret, and not made of what takes its place. */
const secret = fc
  .oneof(
    fc.string({ unit: character(), minLength: 4, maxLength: 40 }),
    fc.string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 40 }),
  )
  .filter((one) => !one.includes('*'));
const text = fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).filter((one) => !one.includes('*'));

/** The ways in which a secret comes back to us. */
const spellings: [string, (secret: string) => string][] = [
  ['as it is', (one) => one],
  ['in a URL', (one) => encodeURIComponent(one)],
  ['in a URL in lower case', (one) => encodeURIComponent(one).replace(/%../g, (byte) => byte.toLowerCase())],
  ['in a form', (one) => new URLSearchParams({ x: one }).toString().slice(2)],
  ['in JSON', (one) => JSON.stringify(one).slice(1, -1)],
  ['in the JSON of PHP', (one) => JSON.stringify(one).slice(1, -1).replaceAll('/', '\\/')],
];

describe('createRedactor', () => {
  test.each(spellings)('takes a secret out %s, wherever it stands', (_, spell) => {
    fc.assert(
      fc.property(secret, secret, text, text, (one, other, before, after) => {
        const written = spell(one);
        const shown = createRedactor([other, one])(`${before}${written}${after}${written}`);
        expect(shown).not.toContain(written);
        expect(shown).not.toContain(one);
      }),
      runs(),
    );
  });

  test('takes out whole a secret that contains another one', () => {
    expect(createRedactor(['abcd', 'abcdefgh'])('<abcdefgh>')).toBe('<***>');
  });

  test.each([
    ['https://h/?a=1&Signature=x%2Fy%3D&b=2', 'https://h/?a=1&Signature=***&b=2'],
    ['POST Token=abc', 'POST Token=***'],
    ['{"SecretKey": "abc", "x": 1}', '{"SecretKey": "***", "x": 1}'],
    ['TmpSecretKey=abc securityToken=def', 'TmpSecretKey=*** securityToken=***'],
    ['redirect=https%3A%2F%2Fh%3FSignature%3Dabc', 'redirect=https%3A%2F%2Fh%3FSignature%3D***'],
    ['a=1&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&b=2', 'a=1&SecretId=AKIDz8kr***&b=2'],
    ['{"secretId":"Gu5t9xGARNpq86cd98jo"}', '{"secretId":"Gu5t9x***"}'],
    ['SignatureMethod=HmacSHA256', 'SignatureMethod=HmacSHA256'],
    ['NextToken=abc ClientToken=def', 'NextToken=abc ClientToken=def'],
    ['The Password is too simple', 'The Password is too simple'],
    ['AccessKeyId=abc SecretId=', 'AccessKeyId=abc SecretId='],
    ['the value passed: "ins-09dx96dg"', 'the value passed: "ins-09dx96dg"'],
    ['{"Password":null,"x":"y"}', '{"Password":null,"x":"y"}'],
  ])('knows secrets by their names: %s', (before, after) => {
    expect(createRedactor()(before)).toBe(after);
  });

  const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIICXQ\n b/c+d=\n-----END RSA PRIVATE KEY-----\n';

  describe.each([
    ['of several words', 'Hunter2! has "two" wheels, <a> & \\ b'],
    ['that is a private key', pem],
  ])('knows a secret %s by its name', (_, words) => {
    const body = (name: string): string => JSON.stringify({ [name]: words, RequestId: 'r-1' });
    const html = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

    test.each<[string, (name: string) => string]>([
      ['in JSON', body],
      ['in JSON with blanks', (name) => body(name).replace(':', ' : ')],
      ['in a text of JSON', (name) => JSON.stringify({ message: body(name) })],
      ['in a text in a text of JSON', (name) => JSON.stringify({ a: JSON.stringify({ b: body(name) }) })],
      ['in JSON in HTML', (name) => `<pre>${html(body(name))}</pre>`],
      ['in an attribute', (name) => `<input name="${name}" value="${html(words)}"> r-1`],
      ['in an element', (name) => `<a><${name}>${html(words)}</${name}><b>r-1</b>`],
      ['in a form', (name) => `${new URLSearchParams({ [name]: words, RequestId: 'r-1' }).toString()}`],
      ['in a URL', (name) => `https://h/?${name}=${encodeURIComponent(words)}&RequestId=r-1`],
    ])('%s, whole or cut off', (_where, write) => {
      for (const name of [
        ...['Password', 'PrivateKey', 'Token', 'SecretKey', 'LoginPassword'],
        ...['Passwd', 'Pwd', 'AccessKey', 'ApiKey', 'Credential', 'ClientSecret'],
      ]) {
        const written = write(name);
        expect(createRedactor()(written)).toContain('r-1');
        for (let length = written.length; length > 0; length -= 7)
          expect(createRedactor()(written.slice(0, length))).not.toMatch(/Hunt|wheel|MIIC|b.{1,3}c.{1,3}d/);
      }
    });
  });

  describe.each([
    ['X-TC-Token', 'hunter2hunter2'],
    ['x-amz-security-token', 'hunter2/hunter2+x=='],
    ['X-Api-Key', 'hunter2'],
    ['Authorization', 'hunter2hunter2'],
    ['authorization', 'Basic aHVudGVyMg=='],
    ['Proxy-Authorization', 'Bearer hunter2.hunter2'],
    ['Proxy-Authorization', 'Digest username="me", realm="a b", response="hunter2"'],
    [
      'Authorization',
      'TC3-HMAC-SHA256 Credential=AKIDhunter2/2026-01-02/cvm/tc3_request, SignedHeaders=content-type;host, Signature=hunter2',
    ],
    ['Set-Cookie', 'id=hunter2; Path=/; Secure'],
    ['Cookie', 'a=1; session=hunter2'],
  ])('knows a header that is secret by its name, whose ever it is: %s: %s', (name, value) => {
    const html = value.replaceAll('"', '&quot;');
    test.each([
      ['on a line', `Host: a\n${name}: ${value}\r\nDate: r-1`],
      ['without a blank', `Host: a\n${name}:${value}\r\nDate: r-1`],
      ['in HTML', `<pre>Host: a\n${name}: ${html}</pre><b>r-1</b>`],
      ['in a table', `<tr><th>${name}</th>\n<td>${html}</td></tr><td>r-1</td>`],
      ['in JSON', JSON.stringify({ headers: { [name]: value }, host: 'r-1' })],
      ['in a text of JSON', JSON.stringify({ message: `{"${name}":"${html}"}`, host: 'r-1' })],
    ])('%s', (_where, written) => {
      for (const shown of [createRedactor()(written), excerpt(written, createRedactor())]) {
        expect(shown).not.toMatch(/hunter2|aHVud/);
        expect(shown).toContain('r-1');
      }
    });

    test('in the middle of what a proxy says', () => {
      expect(createRedactor()(`upstream refused "${name}: ${value}" and more`)).not.toMatch(/hunter2|aHVud/);
    });
  });

  test.each([
    ['Host: a\nAuthorization = Basic aHVudGVyMg==\nDate: r-1', 'Host: a\nAuthorization = ***\nDate: r-1'],
    ['Authorization=Basic aHVudGVyMg==', 'Authorization=***'],
    ['HTTP_AUTHORIZATION=Bearer abcdef', 'HTTP_AUTHORIZATION=***'],
    ['Proxy-Authorization:\n Basic abcdef', 'Proxy-Authorization:\n ***'],
    ['Authorization: HmacSHA256 abcdef', 'Authorization: ***'],
    ['Authorization: AWS4-HMAC-SHA256 Credential=a, Signature=b', 'Authorization: ***'],
    ['X-Auth-Token : abc7def', 'X-Auth-Token : ***'],
    ['x-api-key=abcdef tail', 'x-api-key=*** tail'],
    ['X-Secret-Key=hunter tail', 'X-Secret-Key=*** tail'],
    ['my-secret-key: hunter2', 'my-secret-key: ***'],
    [
      '<td class="n">Authorization</td><td class="v">Bearer a</td>',
      '<td class="n">Authorization</td><td class="v">***</td>',
    ],
    ['<b>Authorization:</b> Bearer abc<br>r-1', '<b>Authorization:</b> ***<br>r-1'],
    ['<li><strong>Cookie</strong>: session=abc</li>', '<li><strong>Cookie</strong>: ***</li>'],
    ['curl -H "Authorization: Bearer abc" https://h/p', 'curl -H "Authorization: ***'],
    ['bad Cookie: a=b; c=d', 'bad Cookie: ***'],
    ['Authorization: ApiKey=abc', 'Authorization: ***'],
    ['/?X-Amz-Security-Token=abc123==&RequestId=r-1', '/?X-Amz-Security-Token=***&RequestId=r-1'],
  ])('hides the value of a header, and nothing before it or below it: %s', (said, shown) => {
    expect(createRedactor()(said)).toBe(shown);
    expect(createRedactor()(shown)).toBe(shown);
  });

  test.each([
    'Authorization failed: the user may not do this',
    'The token: expired, or the password: too simple',
    'UnauthorizedOperation: you are not permitted',
    'Authorization: not of the form TC3-HMAC-SHA256 Credential=<SecretId>/<date>/<service>/tc3_request, SignedHeaders=<names>, Signature=<hex>',
    'Authorization: SignedHeaders must name content-type and host',
    'Request header Authorization: value does not match the regex; see RFC 7235',
    'curl: (22) Authorization: required',
    'No cookie: the session of user 7 has ended, log in again at https://x',
    'Duplicate tag-key: env2 is used already by ins-12345678',
    'The message is "Invalid public-key: line 3 has 71 characters" for KeyName web',
    'The parameter partition-key: p1 is empty. Request id 12',
    'client-token: 12 was used for request 99',
    'next-token: a1 is stale; page-token: b2 too',
    '{"error":"no-cookie: a","Name":"abc","status":5}',
    '<tr><td>web-token</td><td>ins-12345678</td></tr><tr><td>tag-key</td><td>ins-87654321</td></tr>',
    'web-key:  RUNNING  ins-12345678',
  ])('takes no prose for a header: %s', (said) => {
    expect(createRedactor()(said)).toBe(said);
  });

  test.each([
    ['as it is', pem],
    ['of another kind', pem.replaceAll('RSA ', 'ENCRYPTED ')],
    ['after a colon', `PrivateKey: ${pem}`],
    ['after an equals sign', `PrivateKey=${pem}`],
    ['in a form', new URLSearchParams({ Key: pem }).toString()],
    ['in JSON', JSON.stringify([pem])],
    ['cut off', pem.slice(0, 45)],
  ])('takes out a private key wherever it stands: %s', (_, written) => {
    expect(createRedactor()(`before ${written}`)).not.toMatch(/MIIC|b.{1,3}c.{1,3}d/);
    expect(createRedactor()(`before ${written}`)).toMatch(/^before /);
  });

  test('takes no longer for a text that is made to be looked through again and again', () => {
    const parts = [
      'Password',
      'Password"',
      'Password\\',
      'Password<',
      'Password=',
      'Password:',
      '-----BEGIN',
      ...[
        'Cookie',
        'Cookie:',
        'Cookie<a',
        'Cookie<b>',
        'Cookie: a="',
        'x-',
        'x-token',
        'Cookie:    ',
        'X-Token:a.',
      ],
    ];
    // A pattern that goes back for each of them does not come to an end here.
    for (const part of parts) expect(createRedactor()(part.repeat(50_000)).length).toBeGreaterThan(0);
  });

  test.each(spellings)('shows only the start of what stands in for the SecretId, %s', (_, spell) => {
    fc.assert(
      fc.property(secret, text, text, (id, before, after) => {
        const written = spell(id);
        expect(createRedactor([], id)(`${before}${written}${after}`)).not.toContain(written);
      }),
      runs(),
    );
    const id = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA';
    expect(createRedactor([], id)(`no such key: ${spell(id)}!`)).toBe('no such key: AKIDz8kr***!');
  });

  const key = fc
    .shuffledSubarray([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='], {
      minLength: 16,
      maxLength: 40,
    })
    .map((characters) => characters.join(''));

  test('takes out every part of a secret that is six characters long', () => {
    fc.assert(
      fc.property(key, key, fc.nat(10), fc.nat(34), text, (secretKey, secretId, at, more, before) => {
        const redact = createRedactor([secretKey], secretId);
        for (const one of [secretKey, secretId]) {
          const part = one.slice(at, at + 6 + more);
          // What the text before it adds by chance is hidden as well.
          const shown = redact(`${before} ${part}`);
          expect(shown.endsWith('***')).toBe(true);
          for (let index = one === secretId && at === 0 ? 3 : 0; index + 6 <= part.length; index++)
            expect(shown).not.toContain(part.slice(index, index + 6));
        }
      }),
      runs(),
    );
  });

  test.each([
    ['the key ending in Zq7x is disabled', 'the key ending in *** is disabled'],
    ['key ****Wq7Zq7x, id …hESA', 'key *******, id …***'],
    ['Gu5t9xGARN... is no id', '***... is no id'],
    ['AKIDz8krbsJ5...', 'AKIDz8kr***...'],
    ['AKIDz8 is no id', 'AKIDz8*** is no id'],
    ['Zq7xample', 'Zq7xample'],
  ])('takes out what servers show of keys: %s', (said, shown) => {
    const redact = createRedactor(
      ['Gu5t9xGARNpq86cd98joQYCN3Wq7Zq7x'],
      'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
    );
    expect(redact(said)).toBe(shown);
  });

  test('leaves a request id whole that has some digits of a signature by accident', () => {
    const requestId = 'a3894de8-b9c7-40f2-a788-1fc806710796';
    const signature = '5e2cf9c70c1d3f8a7b6e1fc8067f40f2';
    const redact = createRedactor([signature]);
    expect(redact(`request id ${requestId}`)).toBe(`request id ${requestId}`);
    expect(redact(`${requestId} ${signature}`)).toBe(`${requestId} ***`);
    expect(redact('ends with 40f2')).toBe('ends with ***');
  });

  test('takes a secret out that is the request id', () => {
    const requestId = 'a3894de8-b9c7-40f2-a788-1fc806710796';
    expect(createRedactor([requestId])(`request id ${requestId}`)).toBe('request id ***');
  });

  test('leaves a secret alone that is too short to be one: it stands in ordinary words', () => {
    expect(createRedactor(['ins', '', undefined])('ins-09dx96dg')).toBe('ins-09dx96dg');
  });
});

describe('excerpt', () => {
  test('gives one line of at most 200 printable characters, without the secret, regardless of what surrounds it', () => {
    fc.assert(
      fc.property(
        secret,
        fc.string({ unit: character(), maxLength: 300 }),
        fc.nat(300),
        (one, around, at) => {
          const shown = excerpt(around.slice(0, at) + one + around.slice(at), createRedactor([one]));
          expect(shown).toMatch(/^[^\p{C}\n\r]{0,200}$/u);
          expect(shown).not.toContain(one);
        },
      ),
      runs(),
    );
  });

  test('finds a secret that a control character had split', () => {
    expect(excerpt('a\u0000ab\u0007cdef', createRedactor(['ab cdef']))).not.toContain('cdef');
  });

  test('redacts before it cuts, so that no half of a secret remains at the end', () => {
    expect(excerpt(`${'x'.repeat(195)}Gu5t9xGARNpq86cd98jo`, createRedactor(['Gu5t9xGARNpq86cd98jo']))).toBe(
      `${'x'.repeat(195)}***`,
    );
  });
});

describe('safeCause', () => {
  const redact = createRedactor(['hunter2hunter2']);

  test('keeps name, message, code, stack and causes of a foreign error, and nothing else', () => {
    const inner = Object.assign(new TypeError('inner hunter2hunter2'), { code: 'ECONNRESET' });
    const cause = Object.assign(new RangeError('outer', { cause: inner }), {
      config: { url: 'https://h/?k=hunter2hunter2' },
    });
    const safe = safeCause(cause, redact) as Error;
    expect(safe).toMatchObject({
      name: 'RangeError',
      message: 'outer',
      cause: { name: 'TypeError', message: 'inner ***', code: 'ECONNRESET' },
    });
    expect(safe.stack).toContain('redact.test.ts');
    expect(inspect(safe, { depth: 9, showHidden: true })).not.toContain('hunter2');
  });

  test('gives the code where there is no message', () => {
    expect(safeCause(Object.assign(new Error(''), { code: 'ECONNREFUSED' }), redact)).toMatchObject({
      message: 'ECONNREFUSED',
    });
  });

  test('redacts a text, describes anything else, and leaves nothing out of nothing', () => {
    expect(safeCause('with hunter2hunter2', redact)).toBe('with ***');
    expect(safeCause({ url: 'hunter2hunter2' }, redact)).toBe('a plain object');
    expect(safeCause(undefined, redact)).toBeUndefined();
  });

  test('follows causes only so far, even round in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    let depth = 0;
    for (let at: unknown = safeCause(error, redact); at instanceof Error; at = at.cause) depth++;
    expect(depth).toBe(5);
  });

  test('never throws and never shows a secret, regardless of what was thrown', () => {
    fc.assert(
      fc.property(secret, fc.anything(), fc.string(), (one, thrown, message) => {
        const errors = [
          thrown,
          new Error(`${message}${one}`, { cause: thrown }),
          Object.assign(new Error(message), { thrown, one, code: one }),
        ];
        for (const error of errors)
          expect(inspect(safeCause(error, createRedactor([one])), { depth: 9 })).not.toContain(one);
      }),
      runs(),
    );
    const hostile = new Error('x');
    Object.defineProperty(hostile, 'message', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(safeCause(hostile, redact)).toBe('an error that cannot be read');
  });
});

test('a SecretId that is the SecretKey as well shows nothing of itself', () => {
  const both = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE';
  expect(createRedactor([both], both)(`it was ${both}.`)).toBe('it was ***.');
});
