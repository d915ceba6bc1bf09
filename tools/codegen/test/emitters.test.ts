import { describe, expect, test } from 'vitest';
import { optionOf } from '../src/emit/cli/commands.js';
import { parameters, results } from '../src/emit/client/v2/descriptor.js';
import { literal } from '../../../packages/codegen/src/emit/text/literal.js';
import { shape } from '../src/emit/mock/v2/shape.js';
import { fieldRows } from '../src/emit/reference/fields.js';
import { table } from '../src/emit/reference/markdown.js';
import { typeDeclarations } from '../src/emit/client/v2/types.js';
import type { Field, NamedSchema, Schema } from '../src/model/v2.js';

type Table<Given, Want> = readonly (readonly [
  name: string,
  { readonly given: Given; readonly want: Want },
])[];

const field = (name: string, schema: Schema, required = false): Field => ({ name, required, schema });
const text: Schema = { kind: 'string' };
const instanceId: Schema = {
  kind: 'string',
  name: 'InstanceId',
  description: 'Id of an instance.',
  pattern: 'ins-[0-9a-z]{8}',
  meaning: 'an instance id such as ins-09dx96dg',
};
const status: Schema = {
  kind: 'integer',
  name: 'Status',
  description: 'What it is doing.',
  known: [
    { value: -1, name: 'failed', meaning: 'Failed.' },
    { value: 2, name: 'running', meaning: 'Running.' },
  ],
};
const policies: Schema = {
  kind: 'list',
  description: 'The rules.',
  items: {
    kind: 'object',
    fields: [
      field(
        'ports',
        { kind: 'list', items: { kind: 'integer', minimum: 1, maximum: 65535 }, description: 'Ports.' },
        true,
      ),
      field('protocol', { kind: 'string', values: ['tcp', 'udp'], default: 'tcp' }),
    ],
  },
};

describe('parameters of a descriptor', () => {
  const cases: Table<Field, string> = [
    [
      'a text',
      {
        given: field('word', { kind: 'string', minLength: 1 }),
        want: `{ word: { kind: 'string', minLength: 1 } }`,
      },
    ],
    [
      'a flag with a default',
      {
        given: field('force', { kind: 'integer', values: [0, 1], default: 0 }),
        want: `{ force: { kind: 'integer', values: [0, 1], default: 0 } }`,
      },
    ],
    ['an open set of values', { given: field('status', status), want: `{ status: { kind: 'integer' } }` }],
    [
      'a required list of ids',
      {
        given: field(
          'ids',
          { kind: 'list', items: instanceId, minItems: 1, maxItems: 100, unique: true },
          true,
        ),
        want: `{
  ids: {
    kind: 'list',
    required: true,
    items: { kind: 'string', pattern: 'ins-[0-9a-z]{8}', meaning: 'an instance id such as ins-09dx96dg' },
    maxItems: 100,
    unique: true,
  },
}`,
      },
    ],
    [
      'a list of objects with lists',
      {
        given: field('policies', policies),
        want: `{
  policies: {
    kind: 'list',
    items: {
      kind: 'object',
      fields: {
        ports: { kind: 'list', required: true, items: { kind: 'integer', minimum: 1, maximum: 65535 } },
        protocol: { kind: 'string', values: ['tcp', 'udp'], default: 'tcp' },
      },
    },
  },
}`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    expect(literal(parameters([given]))).toBe(want);
  });
});

describe('what the runtime checks or sets right in a result', () => {
  const zone: Schema = {
    kind: 'object',
    fields: [field('idcList', { kind: 'list', items: text, singleAsList: true })],
  };
  const cases: Table<readonly Field[], string> = [
    ['an optional field needs nothing', { given: [field('name', text)], want: '{}' }],
    [
      'a required field',
      {
        given: [field('total', { kind: 'integer' }, true)],
        want: `{ total: { kind: 'integer', required: true } }`,
      },
    ],
    [
      'a list that may come as a single item, deep inside',
      {
        given: [field('zoneSet', { kind: 'list', items: zone }, true)],
        want: `{
  zoneSet: {
    kind: 'list',
    required: true,
    items: { kind: 'object', fields: { idcList: { kind: 'list', singleAsList: true } } },
  },
}`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    expect(literal(results(given))).toBe(want);
  });
});

describe('types', () => {
  const cases: Table<NamedSchema, string> = [
    [
      'a named text',
      {
        given: { name: 'Plain', schema: { kind: 'string', description: 'A text.' } },
        want: '/** A text. */\nexport type Plain = string;',
      },
    ],
    [
      'an open set of values',
      {
        given: { name: 'Status', schema: status },
        want: `/**
 * What it is doing.
 *
 * - \`-1\`: Failed.
 * - \`2\`: Running.
 */
export type Status = -1 | 2 | (number & {});`,
      },
    ],
    [
      'an input',
      {
        given: {
          name: 'StopInput',
          schema: {
            kind: 'object',
            source: 'https://example.com/Stop',
            fields: [
              field(
                'ids',
                { kind: 'list', items: instanceId, maxItems: 100, description: 'The instances.' },
                true,
              ),
              field('force', {
                kind: 'integer',
                values: [0, 1],
                default: 0,
                description: 'Whether to use force.',
              }),
              field('old', { ...text, deprecated: true }),
              field('policies', policies),
              field('status', status),
            ],
          },
        },
        want: `/** @see https://example.com/Stop */
export interface StopInput {
  /** The instances. At most 100 items. Each must be an instance id such as ins-09dx96dg. */
  readonly ids: readonly InstanceId[];
  /** Whether to use force. Default: 0. */
  readonly force?: 0 | 1;
  /** @deprecated The vendor advises against it. */
  readonly old?: string;
  /** The rules. */
  readonly policies?: readonly {
    /** Ports. */
    readonly ports: readonly number[];
    /** Default: 'tcp'. */
    readonly protocol?: 'tcp' | 'udp';
  }[];
  /** What it is doing. */
  readonly status?: Status;
}`,
      },
    ],
    [
      'an input without parameters',
      {
        given: { name: 'NoneInput', schema: { kind: 'object', fields: [] } },
        want: 'export type NoneInput = Record<string, never>;',
      },
    ],
    [
      'a map',
      {
        given: { name: 'Results', schema: { kind: 'map', values: { kind: 'integer' } } },
        want: 'export interface Results { readonly [key: string]: number }',
      },
    ],
    [
      'a list of lists',
      {
        given: {
          name: 'Table',
          schema: { kind: 'list', items: { kind: 'list', items: { kind: 'integer' } } },
        },
        want: 'export type Table = readonly (readonly number[])[];',
      },
    ],
    [
      'a name that is no identifier',
      {
        given: {
          name: 'Odd',
          schema: {
            kind: 'object',
            fields: [field('a-b', { kind: 'list', items: { kind: 'string', values: ['x', 'y'] } }, true)],
          },
        },
        want: `export interface Odd {\n  readonly 'a-b': readonly ('x' | 'y')[];\n}`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    expect(typeDeclarations([given]).join('\n')).toBe(want);
  });
});

describe('shapes for the mock', () => {
  const cases: Table<Schema, string> = [
    [
      'a text',
      {
        given: { ...instanceId, examples: ['ins-09dx96dg'] },
        want: `{ kind: 'string', pattern: 'ins-[0-9a-z]{8}', examples: ['ins-09dx96dg'] }`,
      },
    ],
    ['documented values', { given: status, want: `{ kind: 'integer', known: [-1, 2] }` }],
    [
      'an object that refers to another',
      {
        given: {
          kind: 'object',
          fields: [
            field('status', status, true),
            field('names', { kind: 'list', items: text, singleAsList: true }),
          ],
        },
        want: `{
  kind: 'object',
  fields: { status: statusShape, names: { kind: 'list', items: { kind: 'string' }, singleAsList: true } },
  required: ['status'],
}`,
      },
    ],
    [
      'a map of batch results',
      {
        given: { kind: 'map', values: text, batchResults: true },
        want: `{ kind: 'map', values: { kind: 'string' }, batchResults: true }`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    expect(literal(shape(given, ({ name }) => (name === 'Status' ? 'statusShape' : undefined)))).toBe(want);
  });
});

describe('options of a command', () => {
  const cases: Table<Field, string> = [
    [
      'a required list of ids',
      {
        given: field(
          'instanceIds',
          { kind: 'list', items: instanceId, maxItems: 100, description: 'The\ninstances.' },
          true,
        ),
        want: `{
  parameter: 'instanceIds',
  option: 'instance-ids',
  kind: 'strings',
  required: true,
  maxItems: 100,
  description: 'The instances.',
}`,
      },
    ],
    [
      'a number',
      {
        given: field('limit', { kind: 'integer', minimum: 1, maximum: 100, default: 20 }),
        want: `{
  parameter: 'limit',
  option: 'limit',
  kind: 'integer',
  minimum: 1,
  maximum: 100,
  default: 20,
  description: '',
}`,
      },
    ],
    [
      'documented values',
      {
        given: field('status', status),
        want: `{
  parameter: 'status',
  option: 'status',
  kind: 'integer',
  known: [{ value: -1, name: 'failed' }, { value: 2, name: 'running' }],
  description: 'What it is doing.',
}`,
      },
    ],
    [
      'a list of objects',
      {
        given: field('policies', policies),
        want: `{ parameter: 'policies', option: 'policies', kind: 'json', description: 'The rules.' }`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    expect(literal(optionOf(given))).toBe(want);
  });
});

describe('rows of the reference', () => {
  const cases: Table<Field, string> = [
    [
      'a list of ids',
      {
        given: field('ids', { kind: 'list', items: instanceId }, true),
        want: 'ids.n | list of strings | true | Each must be an instance id such as ins-09dx96dg.',
      },
    ],
    [
      'documented values',
      {
        given: field('status', { ...status, description: 'Only those.' }),
        want: 'status | [Status](#status) | false | Only those.',
      },
    ],
    [
      'a list of objects with lists',
      {
        given: field('policies', policies),
        want: `policies.n | list of objects | false | The rules.
policies.n.ports.n | list of integers | true | Ports.
policies.n.protocol | \`tcp\` or \`udp\` | false | Default: 'tcp'.`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    const rows = fieldRows([given], { index: '.n' });
    expect(
      rows.map((row) => [row.name, row.type, row.required, row.description].join(' | ')).join('\n'),
    ).toBe(want);
  });

  test('a table with what would break one', () => {
    expect(table(['A', 'B'], [['x|y', 'two\nlines']])).toBe(
      '| A | B |\n| --- | --- |\n| x\\|y | two lines |',
    );
    expect(table(['A'], [])).toBe('');
  });
});
