import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { character } from '../../test/support/parameters.js';
import { runs } from '../../test/support/runs.js';
import { describeProblem } from './errors/problem.js';
import { hasLoneSurrogate, isPlainObject, printable, shapeOf } from './shape.js';

describe('printable', () => {
  test('gives one line of at most 200 characters, without any that a terminal would act upon', () => {
    const strange = fc.string({
      unit: fc.oneof(character(), fc.constantFrom('\n', '\t', '\u001b', '\u202e', '\ud800', ' ')),
      maxLength: 400,
    });
    fc.assert(
      fc.property(strange, (text) => {
        const line = printable(text);
        expect(line.length).toBeLessThanOrEqual(200);
        expect(line).not.toMatch(/[\p{C}\n\t]|^\s|\s$|\s\s/u);
      }),
      runs(300),
    );
  });

  test('keeps 200 characters whole, says by a mark that there were more, and halves no character', () => {
    expect(printable('x'.repeat(200))).toBe('x'.repeat(200));
    expect(printable('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(printable(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}…`);
    expect(printable(' a\r\n\t b ')).toBe('a b');
  });
});

describe('shapeOf', () => {
  test.each<[unknown, string]>([
    ['', 'a string of length 0, ""'],
    ['x'.repeat(16), `a string of length 16, "${'x'.repeat(16)}"`],
    ['0123456789abcdefg', 'a string of length 17, "01234567…"'],
    [7, 'the number 7'],
    [NaN, 'the number NaN'],
    [true, 'the boolean true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 2], 'a list of length 2'],
    [{ a: 1 }, 'a plain object'],
    [new Map(), 'an instance of Map'],
    [Object.create({ inherited: 1 }), 'an instance of Object'],
    [() => 1, 'a function'],
    [Symbol('x'), 'a symbol'],
    [10n, 'a bigint'],
  ])('of %o', (value, shape) => expect(shapeOf(value)).toBe(shape));

  test('never shows all of a text long enough to be a secret', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{17,60}$/), (secret) => {
        expect(shapeOf(secret)).not.toContain(secret.slice(0, 9));
      }),
      runs(),
    );
  });
});

test('a plain object is one from any realm, and nothing else is', () => {
  expect(isPlainObject(runInNewContext('({ a: 1 })'))).toBe(true);
  expect(isPlainObject(Object.create(null))).toBe(true);
  for (const other of [null, undefined, 'x', 1, [], new Date(), new Map(), Promise.resolve(), () => 1])
    expect(isPlainObject(other)).toBe(false);
  expect(isPlainObject(runInNewContext('[]'))).toBe(false);
});

test('half a surrogate pair is found, a whole one is none', () => {
  expect(['\ud83d', 'a\ude00b', '\ude00\ud83d'].map(hasLoneSurrogate)).toEqual([true, true, true]);
  expect(['', 'a', '😀'].map(hasLoneSurrogate)).toEqual([false, false, false]);
});

describe('a problem with a parameter', () => {
  const received = (parameter: string, value: unknown, rule = 'pattern'): string =>
    describeProblem({ parameter, rule, must: 'must be different', value }).received;

  test('is told by name, rule and what was received', () => {
    expect(describeProblem({ parameter: 'limit', rule: 'maximum', must: 'must be less', value: 7 })).toEqual({
      parameter: 'limit',
      rule: 'maximum',
      received: 'the number 7',
      message: 'limit must be less; received the number 7',
    });
    expect(received('limit', undefined, 'required')).toBe('nothing');
  });

  test('does not hint at a text under a name that sounds like a secret', () => {
    for (const name of ['SecretKey', 'token', 'mySignature', 'loginPassword'])
      expect(received(name, 'hunter2')).toBe('a string');
    for (const name of ['AccessKey', 'ApiKey', 'DbPwd', 'Credentials', 'PrivateKey', 'Passwd'])
      expect(received(name, 'hunter2')).toBe('a string');
    for (const name of ['ClientToken', 'KeyIds', 'InstanceId'])
      expect(received(name, 'web')).toContain('"web"');
    expect(received('searchWord', 'web')).toBe('a string of length 3, "web"');
  });

  test('shows no number and no flag under such a name, but what is no value', () => {
    expect(received('Password', 20261129)).toBe('a number');
    expect(received('Password', true)).toBe('a boolean');
    expect(received('Password', 20261129n)).toBe('a bigint');
    expect(received('Password', null)).toBe('null');
    expect(received('Password', undefined)).toBe('undefined');
    expect(received('Password', [1])).toBe('a list of length 1');
    expect(received('Password', { __proto__: null })).toBe('a plain object');
  });

  test('shows any name on one line', () => {
    expect(
      describeProblem({ parameter: 'a\n\u001b[2Jb', rule: 'name', must: 'must go', value: 1 }).message,
    ).toBe('a [2Jb must go; received the number 1');
  });
});
