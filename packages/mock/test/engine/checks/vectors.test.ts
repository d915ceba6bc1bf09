import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEmulator } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { bodyOf, encoded, rawRequest } from '../support.js';

/** A signed request of the language-neutral known answers, most of them made by the vendor's own client. */
interface Vector {
  readonly id: string;
  readonly result: 'valid' | 'acceptable' | 'invalid';
  readonly input: {
    readonly method: string;
    readonly scheme: 'http' | 'https';
    readonly host: string;
    readonly path: string;
    readonly secretKey: string;
    readonly parameters: readonly (readonly [string, string])[];
  };
  readonly expected: { readonly signature: string; readonly url: string; readonly body: string | null };
}

const file = new URL('../../../../../specs/vectors/url.json', import.meta.url);
const { count, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
  count: number;
  vectors: readonly Vector[];
};

/** An emulator that knows the vector's key, with its clock at the vector's Timestamp. */
function emulatorFor({ input }: Vector): Emulator {
  const parameters = new Map(input.parameters);
  const token = parameters.get('Token');
  return createEmulator({
    onUnexpected: 'answer',
    clock: { mode: 'manual', start: Number(parameters.get('Timestamp')) * 1000 },
    accounts: [
      {
        keys: [
          {
            secretId: parameters.get('SecretId') ?? '',
            secretKey: input.secretKey,
            ...(token === undefined ? {} : { token }),
          },
        ],
      },
    ],
  });
}

/** The checks that a request has passed once its signature, Timestamp and Nonce were found right. */
const early = [
  'protocol',
  'publicParameters',
  'secretId',
  'keyStatus',
  'token',
  'signature',
  'timestamp',
  'nonce',
];

test(`all ${count} known answers are here`, () => expect(vectors).toHaveLength(count));

const good = vectors.filter(({ result }) => result !== 'invalid');

test.each(good.map((vector) => [vector.id, vector] as const))(
  '%s is accepted as it is',
  async (_id, vector) => {
    const { url, body } = vector.expected;
    const emulator = emulatorFor(vector);
    await emulator.fetch(url, {
      method: vector.input.method,
      ...(body === null ? {} : { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    });
    expect(early).not.toContain(refusedBy(emulator));
    expect((await emulator.requests.explain(1)).valid).toBe(true);
  },
);

test.each(good.map((vector) => [vector.id, vector] as const))(
  '%s is accepted with plain encodeURIComponent',
  async (_id, vector) => {
    const { parameters, ...address } = vector.input;
    const emulator = emulatorFor(vector);
    const form = encoded(new Map([...parameters, ['Signature', vector.expected.signature]]));
    await emulator.handle(rawRequest({ ...address, form }));
    expect(early).not.toContain(refusedBy(emulator));
  },
);

test('vectors that are refused later have another code', async () => {
  const reasons = new Map<string, number>();
  for (const vector of good) {
    const emulator = emulatorFor(vector);
    const form = encoded(new Map([...vector.input.parameters, ['Signature', vector.expected.signature]]));
    const { code, message } = bodyOf(await emulator.handle(rawRequest({ ...vector.input, form })));
    // At the host of another module, whether that is known here or not.
    if (code === 6100 && message.includes('the module cvm')) continue;
    const reason = `${code} ${refusedBy(emulator) ?? ''} ${message.replace(/".*"|\d+ items/, '…').slice(0, 40)}`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  expect([...reasons.keys()].sort()).toMatchInlineSnapshot(`
    [
      "0  ",
      "4000 parameters InstanceIds: API parameters start with a",
      "4000 parameters ZoneId: API parameters start with a lowe",
      "4000 parameters _search: DescribeInstances has no such p",
      "4000 parameters _search_word: DescribeInstances has no s",
      "4000 parameters a.0: also given with names below it, or ",
      "4000 parameters a_a: DescribeInstances has no such param",
      "4000 parameters a_b_c_: DescribeInstances has no such pa",
      "4000 parameters filter: DescribeInstances has no such pa",
      "4000 parameters instanceIds: …; at most 100 are accepted",
      "4000 parameters lanIps.1: … is not an IP address such as",
      "4000 parameters low: DescribeInstances has no such param",
      "4000 parameters policies: DescribeInstances has no such ",
      "4000 parameters rows: DescribeInstances has no such para",
      "4000 parameters searchWord: empty",
      "4000 parameters search_word: DescribeInstances has no su",
      "4000 parameters tag_list: DescribeInstances has no such ",
      "4000 parameters 😀: DescribeInstances has no such parame",
      "5100 operation the operation failed for every instance ",
      "6100 host path /v2/other.php: the API is at /v2/in",
    ]
  `);
});

test.each([
  ['own-encoded-twice', 'signature-encoded-twice'],
  ['own-not-encoded', 'signature-not-encoded'],
])('%s is refused, and the cause is %s', async (id, cause) => {
  const vector = vectors.find((each) => each.id === id);
  if (!vector) throw new Error(`no vector ${id}`);
  const emulator = emulatorFor(vector);
  const { code } = (await (await emulator.fetch(vector.expected.url)).json()) as { code: number };
  expect(code).toBe(4100);
  expect((await emulator.requests.explain(1)).causes.map(({ name }) => name)).toEqual([cause]);
});

function refusedBy(emulator: Emulator): string | undefined {
  const outcome = emulator.requests.last()?.outcome;
  return outcome?.kind === 'answered' ? outcome.refusedBy : outcome?.kind;
}
