import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { load } from '../src/load/load.js';
import { formatProblem, SpecError } from '../src/load/problems.js';
import { demo, dialect, readSpec, specs } from './demo.js';
import type { Edit } from './demo.js';

interface Case {
  /** How the demo spec is broken. */
  readonly given: Edit;
  /** Everything that is said about it. */
  readonly want: readonly string[];
}

function problemsOf(run: () => unknown): string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems.map(formatProblem);
    throw error;
  }
}

const cases: readonly (readonly [name: string, Case])[] = [
  [
    'an error code that is not declared',
    {
      given: { replace: "['4000', Thing.Busy]", by: "['4001', Thing.Busy]" },
      want: ['specs/2.0/demo.yaml:31:25  the error code "4001" is not declared  did you mean "4000"?'],
    },
  ],
  [
    'a textual error code that is not declared',
    {
      given: { replace: "['4000', Thing.Busy]", by: "['4000', Some.OtherThing]" },
      want: [
        'specs/2.0/demo.yaml:31:33  the error code "Some.OtherThing" is not declared  declare it in components.x-qcloud-errors',
      ],
    },
  ],
  [
    'an error code that is there twice',
    {
      given: { replace: "['4000', Thing.Busy]", by: "['4000', '4000']" },
      want: ['specs/2.0/demo.yaml:31:33  the error code "4000" is there twice  leave one of them out'],
    },
  ],
  [
    'a batch id parameter that does not exist',
    {
      given: { replace: '{ ids: thingIds, maximum: 10', by: '{ ids: thingsIds, maximum: 10' },
      want: [
        'specs/2.0/demo.yaml:32:30  the batch id parameter "thingsIds" does not exist in StopThingsInput  did you mean "thingIds"?',
      ],
    },
  ],
  [
    'a batch id parameter that is not a list',
    {
      given: { replace: '{ ids: thingIds, maximum: 10', by: '{ ids: force, maximum: 10' },
      want: [
        'specs/2.0/demo.yaml:32:30  the batch id parameter "force" is an integer, not a list  name another field, or correct its type',
      ],
    },
  ],
  [
    'a batch that takes more ids than its parameter',
    {
      given: { replace: 'maximum: 10, results', by: 'maximum: 100, results' },
      want: [
        'specs/2.0/demo.yaml:32:49  a batch takes at most 100 ids, but "thingIds" at most 10 items  make both the same',
      ],
    },
  ],
  [
    'a batch result that is not a map',
    {
      given: { replace: 'results: detail', by: 'results: details' },
      want: [
        'specs/2.0/demo.yaml:32:62  the batch result field "details" does not exist in StopThingsOutput  did you mean "detail"?',
      ],
    },
  ],
  [
    'a pagination parameter that does not exist',
    {
      given: { replace: 'offset: offset, limit: limit', by: 'offset: start, limit: limit' },
      want: [
        'specs/2.0/demo.yaml:81:38  the pagination parameter "start" does not exist in ListThingsInput  add it, or name one of: limit, offset, thingIds',
      ],
    },
  ],
  [
    'a pagination field of another kind',
    {
      given: { replace: 'items: things, id: id', by: 'items: total, id: id' },
      want: [
        'specs/2.0/demo.yaml:81:81  the pagination field "total" is an integer, not a list  name another field, or correct its type',
      ],
    },
  ],
  [
    'a pagination id that does not exist',
    {
      given: { replace: 'items: things, id: id', by: 'items: things, id: thingId' },
      want: [
        'specs/2.0/demo.yaml:81:93  the pagination id "thingId" does not exist in Thing  add it, or name one of: id, status, label',
      ],
    },
  ],
  [
    'a waiter that calls nothing',
    {
      given: { replace: 'operation: ListThings', by: 'operation: ListThing' },
      want: [
        'specs/2.0/demo.yaml:193:18  the waiter "ThingsStopped" calls "ListThing", which does not exist  did you mean "ListThings"?',
      ],
    },
  ],
  [
    'a waiter that calls an operation without pages',
    {
      given: { replace: 'operation: ListThings', by: 'operation: StopThings' },
      want: [
        'specs/2.0/demo.yaml:193:18  the waiter "ThingsStopped" calls "StopThings", which does not list objects page by page  give that operation x-qcloud-pagination, or name another one',
      ],
    },
  ],
  [
    'a waiter whose state does not exist',
    {
      given: { replace: 'state: status', by: 'state: state' },
      want: [
        'specs/2.0/demo.yaml:196:14  the waiter state field "state" does not exist in Thing  add it, or name one of: id, status, label',
      ],
    },
  ],
  [
    'a waiter for a state that is not documented',
    {
      given: { replace: 'success: [2]', by: 'success: [22]' },
      want: [
        'specs/2.0/demo.yaml:197:17  the state 22 is not among the documented values of ThingStatus  name one of: 1, 2, 3',
      ],
    },
  ],
  [
    'two operations with one Action',
    {
      given: { replace: '      x-qcloud-action: ListThings', by: '      x-qcloud-action: StopThings' },
      want: [
        'specs/2.0/demo.yaml:78:24  there are two operations with the Action "StopThings"; the other is /StopThings  give this one its own Action, or leave it out',
      ],
    },
  ],
  [
    'a transition to a state that is not documented',
    {
      given: { replace: 'via: 3, to: 2', by: 'via: 3, to: 5' },
      want: [
        'specs/2.0/demo.yaml:33:70  the state 5 is not among the documented values of ThingStatus  name one of: 1, 2, 3',
      ],
    },
  ],
  [
    'a transition forced by what is no parameter',
    {
      given: { replace: 'via: 3, to: 2 }', by: 'via: 3, to: 2, force: { idz: 1 } }' },
      want: [
        'specs/2.0/demo.yaml:33:87  force names the parameter "idz", which "StopThingsInput" does not have  name a parameter of the operation',
      ],
    },
  ],
  [
    'a name that the language has',
    {
      given: {
        replace: `x-qcloud-waiters:
    ThingsStopped:`,
        by: `x-qcloud-waiters:
    Delete:`,
      },
      want: [
        'specs/2.0/demo.yaml:191:5  the waiter Delete would be called "delete" in generated code, but "delete" is a word of the language  give it another name',
      ],
    },
  ],
  [
    'a path that differs from its Action',
    {
      given: { replace: '  /ListThings:', by: '  /ListThing:' },
      want: [
        'specs/2.0/demo.yaml:78:24  the path /ListThing and the Action "ListThings" differ  call the path /ListThings',
      ],
    },
  ],
  [
    'an operationId that differs from its Action',
    {
      given: { replace: 'operationId: ListThings', by: 'operationId: listThings' },
      want: [
        'specs/2.0/demo.yaml:73:20  the operationId "listThings" and the Action "ListThings" differ  write "operationId: ListThings"',
      ],
    },
  ],
  [
    'an unknown x- word on an operation',
    {
      given: { replace: 'x-qcloud-batch:', by: 'x-qcloud-bacth:' },
      want: [
        'specs/2.0/demo.yaml:32:7  the x- word "x-qcloud-bacth" is unknown here  did you mean "x-qcloud-batch"?',
      ],
    },
  ],
  [
    'an unknown x- word in a schema',
    {
      given: {
        replace: `x-qcloud-wire-name: thingIds.n
        force`,
        by: `x-qcloud-wirename: thingIds.n
        force`,
      },
      want: [
        'specs/2.0/demo.yaml:144:11  the x- word "x-qcloud-wirename" is unknown here  did you mean "x-qcloud-wire-name"?',
      ],
    },
  ],
  [
    'an unknown x- word at the root',
    {
      given: {
        replace: 'x-qcloud-service:',
        by: `x-other: 1
x-qcloud-service:`,
      },
      want: ['specs/2.0/demo.yaml:10:1  the x- word "x-other" is unknown here  known here: x-qcloud-service'],
    },
  ],
  [
    'an alternative',
    {
      given: {
        replace: 'label: { type: string, description: Its label., maxLength: 20 }',
        by: 'label: { description: Its label., oneOf: [{ type: string }, { type: integer }] }',
      },
      want: [
        'specs/2.0/demo.yaml:130:43  the JSON Schema keyword "oneOf" is not supported in inputs and outputs  choose one type; the wire has no alternatives',
      ],
    },
  ],
  [
    'a nullable field',
    {
      given: { replace: 'label: { type: string, ', by: 'label: { nullable: true, type: string, ' },
      want: [
        'specs/2.0/demo.yaml:130:18  the JSON Schema keyword "nullable" is not supported for type "string"  leave the field out of "required"; absent is what the service calls null',
      ],
    },
  ],
  [
    'an exclusive bound',
    {
      given: {
        replace: 'minimum: 1, maximum: 50, default: 20',
        by: 'exclusiveMinimum: 0, maximum: 50, default: 20',
      },
      want: [
        'specs/2.0/demo.yaml:163:65  the JSON Schema keyword "exclusiveMinimum" is not supported for type "integer"  write "minimum:" with the next integer',
      ],
    },
  ],
  [
    'a boolean',
    {
      given: {
        replace: 'force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }',
        by: 'force: { type: boolean, description: 1 to use force. }',
      },
      want: [
        'specs/2.0/demo.yaml:145:24  the type "boolean" is not supported  API 2.0 has no booleans: write "type: integer" with "enum: [0, 1]"',
      ],
    },
  ],
  [
    'a number with a fraction',
    {
      given: { replace: 'total: { type: integer', by: 'total: { type: number' },
      want: [
        'specs/2.0/demo.yaml:176:24  the type "number" is not supported  the wire has integers only: write "type: integer", or "type: string" for a decimal text',
      ],
    },
  ],
  [
    'a misspelt keyword',
    {
      given: { replace: 'maxLength: 20', by: 'maxLenght: 20' },
      want: [
        'specs/2.0/demo.yaml:130:57  the JSON Schema keyword "maxLenght" is not supported for type "string"  did you mean "maxLength"?',
      ],
    },
  ],
  [
    'a keyword of another type',
    {
      given: { replace: 'maxLength: 20', by: 'maximum: 20' },
      want: [
        'specs/2.0/demo.yaml:130:57  the JSON Schema keyword "maximum" is not supported for type "string"  it belongs to "type: integer"',
      ],
    },
  ],
  [
    'a pattern that is not one',
    {
      given: { replace: '^t-[0-9]{1,9}$', by: '^t-[0-9{1,9}$' },
      want: [
        'specs/2.0/demo.yaml:112:16  the pattern is not a valid regular expression: /^t-[0-9{1,9}$/u: Unterminated character class  correct it',
      ],
    },
  ],
  [
    'a pattern that matches in the middle',
    {
      given: { replace: '^t-[0-9]{1,9}$', by: 't-[0-9]{1,9}' },
      want: [
        'specs/2.0/demo.yaml:112:16  the pattern t-[0-9]{1,9} would match in the middle of a value  begin it with ^ and end it with $',
      ],
    },
  ],
  [
    'a pattern with an open alternative',
    {
      given: { replace: '^t-[0-9]{1,9}$', by: '^t-[0-9]|x$' },
      want: [
        'specs/2.0/demo.yaml:112:16  the pattern ^t-[0-9]|x$ binds ^ and $ to only one of its alternatives  write ^(?:t-[0-9]|x)$',
      ],
    },
  ],
  [
    'a default outside of its range',
    {
      given: { replace: 'maximum: 50, default: 20', by: 'maximum: 50, default: 200' },
      want: [
        'specs/2.0/demo.yaml:163:99  the default does not fit its schema: 200 is above the maximum 50  correct the value, or the schema',
      ],
    },
  ],
  [
    'an example that does not fit its schema',
    {
      given: {
        replace: 'x-qcloud-meaning: the id of a thing such as t-1',
        by: `x-qcloud-meaning: the id of a thing such as t-1
      examples: [thing-1]`,
      },
      want: [
        'specs/2.0/demo.yaml:114:18  the example does not fit its schema: "thing-1" does not match the pattern t-[0-9]{1,9}  correct the value, or the schema',
      ],
    },
  ],
  [
    'a request example that does not fit',
    {
      given: { replace: 'value: { thingIds: [t-1] }', by: 'value: { thingIds: [t-1, x], forced: 1 }' },
      want: [
        'specs/2.0/demo.yaml:55:42  the request example "one" does not fit its schema at thingIds.1: "x" does not match the pattern t-[0-9]{1,9}  correct the value, or the schema',
        'specs/2.0/demo.yaml:55:54  the request example "one" does not fit its schema at forced: there is no field "forced"  correct the value, or the schema',
      ],
    },
  ],
  [
    'a response example that does not fit',
    {
      given: {
        replace: "detail: { t-1: { code: 0, message: '' } } }",
        by: 'detail: { t-1: { code: nought } } }',
      },
      want: [
        'specs/2.0/demo.yaml:70:84  the response example "success" does not fit its schema at detail.t-1: the required field "message" is missing  correct the value, or the schema',
        'specs/2.0/demo.yaml:70:92  the response example "success" does not fit its schema at detail.t-1.code: "nought" is not an integer  correct the value, or the schema',
      ],
    },
  ],
  [
    'a response example without a code',
    {
      given: { replace: 'value: { code: 0, codeDesc', by: 'value: { codeDesc' },
      want: [
        'specs/2.0/demo.yaml:70:26  the response example "success" has no integer "code"  add "code: 0", or the code of the failure',
      ],
    },
  ],
  [
    'an exchange that names no example',
    {
      given: { replace: 'request: one', by: 'request: on' },
      want: ['specs/2.0/demo.yaml:39:20  there is no request example "on"  did you mean "one"?'],
    },
  ],
  [
    'a reference that leads nowhere',
    {
      given: {
        replace: "items: { $ref: '#/components/schemas/Thing' }",
        by: "items: { $ref: '#/components/schemas/Think' }",
      },
      want: [
        'specs/2.0/demo.yaml:180:26  the reference "#/components/schemas/Think" leads nowhere: there is no "Think"  did you mean "Thing"?',
      ],
    },
  ],
  [
    'a reference into a file that is not there',
    {
      given: {
        replace: './common.yaml#/components/schemas/BatchResult',
        by: './comon.yaml#/components/schemas/BatchResult',
      },
      want: [
        'specs/2.0/demo.yaml:155:41  the reference "./comon.yaml#/components/schemas/BatchResult" leads nowhere: there is no "2.0/comon.yaml"  did you mean "2.0/common.yaml"?',
      ],
    },
  ],
  [
    'a schema that contains itself',
    {
      given: {
        replace: 'label: { type: string, description: Its label., maxLength: 20 }',
        by: "label: { description: A thing in it., $ref: '#/components/schemas/Thing' }",
      },
      want: [
        'specs/2.0/demo.yaml:122:5  this schema contains itself  write out as many levels as the service really has',
      ],
    },
  ],
  [
    'a required field that is none',
    {
      given: { replace: 'required: [id, status]', by: 'required: [id, stat]' },
      want: [
        'specs/2.0/demo.yaml:126:22  "stat" is required but not among the properties  add the property, or leave it out here',
      ],
    },
  ],
  [
    'a list of nothing',
    {
      given: {
        replace: `          items: { $ref: '#/components/schemas/Thing' }
`,
        by: '',
      },
      want: [
        'specs/2.0/demo.yaml:177:9  "items" is missing  add it: a schema that says what the items of this list are',
      ],
    },
  ],
  [
    'free names in an input',
    {
      given: {
        replace: 'force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }',
        by: 'force: { type: object, description: Forces., additionalProperties: { type: integer } }',
      },
      want: [
        'specs/2.0/demo.yaml:145:16  an object with free names cannot be an input: it has no wire form  write out its properties, or make it a list of objects',
      ],
    },
  ],
  [
    'an operation without an input schema',
    {
      given: {
        replace: `    ListThingsInput:
`,
        by: `    ListThingInput:
`,
      },
      want: [
        'specs/2.0/demo.yaml:72:5  there is no schema "ListThingsInput" in components.schemas  did you mean "ListThingInput"?',
      ],
    },
  ],
  [
    'an input that is not an object',
    {
      given: {
        replace: `    ListThingsInput:
      type: object
`,
        by: `    ListThingsInput:
      type: string
`,
      },
      want: [
        'specs/2.0/demo.yaml:157:5  the schema "ListThingsInput" is a string, not an object with properties  write "type: object" with "properties:"',
        'specs/2.0/demo.yaml:158:13  "string" is not allowed here  write "object"',
        'specs/2.0/demo.yaml:161:7  the JSON Schema keyword "properties" is not supported for type "string"  it belongs to "type: object"',
      ],
    },
  ],
  [
    'text that is not YAML',
    {
      given: {
        replace: `summary: Stop things
`,
        by: `summary: 'Stop things
`,
      },
      want: ["specs/2.0/demo.yaml:25:28  this is not valid YAML: Missing closing 'quote  correct the syntax"],
    },
  ],
  [
    'a name that is there twice',
    {
      given: {
        replace: `      summary: Stop things
`,
        by: `      summary: Stop things
      summary: Stop all things
`,
      },
      want: ['specs/2.0/demo.yaml:26:7  this is not valid YAML: Map keys must be unique  correct the syntax'],
    },
  ],
  [
    'a waiter with the name of an operation',
    {
      given: { replace: '    ThingsStopped:', by: '    StopThings:' },
      want: [
        'specs/2.0/demo.yaml:191:5  the waiter StopThings would be called "stopThings" in generated code, but the operation StopThings has it already  give it another name',
      ],
    },
  ],
  [
    'a schema with the name of a shared one',
    {
      given: {
        replace: `label: { type: string, description: Its label., maxLength: 20 }
`,
        by: `label: { description: Its label., $ref: '#/components/schemas/BatchResult' }
    BatchResult: { type: string, description: Another., x-qcloud-source: 'https://example.com/x' }
`,
      },
      want: [
        'specs/2.0/demo.yaml:131:5  the schema "BatchResult" has the name of a shared one  refer to the shared one, or give this one another name',
      ],
    },
  ],
  [
    'two values of one name',
    {
      given: { replace: "'2': { name: stopped,", by: "'2': { name: running," },
      want: [
        'specs/2.0/demo.yaml:120:22  the values 1 and 2 have the same name "running"  give each value a name of its own',
      ],
    },
  ],
  [
    'a named value that is no integer',
    {
      given: { replace: "'2': { name: stopped,", by: 'two: { name: stopped,' },
      want: [
        'specs/2.0/demo.yaml:33:70  the state 2 is not among the documented values of ThingStatus  name one of: 1, 3',
        'specs/2.0/demo.yaml:120:9  "two" is not an integer, but names a value of one  write the integer that the service sends',
        'specs/2.0/demo.yaml:197:17  the state 2 is not among the documented values of ThingStatus  name one of: 1, 3',
      ],
    },
  ],
  [
    'a pattern for which no example can be found',
    {
      given: {
        replace: `pattern: ^t-[0-9]{1,9}$
      x-qcloud-meaning: the id of a thing such as t-1`,
        by: `pattern: ^t-[0-9]{1,9}$
      x-qcloud-meaning: the id of a thing`,
      },
      want: [
        'specs/2.0/demo.yaml:72:5  no example response of ListThings can be made: ListThingsOutput.things.0.id: "example" does not match the pattern t-[0-9]{1,9}  give that schema "examples:", or document a response',
      ],
    },
  ],
  [
    'a service in another folder',
    {
      given: {
        replace: `  name: demo
`,
        by: `  name: demos
`,
      },
      want: [
        'specs/2.0/demo.yaml:11:9  the service is called "demos", but its file "demo"  make both the same',
      ],
    },
  ],
  [
    'a missing word',
    {
      given: {
        replace: `      x-qcloud-repeatability: read
`,
        by: '',
      },
      want: [
        'specs/2.0/demo.yaml:72:5  "x-qcloud-repeatability" is missing  add it: read: always safe to send again. idempotent: a second time does no more than the first. once: a second time may act twice.',
      ],
    },
  ],
  [
    'a value that is not allowed',
    {
      given: { replace: 'x-qcloud-repeatability: read', by: 'x-qcloud-repeatability: reads' },
      want: ['specs/2.0/demo.yaml:79:31  "reads" is not allowed here  did you mean "read"?'],
    },
  ],
  [
    'a common code that is not decimal',
    {
      given: {
        replace: `    '4000':
`,
        by: `    '40OO':
`,
        in: 'common',
      },
      want: [
        'specs/2.0/common.yaml:214:5  the name "40OO" is not allowed here  A decimal error code in quotes, such as \'4000\'.',
        'specs/2.0/demo.yaml:31:25  the error code "4000" is not declared  did you mean "4100"?',
        'specs/2.0/demo.yaml:80:25  the error code "4000" is not declared  did you mean "4100"?',
      ],
    },
  ],
];

test('the demo spec has no problems', () => {
  expect(problemsOf(() => load(specs()))).toEqual([]);
});

test.each(cases)('%s', (_name, { given, want }) => {
  expect(problemsOf(() => load(specs(given)))).toEqual(want);
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
    (texts.get('2.0/demo.yaml') ?? '').replace("['4000', Thing.Busy]", "['4001', Thing.Bus]"),
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

test('without the common file nothing can be read', () => {
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

test('whatever is put anywhere into a spec, loading ends in a model or in problems with their places', () => {
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
