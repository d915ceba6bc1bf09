import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../client/test/support/runs.js';
import { createEmulator, explainSignature } from '@qcvm/mock';
import type { ExplainOptions, SignatureExplanation } from '@qcvm/mock';
import { canonical, hmac, request } from '../support.js';

const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA';

/** A request with something in it for every mistake: a list of 12, a space, a Chinese word, an underscore, a Token. */
const sent = {
  Timestamp: '1767225600',
  searchWord: 'web 01 测试_x',
  Action: 'DescribeInstances',
  Nonce: '11886',
  Region: 'ap-guangzhou',
  SecretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  SignatureMethod: 'HmacSHA256',
  Token: 'the+token/of=another',
  limit: '20',
  some_name: 'with an underscore',
  some0name: 'with a digit where the other has an underscore',
  _leading_name: 'x',
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`instanceIds.${index}`, `ins-0000000${index}`]),
  ),
};

const address = { method: 'GET', host: 'cvm.api.qcloud.com', path: '/v2/index.php' };
type Entries = readonly (readonly [string, string])[];
const entries: Entries = Object.entries(sent);
const byName = (one: readonly [string, string], other: readonly [string, string]): number =>
  one[0] < other[0] ? -1 : 1;
const dotted = (name: string): string => (name.startsWith('_') ? name : name.replaceAll('_', '.'));
const joined = (list: Entries, value = (text: string): string => text, name = dotted): string =>
  list.map(([key, text]) => `${name(key)}=${value(text)}`).join('&');
const sorted = [...entries].sort(byName);
const head = 'GETcvm.api.qcloud.com/v2/index.php?';
const right = head + joined(sorted);
const sha256 = (text: string, key = secretKey): string => hmac(text, { secretKey: key, sha256: true });

const explain = (signature: string, options: Partial<ExplainOptions> = {}): Promise<SignatureExplanation> =>
  explainSignature({ ...address, secretKey, parameters: { ...sent, Signature: signature }, ...options });

const without = (name: string): Entries => sorted.filter(([key]) => key !== name);

test('the expected text is the documented one', async () => {
  const { valid, expected, causes, summary, divergence } = await explain(sha256(right));
  expect({ valid, causes, divergence, summary }).toEqual({
    valid: true,
    causes: [],
    divergence: undefined,
    summary: 'The signature is right.',
  });
  expect(expected).toBe(right.replace(sent.Token, '[redacted]'));
  expect(right).toBe(canonical(new Map(entries), address));
});

/** One line for each wrong signer: the cause that must be named, what was signed, and where the texts part. */
const wrongTexts: readonly [cause: string, text: string, parameter?: string][] = [
  ['value-encoded-before-signing', head + joined(sorted, encodeURIComponent), 'Token'],
  [
    'value-encoded-before-signing',
    head + joined(sorted, (text) => new URLSearchParams({ x: text }).toString().slice(2)),
    'Token',
  ],
  [
    'value-encoded-before-signing',
    `${head}${new URLSearchParams(sorted.map(([name, value]) => [dotted(name), value])).toString()}`,
    'Token',
  ],
  ['unsorted', head + joined(entries), 'Action'],
  [
    'numeric-index-order',
    head +
      joined(
        [
          ...without('').filter(([name]) => !name.startsWith('instanceIds')),
          ...entries.filter(([name]) => name.startsWith('instanceIds')),
        ].sort(([one], [other]) =>
          one.startsWith('instanceIds') && other.startsWith('instanceIds') ? 0 : one < other ? -1 : 1,
        ),
      ),
    'instanceIds.10',
  ],
  [
    'case-insensitive-order',
    head + joined([...entries].sort(([one], [other]) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))),
    'Action',
  ],
  [
    'locale-order',
    head + joined([...entries].sort(([one], [other]) => one.localeCompare(other, 'en'))),
    'Action',
  ],
  ['descending-order', head + joined([...sorted].reverse()), 'Action'],
  [
    'underscore-in-name',
    head +
      joined(
        sorted,
        (text) => text,
        (name) => name,
      ),
    'some.name',
  ],
  ['underscore-in-value', head + joined(sorted, (text) => text.replaceAll('_', '.')), 'searchWord'],
  [
    'dot-in-name',
    head +
      joined(
        sorted,
        (text) => text,
        (name) => name.replaceAll('.', '_'),
      ),
    'instanceIds.0',
  ],
  [
    'brackets-in-name',
    head +
      joined(
        sorted,
        (text) => text,
        (name) => dotted(name).replace(/\.(\d+)/, '[$1]'),
      ),
    'instanceIds.0',
  ],
  ['wrong-method', right.replace(/^GET/, 'POST')],
  ['method-in-lower-case', right.replace(/^GET/, 'get')],
  ['method-missing', right.replace(/^GET/, '')],
  ['wrong-host', right.replace('cvm.api', 'cbs.api')],
  ['wrong-host', right.replace('cvm.api.qcloud.com', 'cvm.tencentcloudapi.com')],
  ['port-added', right.replace('.com/', '.com:443/')],
  ['scheme-signed', right.replace('GETcvm', 'GEThttps://cvm')],
  ['wrong-path', right.replace('/v2/index.php', '/')],
  ['question-mark-missing', right.replace('?', '')],
  ['leading-ampersand', right.replace('?', '?&'), 'Action'],
  ['only-parameters-signed', joined(sorted)],
  ['trailing-white-space', `${right}\n`, 'some.name'],
  ['trailing-ampersand', `${right}&`, 'some.name'],
  ['parameter-not-signed', head + joined(without('Token')), 'Token'],
  ['parameter-not-signed', head + joined(without('SignatureMethod')), 'SignatureMethod'],
  ['parameter-not-signed', head + joined(without('limit')), 'limit'],
  [
    'only-public-parameters-signed',
    head + joined(sorted.filter(([name]) => /^[A-Z]/.test(name))),
    '_leading_name',
  ],
  [
    'signature-signed',
    head + joined([...sorted, ['Signature', ''] as const].sort(byName)),
    'SignatureMethod',
  ],
];

test.each(wrongTexts)('signed text: %s', async (cause, text, parameter) => {
  const { valid, causes, implied, divergence, summary } = await explain(sha256(text));
  expect(valid).toBe(false);
  expect(causes.map(({ name }) => name)).toEqual([cause]);
  expect(implied).toBe(
    text.replace(sent.Token, '[redacted]').replace(encodeURIComponent(sent.Token), '[redacted, encoded]'),
  );
  expect(divergence?.parameter).toBe(parameter);
  expect(summary).toContain(causes[0]?.advice);
});

const withoutPadding = (text: string): string => text.replace(/=+$/, '');
const hex = createHmac('sha256', secretKey).update(right).digest('hex');
const url = createHmac('sha256', secretKey).update(right).digest('base64url');

/** The right text, but the signature was made or sent in a wrong way. */
const wrongSignatures: readonly [cause: string, signature: string][] = [
  ['signature-method-mismatch', hmac(right, { secretKey, sha256: false })],
  ['signature-encoded-twice', encodeURIComponent(sha256(right))],
  ['signature-with-white-space', `${sha256(right)}\n`],
  ['signature-with-line-breaks', `${sha256(right).slice(0, 20)}\n${sha256(right).slice(20)}`],
  ['base64-for-urls', url],
  ['base64-for-urls', withoutPadding(sha256(right))],
  ['signature-in-hex', hex],
  ['signature-in-hex', hex.toUpperCase()],
  ['base64-of-hex', Buffer.from(hex).toString('base64')],
  ['secret-key-with-white-space', sha256(right, `${secretKey}\n`)],
  ['secret-key-with-white-space', sha256(right, ` ${secretKey}`)],
  ['secret-key-with-white-space', sha256(right, `"${secretKey}"`)],
  ['secret-key-with-ampersand', sha256(right, `${secretKey}&`)],
  ['not-the-secret-key', sha256(right, sent.SecretId)],
  ['other-secret-key', sha256(right, 'the key of another account')],
];

test.each(wrongSignatures)('signature: %s', async (cause, signature) => {
  const { valid, causes, divergence } = await explain(signature, {
    otherKeys: [{ secretId: 'AKIDother', secretKey: 'the key of another account' }],
  });
  expect(valid).toBe(false);
  expect(causes.map(({ name }) => name)).toEqual([cause]);
  expect(divergence).toBeUndefined();
});

test('a signature whose plus signs arrived as spaces is recognised', async () => {
  // Not every signature has one: look for a Nonce that gives one.
  for (let nonce = 1; ; nonce++) {
    const parameters = { ...sent, Nonce: `${nonce}` };
    const signature = sha256(canonical(new Map(Object.entries(parameters)), address));
    if (!signature.includes('+')) continue;
    const { causes } = await explainSignature({
      ...address,
      secretKey,
      parameters: { ...parameters, Signature: signature.replaceAll('+', ' ') },
    });
    expect(causes.map(({ name }) => name)).toEqual(['signature-not-encoded']);
    return;
  }
});

describe('SignatureMethod', () => {
  const { SignatureMethod: _, ...silent } = sent;
  const stated = (parameters: Record<string, string>, hash256: boolean): Promise<SignatureExplanation> =>
    explainSignature({
      ...address,
      secretKey,
      parameters: {
        ...parameters,
        Signature: hmac(canonical(new Map(Object.entries(parameters)), address), {
          secretKey,
          sha256: hash256,
        }),
      },
    });
  test.each([
    ['missing', silent, true, ['signature-method-missing']],
    ['misspelt', { ...sent, SignatureMethod: 'HmacSha256' }, true, ['signature-method-misspelt']],
    ['another', { ...sent, SignatureMethod: 'HmacSHA1' }, true, ['signature-method-mismatch']],
    ['missing, and rightly so', silent, false, []],
  ] as const)('%s', async (_what, parameters, hash256, causes) => {
    expect((await stated(parameters, hash256)).causes.map(({ name }) => name)).toEqual(causes);
  });
});

describe('received parameters that differ from the signed ones', () => {
  const arrived = async (
    signed: Record<string, string>,
    received: Record<string, string>,
  ): Promise<string[]> => {
    const signature = sha256(canonical(new Map(Object.entries({ ...sent, ...signed })), address));
    const { causes } = await explainSignature({
      ...address,
      secretKey,
      parameters: { ...sent, ...received, Signature: signature },
    });
    return causes.map(({ name }) => name);
  };

  test('a value that was encoded twice', async () => {
    const word = 'web 01 测试';
    expect(
      await arrived(
        { searchWord: word, Token: 'plain' },
        { searchWord: encodeURIComponent(word), Token: 'plain' },
      ),
    ).toEqual(['double-encoding']);
  });

  test('a plus sign that was not encoded', async () => {
    const signed = { ...sent, searchWord: 'a+b' };
    const signature = sha256(canonical(new Map(Object.entries(signed)), address));
    const { causes } = await explainSignature({
      ...address,
      secretKey,
      parameters: { ...signed, searchWord: 'a b', Signature: signature },
    });
    expect(causes.map(({ name }) => name)).toEqual(['value-not-encoded']);
  });

  test('a list that was signed with numbers from 1', async () => {
    const shifted = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [
        name.replace(/\.(\d+)$/, (_, index: string) => `.${Number(index) + 1}`),
        value,
      ]),
    );
    const signature = sha256(canonical(new Map(Object.entries(shifted)), address));
    expect((await explain(signature)).causes.map(({ name }) => name)).toEqual(['indexes-from-1']);
  });
});

describe('the rule of the at sign', () => {
  const upload = { ...sent, file: '@picture.png' };
  test.each([
    ['GET', 'left out', ({ name }: { name: string }): boolean => name !== 'file'],
    ['POST', 'signed', (): boolean => true],
  ] as const)('%s: %s', async (method, _what, keep) => {
    const list = Object.entries(upload)
      .sort(byName)
      .filter(([name]) => keep({ name }));
    const text = `${method}cvm.api.qcloud.com/v2/index.php?${joined(list)}`;
    const { causes } = await explainSignature({
      ...address,
      method,
      secretKey,
      parameters: { ...upload, Signature: sha256(text) },
    });
    expect(causes.map(({ name }) => name)).toEqual(['at-sign-rule']);
  });
});

describe('the host', () => {
  const at = async (host: string, signed: string): Promise<string[]> => {
    const text = right.replace('cvm.api.qcloud.com', signed);
    return (await explain(sha256(text), { host })).causes.map(({ name }) => name);
  };
  test('a port that was left out, and the real host for a local one', async () => {
    expect(await at('127.0.0.1:8787', '127.0.0.1')).toEqual(['port-missing']);
    expect(await at('127.0.0.1:8787', 'cvm.api.qcloud.com')).toEqual(['wrong-host']);
    expect(await at('localhost:8787', '127.0.0.1:8787')).toEqual(['wrong-host']);
  });
});

test('two and three mistakes in one request are found', async () => {
  const text = (head + joined(sorted, encodeURIComponent)).replace('GET', 'POST');
  expect((await explain(sha256(text))).causes.map(({ name }) => name)).toEqual([
    'value-encoded-before-signing',
    'wrong-method',
  ]);
  const unsorted = (head + joined(entries)).replace('GET', 'POST');
  const three = await explain(hmac(unsorted, { secretKey, sha256: false }));
  expect(three.causes.map(({ name }) => name)).toEqual([
    'signature-method-mismatch',
    'unsorted',
    'wrong-method',
  ]);
});

describe('when no known mistake explains it', () => {
  test('the explanation says so, and shows the expected text', async () => {
    const { causes, implied, summary } = await explain(sha256('something else'));
    expect({ causes, implied }).toEqual({ causes: [], implied: undefined });
    expect(summary).toContain('most likely the SecretKey is another one');
    expect(summary).toContain(right.replace(sent.Token, '[redacted]'));
  });

  test.each([
    ['not base64 at all!', 'The Signature is not base64.'],
    [
      Buffer.alloc(20).toString('base64'),
      'The Signature has 20 bytes, as many as HmacSHA1 gives; HmacSHA256 gives 32.',
    ],
    [Buffer.alloc(16).toString('base64'), 'The Signature has 16 bytes; HmacSHA256 gives 32.'],
  ])('%s', async (signature, oddity) => {
    expect((await explain(signature)).summary).toContain(oddity);
  });
});

describe('the signed text is known', () => {
  const compare = (signedText: string): Promise<SignatureExplanation> => explain('', { signedText });
  test('a known mistake is named', async () => {
    const { causes, divergence } = await compare(head + joined(entries));
    expect(causes.map(({ name }) => name)).toEqual(['unsorted']);
    expect(divergence).toEqual({
      position: 35,
      parameter: 'Action',
      expected: expect.stringMatching(/^Action=/),
      implied: expect.stringMatching(/^Timestamp=/),
    });
  });
  test('an unknown mistake is shown at its place', async () => {
    const { causes, divergence, summary } = await compare(right.replace('limit=20', 'limit=21'));
    expect(causes).toEqual([]);
    expect(divergence).toMatchObject({
      parameter: 'limit',
      expected: expect.stringMatching(/^0&/),
      implied: expect.stringMatching(/^1&/),
    });
    expect(summary).toContain('The texts part at character');
  });
});

test('no explanation of any request holds a SecretKey, a Token or the right Signature', async () => {
  const secret = fc.string({
    minLength: 12,
    maxLength: 40,
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789+/='),
  });
  await fc.assert(
    fc.asyncProperty(
      secret,
      secret,
      fc.constantFrom(...wrongTexts.map(([, text]) => text)),
      async (key, token, text) => {
        const parameters = { ...sent, Token: token };
        const explanation = await explainSignature({
          ...address,
          secretKey: key,
          parameters: { ...parameters, Signature: sha256(text.replace(sent.Token, token), key) },
        });
        const all = JSON.stringify(explanation);
        expect(all).not.toContain(JSON.stringify(key).slice(1, -1));
        expect(all).not.toContain(JSON.stringify(token).slice(1, -1));
        expect(all).not.toContain(sha256(canonical(new Map(Object.entries(parameters)), address), key));
      },
    ),
    runs(25),
  );
});

describe('through the emulator', () => {
  const options = { clock: 'manual', accounts: [{ keys: [{ secretId: 'AKIDone', secretKey }] }] } as const;

  test('the log explains a request, and the answer does only when asked to', async () => {
    for (const [explainSignatures, told] of [
      ['never', false],
      ['response', true],
    ] as const) {
      const emulator = createEmulator({ ...options, explainSignatures });
      const answer = await emulator.handle(request(emulator, { secretKey: `${secretKey}\n` }));
      const body = answer.kind === 'complete' ? answer.body : '';
      expect(body.includes('line end')).toBe(told);
      expect((await emulator.requests.explain(1)).causes[0]?.name).toBe('secret-key-with-white-space');
    }
  });

  test('the keys of the emulator are known', async () => {
    const emulator = createEmulator({
      ...options,
      accounts: [...options.accounts, { keys: [{ secretId: 'AKIDtwo', secretKey: 'second' }] }],
    });
    await emulator.handle(request(emulator, { secretKey: 'second' }));
    const { summary } = await emulator.requests.explain(1);
    expect(summary).toBe(
      'It was signed with the SecretKey of AKIDtwo. Use the SecretKey that belongs to AKIDone.',
    );
  });

  test('a request that the log does not have cannot be explained', async () => {
    await expect(createEmulator().requests.explain(1)).rejects.toThrow('the log has no request 1');
  });
});
