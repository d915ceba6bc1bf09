import { canonicalString, signedRequest } from '@qcvm/client/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formOf, readForm } from './form.js';
import { longestName, mostParameters } from './bounds.js';

/** What forms are made of, and what makes them difficult. */
const part = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    'a_b',
    '_',
    '@',
    '@a',
    '\uffff',
    '😀',
    '%41',
    '%',
    '%zz',
    '+',
    'Signature',
    '=',
  ),
  fc.string({ maxLength: 3 }),
);
const name = fc.oneof(
  fc.constantFrom('Action', 'Nonce', 'ids.0', 'ids.1', 'ids.10', 'ids.2', 'ids.00', 'ids', 'ids.0.a'),
  part,
);
const pair = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, part).map((both) => both.join('=')) },
  { weight: 1, arbitrary: part },
);
const pairs = fc.array(pair, { maxLength: 6 });
const text = fc
  .tuple(
    fc.oneof(
      pairs,
      fc.uniqueArray(pair, { maxLength: 6 }).map((all) => all.sort()),
    ),
    fc.constantFrom('', '&Signature=', '&Signature=a%3D', '&Signature=a&b=c'),
  )
  .map(([all, end]) => all.join('&') + end);

test('a form has as many parameters as a request may need, and names as long', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, index) => `a${index}=`).join('&');
  expect(readForm(many(mostParameters)).excess).toBeUndefined();
  for (const sent of [many(mostParameters + 1), many(mostParameters * 20)]) {
    const form = readForm(sent);
    expect(form.excess).toBe(`more than ${mostParameters} parameters`);
    expect(Object.keys(form.parameters)).toHaveLength(mostParameters);
  }
  const list = Array.from({ length: mostParameters + 1 }, (_, index) => `a.${index}=`).join('&');
  expect(readForm(list).excess).toBe(`more than ${mostParameters} parameters`);
  const long = 'a'.repeat(longestName);
  expect(readForm(`${long}=`).excess).toBeUndefined();
  const excess = `a name of more than ${longestName} characters`;
  expect(readForm(`Action=b&${long}a=&c=`)).toMatchObject({
    excess,
    action: 'b',
    parameters: { Action: 'b' },
  });
  const part = (name: string): string => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nv\r\n`;
  const multipart = (parts: string): ReturnType<typeof formOf> => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    return formOf({
      method: 'POST',
      query: '',
      body: '',
      bytes: new TextEncoder().encode(`${parts}--x--\r\n`),
      headers,
    });
  };
  expect(multipart(part('a').repeat(mostParameters + 1)).excess).toBe(
    `more than ${mostParameters} parameters`,
  );
  expect(multipart(part(`${long}a`)).excess).toBe(excess);
  expect(multipart(part('a')).excess).toBeUndefined();
});

test('a form is read pair by pair', () => {
  fc.assert(
    fc.property(text, (sent) => {
      const plain = sent.split('&').filter(Boolean).map(readPair);
      const names = plain.map((each) => each.name);
      const { parameters, duplicates, malformed } = readForm(sent);
      expect(new Map(Object.entries(parameters))).toEqual(
        new Map(plain.map((each) => [each.name, each.value])),
      );
      expect(duplicates).toEqual(names.filter((each, index) => names.indexOf(each) < index));
      expect(malformed.map(({ name }) => name)).toEqual(
        plain.filter(({ broken }) => broken).map((each) => each.name),
      );
    }),
    { numRuns: 1000 },
  );
});

test('what stands in a form as it is signed is what the canonical string has', () => {
  let found = 0;
  fc.assert(
    fc.property(text, fc.constantFrom('GET', 'POST'), (sent, method) => {
      const { parameters, signed } = readForm(sent);
      if (signed === undefined) return;
      found += 1;
      const canonical = canonicalString({ method, host: 'host', path: '/', params: parameters });
      expect(`${method}host/?${signed}`).toBe(canonical);
    }),
    { numRuns: 1000 },
  );
  expect(found).toBeGreaterThan(0);
});

test.each([
  { what: 'an ordinary call', parameters: { ids: [...'abcdefghijkl'] } },
  { what: 'an encoded value', parameters: { ids: ['a b', 'ü'], word: 'a b' } },
  { what: 'an underscore in a value', parameters: { word: 'a_b' } },
])('what is signed of $what is found without a canonical string, in any order', async ({ parameters }) => {
  const { body = '' } = await signedRequest({
    endpoint: { origin: 'https://host', host: 'host', path: '/' },
    method: 'POST',
    action: 'StopInstances',
    timestamp: 1_465_185_768,
    nonce: 11_886,
    credentials: { secretId: 'id', secretKey: 'key' },
    parameters,
  });
  const { parameters: params } = readForm(body);
  const canonical = canonicalString({ method: 'POST', host: 'host', path: '/', params });
  const pairs = body.split('&');
  for (const order of [pairs, [...pairs].reverse()])
    expect(`POSThost/?${readForm(order.join('&')).signed}`).toBe(canonical);
});

test.each(['a_b=c', 'ids.0=a&ids.0=b', 'ids.0=a&ids.2=b', 'ids.0=a&ids.0.b=c', 'a=@b', 'a=1&a=2'])(
  'what is signed of %s is left to the canonical string',
  (text) => expect(readForm(text).signed).toBeUndefined(),
);

/** The plain way to read one pair. */
function readPair(sent: string): { name: string; value: string; broken: boolean } {
  const [first = '', ...rest] = sent.split('=');
  const [one, other] = [decoded(first), decoded(rest.join('='))];
  return { name: one.text, value: other.text, broken: one.broken || other.broken };
}

function decoded(sent: string): { text: string; broken: boolean } {
  const spaced = sent.replaceAll('+', ' ');
  try {
    return { text: decodeURIComponent(spaced), broken: false };
  } catch {
    return { text: spaced, broken: true };
  }
}

const partsIn = (bytes: Uint8Array) =>
  formOf({
    ...{ method: 'POST', query: 'Action=other', body: '', bytes },
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });

test('the parts of a body are its parameters, regardless of their bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 20 }).filter((content) => !Buffer.from(content).includes('--b'));
  const fields = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[A-Za-z.0-9]{1,9}$/), bytes), {
    selector: ([each]) => each,
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(fields, fc.boolean(), (all, leadingLineEnd) => {
      const chunks = all.flatMap(([each, content]) => [
        `\r\n--b\r\nContent-Disposition: form-data; name="${each}"\r\n\r\n`,
        content,
      ]);
      const whole = Buffer.concat([...chunks, '\r\n--b--\r\n'].map((chunk) => Buffer.from(chunk)));
      const { parameters, malformed } = partsIn(leadingLineEnd ? whole : whole.subarray(2));
      const isText = (content: Uint8Array): boolean =>
        Buffer.from(Buffer.from(content).toString('utf8')).equals(Buffer.from(content));
      expect(Object.keys(parameters).sort()).toEqual(all.map(([each]) => each).sort());
      for (const [each, content] of all) {
        if (isText(content)) expect(parameters[each]).toBe(Buffer.from(content).toString('utf8'));
        else expect(malformed.map(({ name }) => name)).toContain(each);
      }
    }),
  );
});

test('a part that is there twice is named', () => {
  const part = '--b\r\nContent-Disposition: form-data; name="Action"\r\n\r\nDescribeInstances\r\n';
  const form = partsIn(Buffer.from(`${part}${part}--b--\r\n`));
  expect(form).toMatchObject({ action: 'DescribeInstances', duplicates: ['Action'], signed: undefined });
});
