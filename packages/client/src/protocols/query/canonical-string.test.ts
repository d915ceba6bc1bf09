import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import { name, text } from '../../../test/support/parameters.js';
import { ValidationError } from '../../model/errors/errors.js';
import { canonicalString } from '../../wire.js';

const place = { method: 'GET', host: 'cvm.api.qcloud.com', path: '/v2/index.php' };
const of = (params: Record<string, string>, method = 'GET'): string =>
  canonicalString({ ...place, method, params });

/** Flat names without an underscore and values without `&` and `=`: nothing in the canonical string is ambiguous. */
const clear = (): fc.Arbitrary<Record<string, string>> =>
  fc.dictionary(
    name().filter((one) => !one.includes('_') && one !== 'Signature'),
    text().filter((one) => !/[&=]/.test(one)),
    { minKeys: 1, maxKeys: 6, noNullPrototype: true },
  );

describe('canonicalString', () => {
  test('joins method, host, path and the parameters in order, values not encoded', () => {
    expect(of({ searchWord: 'web 01/ä', Action: 'DescribeInstances', limit: '20' })).toBe(
      'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&limit=20&searchWord=web 01/ä',
    );
  });

  test('takes the host as it is sent, with its port', () => {
    expect(canonicalString({ ...place, host: '127.0.0.1:8787', params: { a: '1' } })).toBe(
      'GET127.0.0.1:8787/v2/index.php?a=1',
    );
  });

  test('ends with the question mark when there are no parameters', () => {
    expect(of({})).toBe('GETcvm.api.qcloud.com/v2/index.php?');
  });

  test('does not depend on the order of the parameters', () => {
    fc.assert(
      fc.property(fc.dictionary(name(), text(), { noNullPrototype: true }), (params) => {
        expect(of(Object.fromEntries(Object.entries(params).reverse()))).toBe(of(params));
      }),
      runs(),
    );
  });

  test('sorts names as their UTF-8 bytes sort, regardless of the language of the machine', () => {
    const names = fc.uniqueArray(
      fc
        .oneof(
          name(),
          fc.string({
            unit: fc.constantFrom(
              'a',
              'B',
              '.',
              '\u00e9',
              '\ud7ff',
              '\ue000',
              '\uffff',
              '\u{10000}',
              '\u{10ffff}',
            ),
            minLength: 1,
            maxLength: 3,
          }),
        )
        .filter((one) => one !== 'Signature' && !/[_=&]/.test(one)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const sorted = [...all].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
        expect(
          of(Object.fromEntries(all.map((one) => [one, ''])))
            .split('?')
            .slice(1)
            .join('?'),
        ).toBe(sorted.map((one) => `${one}=`).join('&'));
      }),
      runs(300),
    );
  });

  test('puts instanceIds.10 before instanceIds.2, and names in upper case before those in lower case', () => {
    expect(of({ 'ids.2': 'c', 'ids.10': 'b', Zone: 'a' })).toMatch(/\?Zone=a&ids\.10=b&ids\.2=c$/);
  });

  test('writes every underscore of a name as a dot, except in a name that starts with one, and none of a value', () => {
    expect(of({ a_b_c: 'x_y', _a_b: 'x_y' })).toMatch(/\?_a_b=x_y&a\.b\.c=x_y$/);
  });

  test('sorts by the names as they are given, before their underscores become dots', () => {
    expect(of({ a_z: '1', 'a.z1': '2', aB: '3' })).toMatch(/\?a\.z1=2&aB=3&a\.z=1$/);
  });

  test('leaves the Signature out, and on POST alone values that start with @', () => {
    const params = { Signature: 'x', file: '@/etc/hosts', mail: 'a@b' };
    expect(of(params)).toMatch(/\?file=@\/etc\/hosts&mail=a@b$/);
    expect(of(params, 'POST')).toMatch(/\?mail=a@b$/);
  });

  test('changes with every change of one character of a name, a value, the method, the host or the path', () => {
    const changed = (value: string, at: number, to: string): string => {
      const characters = [...value];
      const index = at % Math.max(1, characters.length);
      characters[index] = characters[index] === to ? `${to}${to}` : to;
      return characters.join('');
    };
    fc.assert(
      fc.property(
        clear(),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('x', '7', '.', 'é', '云'),
        (params, which, at, to) => {
          const before = of(params);
          const keys = Object.keys(params);
          const key = keys[which % keys.length] ?? '';
          const { [key]: value = '', ...others } = params;
          expect(of({ ...others, [key]: changed(value, at, to) })).not.toBe(before);
          const renamed = changed(key, at, to);
          if (!(renamed in others)) expect(of({ ...others, [renamed]: value })).not.toBe(before);
          for (const part of ['method', 'host', 'path'] as const)
            expect(canonicalString({ ...place, params, [part]: changed(place[part], at, to) })).not.toBe(
              before,
            );
        },
      ),
      runs(),
    );
  });

  test('differs for different parameters, as long as no value contains & or =', () => {
    fc.assert(
      fc.property(clear(), clear(), (one, other) => {
        const same =
          JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(of(one) === of(other)).toBe(same);
      }),
      runs(),
    );
  });

  test('is ambiguous where a value contains & and =: a verifier must start from the parameters', () => {
    expect(of({ a: '1&b=2' })).toBe(of({ a: '1', b: '2' }));
  });

  test('takes any name for what it is, even one that every object inherits', () => {
    expect(of(JSON.parse('{"__proto__":"1","toString":"2"}') as Record<string, string>)).toMatch(
      /\?__proto__=1&toString=2$/,
    );
  });

  test.each([[undefined], [null], [true], [1.5], [['a']], ['\ud800']])(
    'refuses a value that is no well-formed text: %j',
    (value) => {
      for (const method of ['GET', 'POST'])
        expect(() => of({ a: value as string, b: 'x' }, method)).toThrow(ValidationError);
    },
  );

  test('refuses what is no method, host or path, and parameters that are no object', () => {
    for (const wrong of [{ method: undefined }, { host: 7 }, { path: null }, { params: undefined }])
      expect(() => canonicalString({ ...place, params: {}, ...wrong } as never)).toThrow(ValidationError);
  });
});
