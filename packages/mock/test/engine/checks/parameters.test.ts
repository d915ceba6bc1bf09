import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../client/test/support/runs.js';
import type { Parameter, ParameterTable } from '@qcvm/client/descriptors';
import { flatten } from '@qcvm/client/wire';
import { readForm } from '../../../src/protocols/query/form.js';
import { readParameters } from '../../../src/protocols/v2/parameters/read.js';
import type { ReadOptions } from '../../../src/protocols/v2/parameters/read-options.js';

const table: ParameterTable = {
  names: { kind: 'list', items: { kind: 'string', minLength: 1 }, maxItems: 3, unique: true },
  ports: { kind: 'list', items: { kind: 'integer', minimum: 1, maximum: 65_535 } },
  size: { kind: 'integer', minimum: 10, maximum: 20 },
  flag: { kind: 'integer', values: [0, 1] },
  limit: { kind: 'integer', default: 20 },
  mode: { kind: 'string', values: ['fast', 'safe'] },
  note: { kind: 'string', minLength: 2, maxLength: 4 },
  id: { kind: 'string', pattern: 'ins-[a-z]+|old[0-9]', meaning: 'an id such as ins-a' },
  code: { kind: 'string', pattern: '[0-9]+' },
  settings: {
    kind: 'object',
    fields: {
      size: { kind: 'integer', required: true },
      tags: { kind: 'list', items: { kind: 'string' } },
      inner: { kind: 'object', fields: { deep: { kind: 'string' } } },
    },
  },
  rules: {
    kind: 'list',
    unique: true,
    items: {
      kind: 'object',
      fields: {
        port: { kind: 'integer' },
        hosts: { kind: 'list', items: { kind: 'string' }, required: true },
      },
    },
  },
};

/** Reads parameters one by one, and as a form that is read without a look at each: it must come to the same. */
const read = (
  parameters: Readonly<Record<string, string>>,
  options: Partial<ReadOptions> = {},
): ReturnType<typeof readParameters> => {
  const all = { table, action: 'DoSomething', unknown: 'refuse', empty: 'value', ...options } as const;
  const oneByOne = readParameters({ parameters, plain: undefined }, all);
  expect(readParameters(readForm(new URLSearchParams(parameters).toString()), all)).toEqual(oneByOne);
  return oneByOne;
};

describe('valid parameters are parsed by type', () => {
  test.each<[Record<string, string>, Record<string, unknown>]>([
    [{}, {}],
    [{ 'names.0': 'a', 'names.1': 'b', 'names.2': 'c' }, { names: ['a', 'b', 'c'] }],
    [{ 'names.1': 'b', 'names.0': 'a' }, { names: ['a', 'b'] }],
    [{ 'ports.0': '1', 'ports.1': '65535', 'ports.2': '1' }, { ports: [1, 65_535, 1] }],
    [{ size: '10' }, { size: 10 }],
    [{ size: '20' }, { size: 20 }],
    [{ flag: '0' }, { flag: 0 }],
    [{ limit: '-3' }, { limit: -3 }],
    // As the official PHP SDK sends lists.
    [{ ports_0: '1', ports_1: '2' }, { ports: [1, 2] }],
    [{ limit: '9007199254740991' }, { limit: 9_007_199_254_740_991 }],
    [{ mode: 'safe' }, { mode: 'safe' }],
    [{ note: 'ab' }, { note: 'ab' }],
    // A length counts characters as a person does, not halves of a surrogate pair.
    [{ note: '😀😀😀😀' }, { note: '😀😀😀😀' }],
    [{ id: 'ins-abc' }, { id: 'ins-abc' }],
    [{ id: 'old7' }, { id: 'old7' }],
    [{ 'settings.size': '1', 'settings.tags.0': '' }, { settings: { size: 1, tags: [''] } }],
    [{ 'settings.size': '1', 'settings.inner.deep': 'x' }, { settings: { size: 1, inner: { deep: 'x' } } }],
    [
      { 'rules.0.port': '80', 'rules.0.hosts.0': 'x', 'rules.1.hosts.0': 'x', 'rules.1.port': '80' },
      {
        rules: [
          { port: 80, hosts: ['x'] },
          { port: 80, hosts: ['x'] },
        ],
      },
    ],
  ])('%j', (parameters, input) => {
    expect(read(parameters)).toEqual({ input: { limit: 20, ...input }, problems: [] });
  });

  test('ten and more items keep their order', () => {
    const ports = Array.from({ length: 25 }, (_, index) => 25 - index);
    expect(read(flatten({ ports })).input['ports']).toEqual(ports);
  });

  test('public parameters, and names that start with an upper-case letter, are not parameters of the operation', () => {
    const others = { Action: 'X', Region: 'gz', Token: 't', SignatureMethod: 's', RequestClient: 'SDK' };
    expect(read({ ...others, size: '11' })).toEqual({ input: { limit: 20, size: 11 }, problems: [] });
  });
});

describe('invalid parameters are reported once, by their name on the wire', () => {
  test.each<[Record<string, string>, named: string]>([
    [{ size: '9' }, 'size'],
    [{ size: '21' }, 'size'],
    [{ flag: '2' }, 'flag'],
    [{ limit: '' }, 'limit'],
    [{ limit: '1.5' }, 'limit'],
    [{ limit: '1e3' }, 'limit'],
    [{ limit: '007' }, 'limit'],
    [{ limit: '-0' }, 'limit'],
    [{ limit: '+1' }, 'limit'],
    [{ limit: ' 1' }, 'limit'],
    [{ limit: '1 ' }, 'limit'],
    [{ limit: '9007199254740992' }, 'limit'],
    [{ mode: 'Fast' }, 'mode'],
    [{ mode: '' }, 'mode'],
    [{ note: 'a' }, 'note'],
    [{ note: '' }, 'note'],
    [{ note: 'abcde' }, 'note'],
    // Each end of the pattern belongs to all of its alternatives.
    [{ id: 'xins-a' }, 'id'],
    [{ id: 'old77' }, 'id'],
    [{ id: 'xold7' }, 'id'],
    [{ code: '12a' }, 'code'],
    [{ 'size.x': '11' }, 'size'],
    [{ 'note.0': 'abc' }, 'note'],
    [{ names: 'a' }, 'names'],
    [{ settings: 'a' }, 'settings'],
    [{ 'settings.inner': 'a', 'settings.size': '1' }, 'settings.inner'],
    [{ 'settings.tags': 'a', 'settings.size': '1' }, 'settings.tags'],
    [{ 'settings.tags.0': 'a' }, 'settings.size'],
    [{ 'settings.size': 'x' }, 'settings.size'],
    [{ 'settings.size': '1', 'settings.colour': 'x' }, 'settings.colour'],
    [{ 'settings.size': '1', 'settings.toString': 'x' }, 'settings.toString'],
    [{ 'rules.0.port': '1' }, 'rules.0.hosts.0'],
    [{ 'rules.0.hosts.0': 'x', 'rules.0.port': 'y' }, 'rules.0.port'],
    [{ 'names.0': '' }, 'names.0'],
    [{ 'names.0': 'a', 'names.1': 'a' }, 'names.1'],
    [{ 'names.0': 'a', 'names.1': 'b', 'names.2': 'c', 'names.3': 'd' }, 'names'],
    [{ 'names.1': 'a' }, 'names.0'],
    [{ 'names.0': 'a', 'names.2': 'b' }, 'names.1'],
    [{ 'names.0': 'a', 'names.1': 'b', 'names.999999999': 'c' }, 'names.2'],
    [{ 'names.00': 'a' }, 'names.00'],
    [{ 'names.0': 'a', 'names.01': 'b' }, 'names.01'],
    [{ 'names.-1': 'a' }, 'names.-1'],
    [{ 'names.1e0': 'a' }, 'names.1e0'],
    [{ 'names.n': 'a' }, 'names.n'],
    [{ 'names.x0': 'a' }, 'names.x0'],
    [{ 'names.0x': 'a' }, 'names.0x'],
    [{ 'names.9999999999': 'a' }, 'names.9999999999'],
    [{ 'names.': 'a' }, 'names.'],
    [{ colour: 'red' }, 'colour'],
    [{ 'colour.0': 'red' }, 'colour'],
    [{ toString: 'red' }, 'toString'],
    [{ Size: '11' }, 'Size'],
    [{ 'names[0]': 'a' }, 'names[0]'],
    [{ names0: 'a' }, 'names0'],
    [{ 'ports.0': '1', ports: '1' }, 'ports'],
    [{ ports: '1', 'ports.0': '1' }, 'ports.0'],
  ])('%j', (parameters, named) => {
    const { problems } = read(parameters);
    const about = problems.filter((problem) => problem.startsWith(`${named}:`));
    expect(about).toHaveLength(1);
  });

  test('a required parameter is reported by its name on the wire', () => {
    const required: ParameterTable = {
      ids: { kind: 'list', items: { kind: 'string' }, required: true },
      name: { kind: 'string', required: true },
    };
    const { problems } = read({}, { table: required });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['ids.0', 'name']);
  });

  test('all problems of a request are reported at once', () => {
    const { problems } = read({ size: '9', mode: 'x', colour: 'red', 'names.1': 'a' });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'colour',
      'mode',
      'names.0',
      'size',
    ]);
  });

  test('two invalid items are not reported as equal', () => {
    const ids: ParameterTable = {
      ids: { kind: 'list', items: { kind: 'string', pattern: '[a-z]+' }, unique: true },
    };
    const { problems } = read({ 'ids.0': '1', 'ids.1': '2' }, { table: ids });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['ids.0', 'ids.1']);
    expect(problems.join()).not.toContain('the same');
  });

  test('a value is refused if names below it came first', () => {
    const { input, problems } = read({ 'note.0': 'x', note: 'abc' });
    expect(input).not.toHaveProperty('note');
    expect(problems[0]).toMatch(/^note: /);
  });

  test('a value and names below it are refused in any order, at any depth', () => {
    for (const names of [
      ['settings.inner', 'settings.inner.deep'],
      ['settings.inner.deep', 'settings.inner'],
    ]) {
      const parameters = { 'settings.size': '1', ...Object.fromEntries(names.map((name) => [name, 'x'])) };
      expect(read(parameters).problems.some((problem) => problem.startsWith(`${names[1]}:`))).toBe(true);
    }
  });
});

describe('help on the way', () => {
  test.each<[Record<string, string>, hint: string]>([
    [{ sise: '11' }, 'size'],
    [{ Size: '11' }, 'size'],
    [{ 'names[0]': 'a' }, 'names.0'],
    [{ names: 'a' }, 'names.0'],
    [{ 'names.n': 'a' }, 'names.0'],
    [{ settings: 'a' }, 'settings.size'],
    [{ 'settings.size': '1', 'settings.tag': 'x' }, 'tags'],
    [{ id: 'x' }, 'an id such as ins-a'],
    [{ code: 'x' }, '[0-9]+'],
    [{ mode: 'x' }, 'fast, safe'],
    [{ flag: '2' }, '0, 1'],
    [{ 'names.0': 'a', 'names.1': 'a' }, 'names.0'],
  ])('%j: names %s', (parameters, hint) => {
    const { problems } = read(parameters);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(hint);
  });

  test('the hint about lists is given only for lists', () => {
    expect(read({ 'size[0]': '1' }).problems[0]).not.toContain('.0');
  });
});

describe('choices the documentation leaves open', () => {
  const ids = { 'names.0': 'a', 'names.1': 'a', 'names.2': 'b', 'names.3': 'c' };

  test('unknown parameters can be ignored, invalid ones cannot', () => {
    expect(read({ colour: 'red', 'names[0]': 'a', size: '11' }, { unknown: 'ignore' })).toEqual({
      input: { limit: 20, size: 11 },
      problems: [],
    });
    expect(read({ size: '9' }, { unknown: 'ignore' }).problems).toHaveLength(1);
  });

  test('the size of a batch and repeated ids are options', () => {
    const rules = { parameter: 'names', maximum: 4, duplicates: 'once' } as const;
    expect(read(ids, { batch: rules }).input['names']).toEqual(['a', 'a', 'b', 'c']);
    expect(read(ids, { batch: { ...rules, maximum: 3 } }).problems).toHaveLength(1);
    expect(read(ids, { batch: { ...rules, duplicates: 'refuse' } }).problems).toHaveLength(1);
    // Another list is none of its business.
    const other = { 'ports.0': '1', 'ports.1': '1' };
    expect(read(other, { batch: { ...rules, maximum: 1, duplicates: 'refuse' } }).problems).toEqual([]);
    expect(read(ids, { batch: { ...rules, parameter: 'ports' } }).problems).toHaveLength(1);
  });
});

/** A table, and an input that fits it. */
const parameterAndValue = (): fc.Arbitrary<{ parameter: Parameter; value: unknown }> =>
  fc.letrec<{
    any: { parameter: Parameter; value: unknown };
  }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme' }).map((value) => ({ parameter: { kind: 'string' as const }, value })),
      fc.maxSafeInteger().map((value) => ({ parameter: { kind: 'integer' as const }, value })),
      tie('any').chain(({ parameter, value }) =>
        fc.nat(12).map((more) => ({
          parameter: { kind: 'list' as const, items: parameter },
          value: Array.from({ length: 1 + more }, () => value),
        })),
      ),
      fc
        .dictionary(fc.stringMatching(/^[a-z]\w{0,5}$/), tie('any'), { minKeys: 1, maxKeys: 4 })
        .map((entries) => {
          const pick = (what: 'parameter' | 'value') =>
            Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, entry[what]]));
          return {
            parameter: { kind: 'object' as const, fields: pick('parameter') as ParameterTable },
            value: pick('value'),
          };
        }),
    ),
  })).any;

test('the emulator reads what the client writes, for any operation', () => {
  fc.assert(
    fc.property(parameterAndValue(), ({ parameter, value }) => {
      const { input, problems } = read(flatten({ given: value }), { table: { given: parameter } });
      expect(problems).toEqual([]);
      expect(input).toEqual({ given: value });
    }),
    runs(),
  );
});
