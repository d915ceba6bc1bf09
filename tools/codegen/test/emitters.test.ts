import { describe, expect, test } from 'vitest';
import { optionOf } from '../src/emit/cli/commands.js';
import { emitOperations } from '../../../packages/codegen/src/emit/client/operations.js';
import { results } from '../../../packages/codegen/src/emit/client/results.js';
import { typeDeclarations } from '../../../packages/codegen/src/emit/client/types.js';
import { literal } from '../../../packages/codegen/src/emit/text/literal.js';
import type { Operation, Service } from '../../../packages/codegen/src/model/service.js';
import type { Field, ObjectType, ServiceType, Shape } from '../../../packages/codegen/src/model/shapes.js';
import { definition } from '../src/emit/mock/shape.js';
import { fieldRows } from '../src/emit/reference/fields.js';
import { table } from '../src/emit/reference/markdown.js';

type Table<Given, Want> = readonly (readonly [
  name: string,
  { readonly given: Given; readonly want: Want },
])[];

const field = (name: string, shape: Shape, required = false): Field => ({
  ...{ name, required, answered: required, shape },
});
const text: Shape = { kind: 'string' };
const object = (name: string, fields: readonly Field[], more: Partial<ObjectType> = {}): ObjectType => ({
  ...{ kind: 'object', name, fields, exclusive: [], inRequests: true, inAnswers: true },
  ...more,
});
const named = (type: string): Shape => ({ kind: 'named', type });
const instanceId = named('InstanceId');
const status = named('Status');
const policies: Shape = { kind: 'list', description: 'The rules.', items: named('StopInput.policies') };

const all: readonly ServiceType[] = [
  {
    ...{ kind: 'value', name: 'InstanceId', description: 'Id of an instance.' },
    shape: {
      kind: 'string',
      pattern: 'ins-[0-9a-z]{8}',
      meaning: 'an instance id such as ins-09dx96dg',
      examples: ['ins-09dx96dg'],
    },
  },
  {
    ...{ kind: 'value', name: 'Status', description: 'What it is doing.' },
    shape: {
      kind: 'integer',
      known: [
        { value: -1, name: 'failed', meaning: 'Failed.' },
        { value: 2, name: 'running', meaning: 'Running.' },
      ],
    },
  },
  object(
    'StopInput.policies',
    [
      field(
        'ports',
        { kind: 'list', items: { kind: 'integer', minimum: 1, maximum: 65535 }, description: 'Ports.' },
        true,
      ),
      field('protocol', { kind: 'string', values: ['tcp', 'udp'], default: 'tcp' }),
    ],
    { inline: true },
  ),
  object('Zone', [field('idcList', { kind: 'list', items: text, singleAsList: true })], { inline: true }),
];
const typesWith = (...more: readonly ServiceType[]) =>
  new Map([...all, ...more].map((type) => [type.name, type]));
const types = typesWith();

/** A service of API 2.0 with one operation, which takes or gives some fields. */
function serviceWith(fields: readonly Field[]): Service {
  const operation: Operation = {
    ...{ action: 'Stop', method: 'stop', source: '', tags: [], errors: [], repeatability: 'once' },
    ...{ input: 'StopInput', output: 'StopInput' },
  };
  return {
    ...{ name: 'demo', title: 'Demo', version: '2.0', protocol: 'v2', hosts: [], path: '/', quotas: [] },
    code: { service: 'demo', operations: 'demoOperations', client: 'Demo', factory: 'createDemo' },
    operations: [operation],
    types: [...all, object('StopInput', fields)],
    ...{ specs: [], waiters: [], errors: [], commonErrors: [], regions: [] },
  };
}

describe('parameters of a descriptor', () => {
  const cases: Table<Field, string> = [
    [
      'a text',
      {
        given: field('word', { kind: 'string', minLength: 1 }),
        want: `  input: { word: { kind: 'string', minLength: 1 } },`,
      },
    ],
    [
      'a flag with a default',
      {
        given: field('force', { kind: 'integer', values: [0, 1], default: 0 }),
        want: `  input: { force: { kind: 'integer', values: [0, 1], default: 0 } },`,
      },
    ],
    [
      'an open set of values',
      { given: field('status', status), want: `  input: { status: { kind: 'integer' } },` },
    ],
    [
      'a required list of ids',
      {
        given: field(
          'ids',
          { kind: 'list', items: instanceId, minItems: 1, maxItems: 100, unique: true },
          true,
        ),
        want: `  input: {
    ids: {
      kind: 'list',
      required: true,
      items: { kind: 'string', pattern: 'ins-[0-9a-z]{8}', meaning: 'an instance id such as ins-09dx96dg' },
      maxItems: 100,
      unique: true,
    },
  },`,
      },
    ],
    [
      'a list of objects with lists',
      {
        given: field('policies', policies),
        want: `  input: {
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
  },`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    const target = { folder: '.', header: [], model: 'model.js', common: 'common.js' };
    expect(emitOperations(serviceWith([given]), target).text).toContain(want);
  });
});

describe('what the runtime checks or sets right in a result', () => {
  const zone = named('Zone');
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
    const service = serviceWith(given);
    expect(literal(results(service, service.operations[0]!))).toBe(want);
  });
});

describe('types', () => {
  const cases: Table<ServiceType, string> = [
    [
      'a named text',
      {
        given: { kind: 'value', name: 'Plain', description: 'A text.', shape: text },
        want: '/** A text. */\nexport type Plain = string;',
      },
    ],
    [
      'an open set of values',
      {
        given: types.get('Status')!,
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
        given: object(
          'StopInput',
          [
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
          { description: 'Stops.', source: 'https://example.com/Stop' },
        ),
        want: `/**
 * Stops.
 *
 * @see https://example.com/Stop
 */
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
        given: object('NoneInput', []),
        want: 'export type NoneInput = { readonly [name: string]: never };',
      },
    ],
    [
      'a map',
      {
        given: { kind: 'value', name: 'Results', shape: { kind: 'map', values: { kind: 'integer' } } },
        want: 'export interface Results { readonly [key: string]: number }',
      },
    ],
    [
      'a list of lists',
      {
        given: {
          ...{ kind: 'value', name: 'Table' },
          shape: { kind: 'list', items: { kind: 'list', items: { kind: 'integer' } } },
        },
        want: 'export type Table = readonly (readonly number[])[];',
      },
    ],
    [
      'a name that is no identifier',
      {
        given: object('Odd', [
          field('a-b', { kind: 'list', items: { kind: 'string', values: ['x', 'y'] } }, true),
        ]),
        want: `export interface Odd {\n  readonly 'a-b': readonly ('x' | 'y')[];\n}`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    expect(typeDeclarations([given], typesWith(given)).join('\n')).toBe(want);
  });
});

describe('shapes for the mock', () => {
  const cases: Table<Shape, string> = [
    [
      'a text',
      {
        given: instanceId,
        want: `{ kind: 'string', pattern: 'ins-[0-9a-z]{8}', examples: ['ins-09dx96dg'] }`,
      },
    ],
    ['documented values', { given: status, want: `{ kind: 'integer', known: [-1, 2] }` }],
    [
      'an object that refers to another',
      {
        given: named('Thing'),
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
    const thing = object('Thing', [
      field('status', status, true),
      field('names', { kind: 'list', items: text, singleAsList: true }),
    ]);
    expect(literal(definition(given, typesWith(thing)))).toBe(want);
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
    expect(literal(optionOf(given, types))).toBe(want);
  });
});

describe('rows of the reference', () => {
  const cases: Table<Field, string> = [
    [
      'a list of ids',
      {
        given: field('ids', { kind: 'list', items: instanceId }, true),
        want: '`ids.n` | list of strings | yes | Each must be an instance id such as ins-09dx96dg.',
      },
    ],
    [
      'documented values',
      {
        given: field('status', { kind: 'named', type: 'Status', description: 'Only those.' }),
        want: '`status` | [Status](#status) | no | Only those.',
      },
    ],
    [
      'a list of objects with lists',
      {
        given: field('policies', policies),
        want: `\`policies.n\` | list of objects | no | The rules.
\`policies.n.ports.n\` | list of integers | yes | Ports.
\`policies.n.protocol\` | \`tcp\` or \`udp\` | no | Default: 'tcp'.`,
      },
    ],
  ];
  test.each(cases)('%s', (_name, { given, want }) => {
    const rows = fieldRows('Owner', {
      ...{ types: typesWith(object('Owner', [given])), protocol: 'v2', index: '.n' },
      isAlwaysThere: ({ required }) => required,
    });
    expect(rows.map((row) => row.join(' | ')).join('\n')).toBe(want);
  });

  test('a table with what would break one', () => {
    expect(table(['A', 'B'], [['x|y', 'two\nlines']])).toBe(
      '| A | B |\n| --- | --- |\n| x\\|y | two lines |',
    );
    expect(table(['A'], [])).toBe('');
  });
});
