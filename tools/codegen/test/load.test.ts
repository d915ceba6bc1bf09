import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { load } from '../src/load/v2/load.js';
import { formatProblem, SpecError } from '../../../packages/codegen/src/spec/problems.js';
import { demo, dialect, readSpec, specs } from './demo.js';
import type { Edit } from './demo.js';

function problemsOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems.map(formatProblem);
    throw error;
  }
}

/** How the demo spec is broken, by what is wrong with it then. */
const cases: readonly (readonly [name: string, edit: Edit])[] = [
  ['an error code that is not declared', { replace: '[Thing.Busy]', by: "['4001', Thing.Busy]" }],
  [
    'a textual error code that is not declared',
    { replace: '[Thing.Busy]', by: '[Thing.Busy, Some.OtherThing]' },
  ],
  ['an error code that is there twice', { replace: '[Thing.Busy]', by: '[Thing.Busy, Thing.Busy]' }],
  [
    'error codes that any operation, or any batch operation, may answer with',
    { replace: '[Thing.Busy]', by: "[Thing.Busy, '4000', '5100']" },
  ],
  [
    'an error code that no operation names',
    { replace: 'x-qcloud-errors: [Thing.Busy]', by: "x-qcloud-errors: ['5200']" },
  ],
  [
    'a batch id parameter that does not exist',
    { replace: '{ ids: thingIds, results', by: '{ ids: thingsIds, results' },
  ],
  [
    'a batch id parameter that is not a list',
    { replace: '{ ids: thingIds, results', by: '{ ids: force, results' },
  ],
  ['a batch of any number of ids', { replace: '            maxItems: 10\n', by: '' }],
  [
    'a batch result that is not known as one',
    {
      replace: '$ref: ./common.yaml#/components/schemas/BatchResults',
      by: 'type: object, additionalProperties: { $ref: ./common.yaml#/components/schemas/BatchResult }',
    },
  ],
  ['a batch result that is not a map', { replace: 'results: detail', by: 'results: details' }],
  [
    'a pagination parameter that does not exist',
    { replace: 'offset: offset, limit: limit', by: 'offset: start, limit: limit' },
  ],
  ['a pagination field of another kind', { replace: 'items: things, id: id', by: 'items: total, id: id' }],
  [
    'a pagination id that does not exist',
    { replace: 'items: things, id: id', by: 'items: things, id: thingId' },
  ],
  ['a waiter that calls nothing', { replace: 'operation: ListThings', by: 'operation: ListThing' }],
  [
    'a waiter that calls an operation without pages',
    { replace: 'operation: ListThings', by: 'operation: StopThings' },
  ],
  ['a waiter whose state does not exist', { replace: 'state: status', by: 'state: state' }],
  ['a waiter for a state that is not documented', { replace: 'success: [2]', by: 'success: [22]' }],
  ['an operation written as get', { replace: '  /StopThings:\n    post:', by: '  /StopThings:\n    get:' }],
  ['a transition to a state that is not documented', { replace: 'via: 3, to: 2', by: 'via: 3, to: 5' }],
  [
    'a transition forced by what is no parameter',
    { replace: 'via: 3, to: 2 }', by: 'via: 3, to: 2, force: { idz: 1 } }' },
  ],
  [
    'a name that the language has',
    { replace: 'x-qcloud-waiters:\n    ThingsStopped:', by: 'x-qcloud-waiters:\n    Delete:' },
  ],
  ['a path that differs from its Action', { replace: '  /ListThings:', by: '  /ListThing:' }],
  ['an unknown x- word on an operation', { replace: 'x-qcloud-batch:', by: 'x-qcloud-bacth:' }],
  [
    'an unknown x- word in a schema',
    {
      replace: 'x-qcloud-meaning: the id',
      by: 'x-qcloud-meanning: the id',
    },
  ],
  ['an unknown x- word at the root', { replace: 'x-qcloud-service:', by: 'x-other: 1\nx-qcloud-service:' }],
  [
    'an alternative',
    {
      replace: 'label: { type: string, description: Its label., maxLength: 20 }',
      by: 'label: { description: Its label., oneOf: [{ type: string }, { type: integer }] }',
    },
  ],
  ['a nullable field', { replace: 'label: { type: string, ', by: 'label: { nullable: true, type: string, ' }],
  [
    'an exclusive bound',
    { replace: 'minimum: 1, maximum: 50, default: 20', by: 'exclusiveMinimum: 0, maximum: 50, default: 20' },
  ],
  [
    'a boolean',
    {
      replace: 'force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }',
      by: 'force: { type: boolean, description: 1 to use force. }',
    },
  ],
  ['a number with a fraction', { replace: 'total: { type: integer', by: 'total: { type: number' }],
  ['a misspelt keyword', { replace: 'maxLength: 20', by: 'maxLenght: 20' }],
  ['a keyword of another type', { replace: 'maxLength: 20', by: 'maximum: 20' }],
  ['a pattern that is not one', { replace: '^t-[0-9]{1,9}$', by: '^t-[0-9{1,9}$' }],
  ['a pattern that matches in the middle', { replace: '^t-[0-9]{1,9}$', by: 't-[0-9]{1,9}' }],
  ['a pattern with an open alternative', { replace: '^t-[0-9]{1,9}$', by: '^t-[0-9]|x$' }],
  [
    'a default outside of its range',
    { replace: 'maximum: 50, default: 20', by: 'maximum: 50, default: 200' },
  ],
  [
    'an example that does not fit its schema',
    {
      replace: 'x-qcloud-meaning: the id of a thing such as t-1',
      by: 'x-qcloud-meaning: the id of a thing such as t-1\n      examples: [thing-1]',
    },
  ],
  [
    'a request example that does not fit',
    { replace: 'request: { thingIds: [t-1] }', by: 'request: { thingIds: [t-1, x], forced: 1 }' },
  ],
  [
    'a response example that does not fit',
    { replace: "detail: { t-1: { code: 0, message: '' } } }", by: 'detail: { t-1: { code: nought } } }' },
  ],
  [
    'a response example whose code is a word',
    { replace: 'response: { total: 1', by: 'response: { code: Success, total: 1' },
  ],
  ['only examples of failures', { replace: 'response: { total: 1', by: 'response: { code: 4000, total: 1' }],
  [
    'an operation without examples',
    { replace: /^ +x-qcloud-examples:\n +- name: all\n( {10}.*\n)+/m.exec(demo)?.[0] ?? '?', by: '' },
  ],
  [
    'two examples of one name',
    {
      replace: '        - name: all\n',
      by: '        - { name: all, title: Once more, provenance: inferred, response: { total: 0, things: [] } }\n        - name: all\n',
    },
  ],
  [
    'a reference that leads nowhere',
    {
      replace: "items: { $ref: '#/components/schemas/Thing' }",
      by: "items: { $ref: '#/components/schemas/Think' }",
    },
  ],
  [
    'a reference into a file that is not there',
    {
      replace: './common.yaml#/components/schemas/BatchResults',
      by: './comon.yaml#/components/schemas/BatchResults',
    },
  ],
  [
    'a schema that contains itself',
    {
      replace: 'label: { type: string, description: Its label., maxLength: 20 }',
      by: "label: { description: A thing in it., $ref: '#/components/schemas/Thing' }",
    },
  ],
  ['a required field that is none', { replace: 'required: [id, status]', by: 'required: [id, stat]' }],
  ['a list of nothing', { replace: "          items: { $ref: '#/components/schemas/Thing' }\n", by: '' }],
  [
    'free names in an input',
    {
      replace: 'force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }',
      by: 'force: { type: object, description: Forces., additionalProperties: { type: integer } }',
    },
  ],
  [
    'an input that is no object',
    { replace: 'x-qcloud-input:\n        properties:', by: 'x-qcloud-input:\n        - properties:' },
  ],
  [
    'an input with a type',
    {
      replace: 'x-qcloud-input:\n        properties:',
      by: 'x-qcloud-input:\n        type: object\n        properties:',
    },
  ],
  ['text that is not YAML', { replace: 'summary: Stop things\n', by: "summary: 'Stop things\n" }],
  [
    'a name that is there twice',
    {
      replace: '      summary: Stop things\n',
      by: '      summary: Stop things\n      summary: Stop all things\n',
    },
  ],
  ['a waiter with the name of an operation', { replace: '    ThingsStopped:', by: '    StopThings:' }],
  [
    'a schema with the name of a shared one',
    {
      replace: 'label: { type: string, description: Its label., maxLength: 20 }\n',
      by: "label: { description: Its label., $ref: '#/components/schemas/BatchResult' }\n    BatchResult: { type: string, description: Another., x-qcloud-source: 'https://example.com/x' }\n",
    },
  ],
  ['two values of one name', { replace: "'2': { name: stopped,", by: "'2': { name: running," }],
  ['a named value that is no integer', { replace: "'2': { name: stopped,", by: 'two: { name: stopped,' }],
  ['a pattern without words', { replace: '      x-qcloud-meaning: the id of a thing such as t-1\n', by: '' }],
  ['a value of another type than its schema', { replace: 'enum: [0, 1]', by: "enum: [0, '1']" }],
  [
    'a summary of several sentences',
    { replace: 'summary: Stop things', by: 'summary: Stops things. Reports on each.' },
  ],
  [
    'a summary that is too long',
    {
      replace: 'summary: Stop things',
      by: 'summary: Stops one or more things and reports on each of them in its turn',
    },
  ],
  ['a parameter without a description', { replace: 'description: 1 to use force., ', by: '' }],
  [
    'a field of an object without a description',
    {
      replace: 'label: { type: string, description: Its label., maxLength',
      by: 'label: { type: string, maxLength',
    },
  ],
  [
    'a schema without a source',
    {
      replace: '      description: One thing.\n      x-qcloud-source: https://example.com/Thing\n',
      by: '      description: One thing.\n',
    },
  ],
  [
    'an operation without a source',
    { replace: "      externalDocs: { url: 'https://example.com/ListThings' }\n", by: '' },
  ],
  [
    'a schema that nothing refers to',
    {
      replace: '    ThingId:\n',
      by: "    Unused: { type: string, description: Unused., x-qcloud-source: 'https://example.com' }\n    ThingId:\n",
    },
  ],
  ['states without names', { replace: 'resource: thing', by: 'resource: other' }],
  ['a state that is both success and failure', { replace: 'failure: [3]', by: 'failure: [2, 3]' }],
  ['delays in the wrong order', { replace: 'minDelay: 1', by: 'minDelay: 6' }],
  ['pages of any size', { replace: 'minimum: 1, maximum: 50', by: 'minimum: 1' }],
  ['a service in a file of another name', { replace: '  name: demo\n', by: '  name: demos\n' }],
  ['a missing word', { replace: '      x-qcloud-repeatability: read\n', by: '' }],
  [
    'a value that is not allowed',
    { replace: 'x-qcloud-repeatability: read', by: 'x-qcloud-repeatability: reads' },
  ],
  ['a common code that is not decimal', { replace: "    '4000':\n", by: "    '40OO':\n", in: 'common' }],
];

test('the demo spec has no problems', () => {
  expect(problemsOf(() => load(specs()))).toEqual([]);
});

test('reports every kind of problem with its place and its remedy', async () => {
  const said = cases.map(([name, edit]) => ({ name, problems: problemsOf(() => load(specs(edit))) }));
  expect(said.filter(({ problems }) => problems.length === 0)).toEqual([]);
  const texts = said.map(
    ({ name, problems }) => `${name}\n${problems.map((line) => `  ${line}\n`).join('')}`,
  );
  await expect(texts.join('\n')).toMatchFileSnapshot('./demo/problems.txt');
});

test('all problems of all files are said at once, in the order of the files', () => {
  const { texts } = specs({ replace: 'maxLength: 20', by: 'maximum: 20' });
  const broken = new Map(texts);
  broken.set(
    '2.0/common.yaml',
    readSpec('2.0/common.yaml').replace('category: parameter', 'category: parameters'),
  );
  broken.set(
    '2.0/demo.yaml',
    (texts.get('2.0/demo.yaml') ?? '').replace('[Thing.Busy]', "['4001', Thing.Bus, Thing.Busy]"),
  );
  expect(
    problemsOf(() => load({ texts: broken, dialect })).map((line) => line.replace(/^(\S+):\d+:\d+ /, '$1 ')),
  ).toEqual([
    'specs/2.0/common.yaml  "parameters" is not allowed here  did you mean "parameter"?',
    'specs/2.0/demo.yaml  the error code "4001" is not declared  did you mean "4000"?',
    'specs/2.0/demo.yaml  the error code "Thing.Bus" is not declared  did you mean "Thing.Busy"?',
    'specs/2.0/demo.yaml  the JSON Schema keyword "maximum" is not supported for type "string"  it belongs to "type: integer"',
  ]);
});

test('loads nothing without the common file', () => {
  const texts = new Map([['2.0/demo.yaml', demo]]);
  expect(problemsOf(() => load({ texts, dialect, shownAs: (path) => `elsewhere/${path}` }))).toEqual([
    'elsewhere/2.0/common.yaml:1:1  there is no such file  add it, or name the right directory',
  ]);
});

/** Every place in a parsed spec. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

function replaceAt(value: unknown, path: readonly string[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === step ? replaceAt(item, rest, by) : item));
  const members = Object.entries(value as object);
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      name === step ? replaceAt(member, rest, by) : (member as unknown),
    ]),
  );
}

test('with any value anywhere in a spec, loading ends in a model or in problems with their places', () => {
  const whole: unknown = parse(demo);
  const places = placesIn(whole);
  const anything = fc.oneof(
    fc.constantFrom(
      null,
      true,
      0,
      -1.5,
      '',
      'x',
      '^(',
      [],
      {},
      [[]],
      { $ref: '#/components/schemas/Thing' },
      { $ref: 'nowhere' },
    ),
    fc.constantFrom(
      { type: 'object', properties: { a: 1 } },
      { type: 'array' },
      { type: ['string'] },
      { enum: [{}] },
    ),
  );
  fc.assert(
    fc.property(fc.nat(places.length - 1), anything, (index, value) => {
      const text = stringify(replaceAt(whole, places[index] ?? [], value));
      const texts = new Map([
        ['2.0/common.yaml', readSpec('2.0/common.yaml')],
        ['2.0/demo.yaml', text],
      ]);
      for (const line of problemsOf(() => load({ texts, dialect }))) {
        expect(line).toMatch(/^specs\/2\.0\/(?:common|demo)\.yaml:\d+:\d+ {2}\S.* {2}\S/);
      }
    }),
    { numRuns: 60 },
  );
});
