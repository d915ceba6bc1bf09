import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParameterTable } from '../../model/descriptor.js';
import { ValidationError, type Problem } from '../../model/errors/errors.js';
import { describeInstances, stopInstances } from '../../services/cvm/2.0/operations.gen.js';
import { validate } from './validate.js';

test.each(['v2', 'v3'] as const)('the service says, over %s, whether it takes empty lists', (protocol) => {
  const service = { ...stopInstances.service, protocol };
  const operation = { action: 'DoSomething', input: { policies } };
  expect(() => validate({ ...operation, service }, { policies: [] })).toThrow('policies must not be empty');
  const taking = { ...service, emptyLists: true } as const;
  expect(validate({ ...operation, service: taking }, { policies: [] })).toEqual({ policies: [] });
});

/** What an input is refused for. */
function problems(table: ParameterTable, input: unknown): readonly Problem[] {
  try {
    validate({ action: 'DoSomething', input: table }, input);
  } catch (error) {
    if (error instanceof ValidationError) return error.problems;
    throw error;
  }
  return [];
}
const messages = (table: ParameterTable, input: unknown): string[] =>
  problems(table, input).map(({ message }) => message);

const ids = {
  kind: 'list',
  required: true,
  maxItems: 3,
  unique: true,
  items: { kind: 'string', pattern: 'ins-[0-9a-z]+', meaning: 'an instance id such as ins-09dx96dg' },
} as const;
const flag = { kind: 'integer', values: [0, 1], default: 0 } as const;
const port = { kind: 'integer', required: true, minimum: 1, maximum: 65535 } as const;
const policies = {
  kind: 'list',
  items: {
    kind: 'object',
    fields: { action: { kind: 'string', values: ['accept', 'drop'] }, ports: { kind: 'list', items: port } },
  },
} as const;

describe('validate', () => {
  test('gives a copy of a valid input, which later changes of the caller’s object do not reach', () => {
    const input = { instanceIds: ['ins-09dx96dg'], forceStop: 1 };
    const valid = validate(stopInstances, input);
    input.instanceIds[0] = 'ins-xxxxxxxx';
    input.instanceIds.push('ins-yyyyyyyy');
    input.forceStop = 0;
    expect(valid).toEqual({ instanceIds: ['ins-09dx96dg'], forceStop: 1 });
  });

  test('copies lists of objects, all the way down', () => {
    const input = { policies: [{ action: 'drop', ports: [80, 443] }] };
    const valid = validate({ action: 'X', input: { policies } }, input);
    input.policies[0]!.ports[0] = 1;
    expect(valid).toEqual({ policies: [{ action: 'drop', ports: [80, 443] }] });
  });

  test('refuses what excludes each other, at any depth, and takes either', () => {
    const login = {
      password: { kind: 'string' },
      keys: { kind: 'list', items: { kind: 'string' } },
    } as const;
    const operation = {
      action: 'X',
      input: {
        force: { kind: 'boolean' },
        type: { kind: 'string' },
        login: { kind: 'object', fields: login, exclusive: [['password', 'keys']] },
      },
      exclusive: [['force', 'type']],
    } as const;
    expect(validate(operation, { force: false, login: { password: 'x' } })).toEqual({
      force: false,
      login: { password: 'x' },
    });
    expect(validate(operation, { type: 'HARD', login: { keys: ['k'] } })).toBeDefined();
    expect(() =>
      validate(operation, { force: false, type: 'HARD', login: { password: 'x', keys: ['k'] } }),
    ).toThrow(
      /login\.password must not be given together with keys[^]*force must not be given together with type/,
    );
  });

  test('reads every parameter once, so that it cannot change between check and use', () => {
    let reads = 0;
    const input = {
      get instanceIds() {
        return reads++ === 0 ? ['ins-09dx96dg'] : [];
      },
    };
    expect(validate(stopInstances, input)).toEqual({ instanceIds: ['ins-09dx96dg'] });
    expect(reads).toBe(1);
  });

  test('adds no defaults', () => {
    expect(validate(describeInstances, {})).toEqual({});
  });

  test('accepts a missing input where no parameter is required', () => {
    expect(validate(describeInstances, undefined)).toEqual({});
    expect(() => validate(stopInstances, undefined)).toThrow(
      'Invalid input for StopInstances: instanceIds is required; received nothing. Nothing was sent.',
    );
  });

  test.each<[string, ParameterTable, unknown, string]>([
    ['a missing parameter', { port }, {}, 'port is required; received nothing'],
    ['null', { flag }, { flag: null }, 'flag must have a value, or be omitted; received null'],
    ['null', { flag }, { flag: null }, 'flag must have a value, or be omitted; received null'],
    [
      'a number for a text',
      { word: { kind: 'string' } },
      { word: 7 },
      'word must be a string; received the number 7',
    ],
    [
      'a text for a number',
      { flag },
      { flag: '1' },
      'flag must be a safe integer; received a string of length 1, "1"',
    ],
    [
      'a boolean for a flag',
      { flag },
      { flag: true },
      'flag must be an integer: 1 for true, 0 for false; received the boolean true',
    ],
    ['NaN', { port }, { port: NaN }, 'port must be a safe integer; received the number NaN'],
    ['a fraction', { port }, { port: 1.5 }, 'port must be a safe integer; received the number 1.5'],
    [
      'an unsafe integer',
      { port },
      { port: 2 ** 53 },
      'port must be a safe integer; received the number 9007199254740992',
    ],
    ['a number that is too small', { port }, { port: 0 }, 'port must be at least 1; received the number 0'],
    [
      'a number that is too great',
      { port },
      { port: 65536 },
      'port must be at most 65535; received the number 65536',
    ],
    [
      'a number that is none of the values',
      { flag },
      { flag: 2 },
      'flag must be one of 0, 1; received the number 2',
    ],
    [
      'a text that is none of the values',
      { a: { kind: 'string', values: ['x', 'y'] } },
      { a: 'z' },
      'a must be one of x, y; received a string of length 1, "z"',
    ],
    [
      'a text of another pattern',
      { ids },
      { ids: ['oops'] },
      'ids[0] must be an instance id such as ins-09dx96dg; received a string of length 4, "oops"',
    ],
    [
      'a string that matches in its middle only',
      { ids },
      { ids: ['x\nins-1'] },
      'ids[0] must be an instance id such as ins-09dx96dg; received a string of length 7, "x ins-1"',
    ],
    [
      'a text of an unexplained pattern',
      { a: { kind: 'string', pattern: '[ab]|c' } },
      { a: 'cc' },
      'a must be a string that matches [ab]|c; received a string of length 2, "cc"',
    ],
    [
      'a text that is too short',
      { a: { kind: 'string', minLength: 2 } },
      { a: '😀' },
      'a must have at least 2 characters; received a string of length 2, "😀"',
    ],
    [
      'a text that is too long',
      { a: { kind: 'string', maxLength: 2 } },
      { a: 'abc' },
      'a must have at most 2 characters; received a string of length 3, "abc"',
    ],
    [
      'half a surrogate pair',
      { a: { kind: 'string' } },
      { a: 'x\ud83d' },
      'a must be well-formed Unicode; received a string of length 2, "x"',
    ],
    [
      'a text for a list',
      { ids },
      { ids: 'ins-1' },
      'ids must be a list; received a string of length 5, "ins-1"',
    ],
    [
      'a set for a list',
      { ids },
      { ids: new Set(['ins-1']) },
      'ids must be a list; received an instance of Set',
    ],
    [
      'an empty list that is required',
      { ids },
      { ids: [] },
      'ids must not be empty: do not call; received a list of length 0',
    ],
    [
      'an empty list as a filter',
      { policies },
      { policies: [] },
      'policies must not be empty: omit it, or do not call; received a list of length 0',
    ],
    [
      'a list that is too long',
      { ids },
      { ids: ['ins-1', 'ins-2', 'ins-3', 'ins-4'] },
      'ids must have at most 3 items: make several calls; received a list of length 4',
    ],
    [
      'a repeated item',
      { ids },
      { ids: ['ins-1', 'ins-2', 'ins-1'] },
      'ids[2] must not repeat index 0; received a string of length 5, "ins-1"',
    ],
    ['a hole', { ids }, { ids: ['ins-1', , 'ins-2'] }, 'ids[1] must not be a hole; received undefined'],
    [
      'four thousand million holes',
      { policies },
      { policies: new Array(2 ** 32 - 1) },
      'policies[0] must not be a hole; received undefined',
    ],
    [
      'a value deep inside',
      { policies },
      { policies: [{}, { ports: [80, 0] }] },
      'policies[1].ports[1] must be at least 1; received the number 0',
    ],
    [
      'an unknown name deep inside',
      { policies },
      { policies: [{ acton: 'drop' }] },
      'policies[0].acton is unknown (did you mean action?)',
    ],
    [
      'a text for an object',
      { policies },
      { policies: ['x'] },
      'policies[0] must be a plain object; received a string of length 1, "x"',
    ],
    [
      'a misspelt name',
      { instanceIds: ids },
      { instanceIds: ['ins-1'], instanceids: 1 },
      'instanceids is unknown (did you mean instanceIds?)',
    ],
    [
      'a name like nothing known',
      { flag, port: { kind: 'integer' } },
      { zzzzzzzz: 1 },
      'zzzzzzzz is unknown (there are flag, port)',
    ],
    ['a name that every object inherits', { flag }, { toString: 1 }, 'toString is unknown (there are flag)'],
    [
      'a name that would change a prototype',
      { flag },
      JSON.parse('{"__proto__":{}}'),
      '__proto__ is unknown (there are flag)',
    ],
    [
      'a list in place of an input',
      { flag },
      ['x'],
      'input must be a plain object; received a list of length 1',
    ],
    ['null in place of an input', { flag }, null, 'input must be a plain object; received null'],
    [
      'a promise that was not awaited',
      { flag },
      Promise.resolve({}),
      'input must be a plain object; received an instance of Promise',
    ],
    [
      'a map in place of an input',
      { flag },
      new Map(),
      'input must be a plain object; received an instance of Map',
    ],
    [
      'an input with inherited parameters',
      { flag },
      Object.create({ flag: 1 }),
      'input must be a plain object; received an instance of Object',
    ],
  ])('refuses %s', (_, table, input, message) => {
    expect(messages(table, input)).toEqual([message]);
  });

  test('names the rule and the shape of every problem, all at once', () => {
    expect(
      problems({ ids, flag, port }, { ids: ['oops', 'ins-1', 'ins-1', 5], flag: true, prot: 1 }).map(
        ({ parameter, rule }) => [parameter, rule],
      ),
    ).toEqual([
      ['ids', 'maxItems'],
      ['ids[0]', 'pattern'],
      ['ids[2]', 'unique'],
      ['ids[3]', 'type'],
      ['flag', 'type'],
      ['prot', 'unknown'],
      ['port', 'required'],
    ]);
  });

  const { required: _, ...optional } = ids;
  const selecting = { ...optional, selects: true } as const;

  test.each<[rule: string, parameter: string, table: ParameterTable, input: unknown]>([
    ['type', 'input', { flag }, [1]],
    ['type', 'flag', { flag }, null],
    ['type', 'ids', { ids: selecting }, undefined],
    ['required', 'flag', { flag: { ...flag, required: true } }, undefined],
    ['type', 'flag', { flag }, 0.5],
    ['type', 'ids', { ids }, 'ins-1'],
    ['type', 'ids[0]', { ids }, [undefined]],
    ['empty', 'ids', { ids }, []],
    ['sparse', 'ids[1]', { ids }, ['ins-1', , 'ins-2']],
    ['minimum', 'port', { port }, 0],
    ['maximum', 'port', { port }, 65536],
    ['values', 'flag', { flag }, 2],
    ['minLength', 'word', { word: { kind: 'string', minLength: 2 } }, 'a'],
    ['minLength', 'word', { word: { kind: 'string', minLength: 2 } }, '\u{1f600}'],
    ['maxLength', 'word', { word: { kind: 'string', maxLength: 2 } }, 'abc'],
    ['unicode', 'word', { word: { kind: 'string' } }, '\ud800'],
    [
      'readable',
      'input',
      { flag },
      {
        get flag() {
          throw new Error('no');
        },
      },
    ],
  ])('calls the rule that is broken by its name: %s of %s', (rule, parameter, table, value) => {
    const whole = parameter === 'input';
    const input = whole ? value : { [Object.keys(table)[0] ?? '']: value };
    expect(problems(table, input).map((each) => [each.parameter, each.rule])).toEqual([[parameter, rule]]);
  });

  test('takes undefined for absent, except where the parameter selects resources or is in one that does', () => {
    const placement = { kind: 'object', fields: { zone: { kind: 'string' } } } as const;
    const values = { kind: 'list', items: { kind: 'string' } } as const;
    const filter = { kind: 'object', fields: { name: { kind: 'string' }, values } } as const;
    const table: ParameterTable = {
      flag,
      placement,
      ids: selecting,
      filters: { kind: 'list', items: filter, selects: true },
    };
    const accepted = { flag: undefined, placement: { zone: undefined } };
    expect(validate({ action: 'X', input: table }, accepted)).toEqual({ placement: {} });
    expect(Object.keys(validate({ action: 'X', input: table }, accepted))).toEqual(['placement']);
    expect(problems(table, { ids: undefined }).map(({ message }) => message)).toEqual([
      'ids must have a value, or be omitted; received undefined',
    ]);
    expect(problems(table, { filters: [{ name: 'x', values: undefined }] })).toMatchObject([
      { parameter: 'filters[0].values', rule: 'type' },
    ]);
    expect(problems(table, { idz: undefined })).toMatchObject([{ parameter: 'idz', rule: 'unknown' }]);
  });

  test('knows from the description what selects: all of it but the place in the list and flags', () => {
    const { input, pagination } = describeInstances;
    for (const name of Object.keys(input)) {
      const given = { [name]: undefined };
      const selects = ![pagination.offset, pagination.limit, 'simplify'].includes(name);
      if (selects) expect(() => validate(describeInstances, given)).toThrow(`${name} must have a value`);
      else expect(validate(describeInstances, given)).toEqual({});
    }
    expect(validate(stopInstances, { instanceIds: ['ins-1'], forceStop: undefined })).toEqual({
      instanceIds: ['ins-1'],
    });
    expect(() => validate(stopInstances, { instanceIds: undefined })).toThrow('instanceIds is required');
  });

  test('counts characters, not the halves of one', () => {
    const word = { kind: 'string', maxLength: 2 } as const;
    expect(problems({ word }, { word: '\u{1f600}\u{1f600}' })).toEqual([]);
  });

  test('shows neither the whole of a long value nor anything of one whose name sounds like a secret', () => {
    const [problem] = problems({ ids }, { ids: ['Gu5t9xGARNpq86cd98joQYCN3Cozk1qA'] });
    expect(problem?.received).toBe('a string of length 32, "Gu5t9xGA…"');
    expect(messages({ flag }, { SecretKey: 'hunter2' })).toEqual(['SecretKey is unknown (there are flag)']);
  });

  test.each([
    [
      'a getter that throws',
      {
        get forceStop() {
          throw new Error('no');
        },
      },
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new TypeError('no');
          },
        },
      ),
    ],
    [
      'a revoked proxy',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    [
      'a list that throws',
      {
        instanceIds: new Proxy([], {
          get: () => {
            throw new TypeError('no');
          },
        }),
      },
    ],
  ])('turns %s into a problem', (_, input) => {
    expect(() => validate(stopInstances, input)).toThrow(ValidationError);
  });

  test('throws only ValidationError, for any input', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    const near = fc.record(
      { instanceIds: fc.oneof(anything, fc.array(anything)), forceStop: anything, [`${'x'}`]: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, near), (input) => {
        for (const operation of [stopInstances, describeInstances]) {
          try {
            validate(operation, input);
          } catch (error) {
            expect(error).toBeInstanceOf(ValidationError);
            const { message, problems: found } = error as ValidationError;
            expect(found.length).toBeGreaterThan(0);
            expect(message).not.toMatch(/\n/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('accepts the bounds themselves', () => {
    const word = { kind: 'string', minLength: 2, maxLength: 3 } as const;
    const table = { port, last: port, short: word, long: word, ids };
    const input = { port: 1, last: 65535, short: '😀😀', long: '😀😀😀', ids: ['ins-1', 'ins-2', 'ins-3'] };
    expect(problems(table, input)).toEqual([]);
  });

  test('asks for a required parameter even if every object inherits one of that name', () => {
    expect(
      messages(Object.fromEntries([['toString', { kind: 'string', required: true } as const]]), {}),
    ).toEqual(['toString is required; received nothing']);
  });

  test('counts characters, not the 16-bit units in which they are kept', () => {
    expect(messages({ a: { kind: 'string', minLength: 3 } }, { a: '😀😀' })).toEqual([
      'a must have at least 3 characters; received a string of length 4, "😀😀"',
    ]);
  });

  test('accepts every input that the table allows, and gives it back', () => {
    const id = fc.stringMatching(/^(ins-|qcvm)[0-9a-z]{1,40}$/);
    const input = fc.record(
      {
        instanceIds: fc.uniqueArray(id, { minLength: 1, maxLength: 100, size: 'max' }),
        forceStop: fc.constantFrom(0, 1),
      },
      { requiredKeys: ['instanceIds'], noNullPrototype: false },
    );
    fc.assert(
      fc.property(input, (one) => {
        expect(validate(stopInstances, one)).toEqual({ ...one });
      }),
      { numRuns: 50 },
    );
  });

  test('needs time in proportion to a list, even if it is all repetitions', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `ins-${index % 25_000}`);
    expect(() => validate({ action: 'X', input: { ids } }, { ids: many })).toThrow(
      '; and 24996 more. Nothing',
    );
  });
});
