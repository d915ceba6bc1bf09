import { expect, test } from 'vitest';
import { Cursor } from '../../src/spec/cursor.js';
import { readJson, readYaml } from '../../src/spec/yaml-file.js';
import { formatProblem } from '../../src/spec/problems.js';
import type { Problem } from '../../src/spec/problems.js';
import { applyOverlay } from '../../src/overlay/apply.js';

const spec = {
  info: { title: 'Things' },
  'x-qcloud-service': { name: 'things', version: 'v1', protocol: 'v3' },
  servers: ['a'],
  paths: {
    '/Drop': { post: { operationId: 'Drop', 'x-qcloud-offline': true } },
    '/List': { post: { operationId: 'List' } },
  },
  components: {
    schemas: {
      DropRequest: {
        type: 'object',
        required: ['Id'],
        properties: {
          Id: { type: 'string' },
          Force: { type: 'boolean' },
          Content: { type: 'string', contentEncoding: 'base64' },
        },
      },
      ListRequest: { type: 'object', properties: { Limit: { type: 'integer' } } },
    },
  },
};

const head = 'overlay: 1.0.0\ninfo: { title: Words, version: "1" }\nextends: ./things.openapi.json\n';

function apply(text: string) {
  const problems: Problem[] = [];
  const base = readJson('specs/things.openapi.json', JSON.stringify(spec, null, 2), problems);
  const overlay = readYaml('specs/things.overlay.yaml', head + text, problems);
  const merged = applyOverlay(base, overlay, problems);
  return { merged, problems: problems.map(formatProblem) };
}

test('objects are merged, lists get further items, several targets get the same', () => {
  const { merged, problems } = apply(`actions:
  - target: $.components.schemas.DropRequest
    update:
      description: What to drop.
      required: [Force]
      properties: { Id: { maxLength: 8 } }
  - target: $.paths['/Drop','/List'].post
    update: { tags: [thing] }
  - target: $.paths.*.post.tags
    update: other
  - target: $.servers[0]
    remove: true
`);
  expect(problems).toEqual([]);
  expect(merged.value).toMatchObject({
    servers: [],
    paths: {
      '/Drop': { post: { operationId: 'Drop', tags: ['thing', 'other'] } },
      '/List': { post: { tags: ['thing', 'other'] } },
    },
    components: {
      schemas: {
        DropRequest: {
          description: 'What to drop.',
          required: ['Id', 'Force'],
          properties: { Id: { type: 'string', maxLength: 8 }, Force: { type: 'boolean' } },
        },
      },
    },
  });
});

test('applying leaves the spec as it was, and what is written twice is two things', () => {
  const { merged } = apply(`actions:
  - target: $.paths.*.post
    update: { tags: [thing] }
  - target: $.paths['/Drop'].post.tags
    update: other
`);
  expect(merged.value).toMatchObject({ paths: { '/List': { post: { tags: ['thing'] } } } });
  expect(spec.paths['/List'].post).toEqual({ operationId: 'List' });
});

test('what is said of everything may be said otherwise of one; to say it again is no contradiction', () => {
  const { merged, problems } = apply(`actions:
  - target: $.paths.*.post
    update: { deprecated: true }
  - target: $.paths['/Drop'].post
    update: { deprecated: false, summary: Drop }
  - target: $.paths['/Drop']
    update: { post: { summary: Drop } }
`);
  expect(problems).toEqual([]);
  expect(merged.value).toMatchObject({
    paths: { '/Drop': { post: { deprecated: false } }, '/List': { post: { deprecated: true } } },
  });
});

test('everything is found where it was written, in the spec or in the overlay', () => {
  const { merged } = apply(`actions:
  - target: $.components.schemas.DropRequest.properties
    update:
      Id:
        description: The thing.
        enum: [a, b]
`);
  const id = ['components', 'schemas', 'DropRequest', 'properties', 'Id'];
  expect(merged.position([...id, 'description'])).toEqual({
    file: 'specs/things.overlay.yaml',
    line: 8,
    column: 22,
  });
  expect(merged.position([...id, 'enum', 1])).toMatchObject({ file: 'specs/things.overlay.yaml', line: 9 });
  expect(merged.position([...id, 'type'])).toMatchObject({ file: 'specs/things.openapi.json', line: 35 });
});

test('what is removed is known by its removal, and what follows it in a list stays where it was written', () => {
  const { merged, problems } = apply(`actions:
  - target: $.servers
    update: [b, c]
  - target: $.servers[0]
    remove: true
  - target: $.servers[1]
    remove: true
  - target: $.servers
    update: d
  - target: $.components.schemas.DropRequest.properties.Id
    remove: true
`);
  expect(problems).toEqual([]);
  expect(merged.value).toMatchObject({ servers: ['b', 'd'] });
  expect(merged.position(['servers', 0])).toMatchObject({ file: 'specs/things.overlay.yaml', line: 6 });
  expect(merged.position(['servers', 1])).toMatchObject({ file: 'specs/things.overlay.yaml', line: 12 });
  const properties = ['components', 'schemas', 'DropRequest', 'properties'];
  const members = new Cursor(merged).at('components', 'schemas', 'DropRequest', 'properties');
  expect(members?.removal('Force')).toBeUndefined();
  expect(members?.removal('Id')?.path).toEqual([...properties, 'Id']);
  expect(merged.position([...properties, 'Id'])).toEqual({
    file: 'specs/things.overlay.yaml',
    line: 14,
    column: 13,
  });
});

test.each([
  {
    wrong: 'an Action that is gone',
    text: "actions:\n  - target: $.paths['/Stop','/Lists'].post\n    update: { tags: [thing] }\n",
    says: [
      'specs/things.overlay.yaml:5:13  this target selects nothing: there is no "/Lists" in paths  did you mean "/List"?',
      'specs/things.overlay.yaml:5:13  this target selects nothing: there is no "/Stop" in paths  correct it, or leave it out',
    ],
  },
  {
    wrong: 'a parameter that is gone',
    text: 'actions:\n  - target: $.components.schemas.DropRequest.properties\n    update:\n      Ids: { description: Gone. }\n',
    says: ['specs/things.overlay.yaml:7:7  DropRequest has no "Ids"  did you mean "Id"?'],
  },
  {
    wrong: 'the same from further outside',
    text: 'actions:\n  - target: $.components.schemas.ListRequest\n    update:\n      properties: { Offset: { description: Gone. } }\n',
    says: [
      'specs/things.overlay.yaml:7:21  ListRequest has no "Offset"  leave it out: what is not imported is not there',
    ],
  },
  {
    wrong: 'an Action that was never there',
    text: 'actions:\n  - target: $.paths\n    update: { /Stop: { post: {} } }\n',
    says: [
      'specs/things.overlay.yaml:6:15  there is no "/Stop"  leave it out: what is not imported is not there',
    ],
  },
  {
    wrong: 'a type that can be null, but was another',
    text: "actions:\n  - target: $.components.schemas.DropRequest.properties.Id\n    update: { type: [integer, 'null'] }\n",
    says: [
      'specs/things.overlay.yaml:6:21  "type" is "string" in specs/things.openapi.json, and a list here  leave it out: it is imported',
    ],
  },
  {
    wrong: 'a type that has changed',
    text: 'actions:\n  - target: $.components.schemas.DropRequest.properties.Id\n    update: { type: integer }\n',
    says: [
      'specs/things.overlay.yaml:6:21  "type" is "string" in specs/things.openapi.json, and "integer" here  leave it out: it is imported',
    ],
  },
  {
    wrong: 'another kind of value',
    text: 'actions:\n  - target: $.components.schemas.DropRequest\n    update: { required: Id }\n',
    says: [
      'specs/things.overlay.yaml:6:25  "required" is a list in specs/things.openapi.json, and "Id" here  write the same kind of value',
    ],
  },
  {
    wrong: 'a wildcard with nothing to select',
    text: 'actions:\n  - target: $.info.title.*\n    update: {}\n',
    says: ['specs/things.overlay.yaml:5:13  this target selects nothing in info.title  leave the action out'],
  },
  {
    wrong: 'a target in more of JSONPath',
    text: 'actions:\n  - target: $..post\n    update: {}\n',
    says: [
      `specs/things.overlay.yaml:5:13  this target cannot be read from "..post" on  write $, then .name, ['name'], ['one','other'], [0] or [*]`,
    ],
  },
  {
    wrong: 'an object for a text',
    text: 'actions:\n  - target: $.info.title\n    update: {}\n',
    says: [
      'specs/things.overlay.yaml:6:13  this cannot be merged into a scalar  give an object for an object',
    ],
  },
  {
    wrong: 'an action that does nothing',
    text: 'actions:\n  - target: $.info\n',
    says: ['specs/things.overlay.yaml:5:5  this action does nothing  add "update", or "remove: true"'],
  },
  {
    wrong: 'an action without target',
    text: 'actions:\n  - update: {}\n',
    says: ['specs/things.overlay.yaml:5:5  this action has no target  add "target", a path such as $.info'],
  },
  {
    wrong: 'two values for the same',
    text: `actions:
  - target: $.info
    update: { summary: One }
  - target: $
    update: { info: { summary: Two } }
`,
    says: [
      'specs/things.overlay.yaml:8:32  "summary" is "One" on line 6 already, and "Two" here  leave one of them out',
    ],
  },
  {
    wrong: 'a dash that is forgotten',
    text: 'actions:\n  target: $.info\n  update: {}\n',
    says: [
      'specs/things.overlay.yaml:5:3  "actions" is an object and must be a list  write "- " before each action',
    ],
  },
  {
    wrong: 'a text for the actions',
    text: 'actions: $.info\n',
    says: [
      'specs/things.overlay.yaml:4:10  "actions" is "$.info" and must be a list  write "- " before each action',
    ],
  },
  {
    wrong: 'nothing where actions would be',
    text: 'actions:\n',
    says: [
      'specs/things.overlay.yaml:4:9  "actions" is null and must be a list  write "- " before each action',
    ],
  },
  {
    wrong: 'no action',
    text: 'actions: []\n',
    says: [
      'specs/things.overlay.yaml:4:10  this overlay has no action  add one, or leave out the whole overlay',
    ],
  },
  {
    wrong: 'no actions at all',
    text: '',
    says: [
      'specs/things.overlay.yaml:1:1  "actions" is missing  add it, a list of objects with "target" and "update"',
    ],
  },
  {
    wrong: 'a misspelt name of the actions',
    text: 'action:\n  - target: $.info\n    update: {}\n',
    says: ['specs/things.overlay.yaml:4:1  "action" is unknown here  did you mean "actions"?'],
  },
  {
    wrong: 'an action that is a text',
    text: 'actions:\n  - $.info\n',
    says: [
      'specs/things.overlay.yaml:5:5  this action is "$.info" and must be an object  write "target: $.info"',
    ],
  },
  {
    wrong: 'an action that is a list',
    text: 'actions:\n  - [$.info]\n',
    says: [
      'specs/things.overlay.yaml:5:5  this action is a list and must be an object  write "target: $.info"',
    ],
  },
  {
    wrong: 'a target that is no text',
    text: 'actions:\n  - target: 1\n    update: {}\n',
    says: ['specs/things.overlay.yaml:5:13  "target" is 1 and must be a text  write a path such as $.info'],
  },
  {
    wrong: 'a removal in other words',
    text: 'actions:\n  - target: $.servers[0]\n    remove: yes please\n',
    says: ['specs/things.overlay.yaml:6:13  "remove" is "yes please" and must be true or false  write true'],
  },
  {
    wrong: 'a removal with an update',
    text: 'actions:\n  - target: $.info\n    update: { summary: One }\n    remove: true\n',
    says: [
      'specs/things.overlay.yaml:6:5  this action removes its target and updates it  leave one of them out, or write two actions',
    ],
  },
  {
    wrong: 'a removal of everything',
    text: 'actions:\n  - target: $\n    remove: true\n',
    says: [
      'specs/things.overlay.yaml:6:13  the whole spec cannot be removed  name what is to be removed of it',
    ],
  },
  ...(
    [
      ['service', '{ x-qcloud-service: { name: other } }', '"name" is "things"', '"other"'],
      ['version', '{ x-qcloud-service: { version: v2 } }', '"version" is "v1"', '"v2"'],
      ['protocol', '{ x-qcloud-service: { protocol: v2 } }', '"protocol" is "v3"', '"v2"'],
      [
        'encoding',
        '{ components: { schemas: { DropRequest: { properties: { Content: { contentEncoding: base16 } } } } } }',
        '"contentEncoding" is "base64"',
        '"base16"',
      ],
      [
        'state',
        "{ paths: { '/Drop': { post: { x-qcloud-offline: false } } } }",
        '"x-qcloud-offline" is true',
        'false',
      ],
    ] as const
  ).map(([what, update, is, here]) => ({
    wrong: `another ${what} than is imported`,
    text: `actions:\n  - target: $\n    update: ${update}\n`,
    says: [
      `specs/things.overlay.yaml:6:${13 + update.lastIndexOf(here.replaceAll('"', ''))}  ${is} in specs/things.openapi.json, and ${here} here  leave it out: it is imported`,
    ],
  })),
  {
    wrong: 'an unknown member',
    text: 'actions:\n  - target: $.info\n    updates: {}\n    update: {}\n',
    says: ['specs/things.overlay.yaml:6:5  "updates" is unknown here  did you mean "update"?'],
  },
])('$wrong fails with file and line', ({ text, says }) => {
  expect(apply(text).problems.sort()).toEqual(says);
});

test('an overlay says that it is one, and of what', () => {
  const problems: Problem[] = [];
  const base = readJson('specs/things.openapi.json', '{}', problems);
  applyOverlay(
    base,
    readYaml(
      'other.yaml',
      'overlay: 2.0.0\nextends: ./cvm.openapi.json\nactions: [{ target: $, update: {} }]\n',
      problems,
    ),
    problems,
  );
  expect(problems.map(formatProblem)).toEqual([
    'other.yaml:1:10  this is no overlay 1.0  write "overlay: 1.0.0"',
    'other.yaml:2:10  this overlay does not extend specs/things.openapi.json  write "extends: ./things.openapi.json"',
  ]);
});

test.each([
  ['', 'this overlay is null and must be an object'],
  ['actions: [{ target: $, update: {} }]', '"overlay" is missing'],
  ['overlay: 1.0\nactions: [{ target: $, update: {} }]', 'this is no overlay 1.0'],
  [
    'overlay: 1.0.0\ninfo: Words\nactions: [{ target: $, update: {} }]',
    '"info" is "Words" and must be an object',
  ],
  [
    'overlay: 1.0.0\nextends: [a]\nactions: [{ target: $, update: {} }]',
    '"extends" is a list and must be a text',
  ],
  ['overlay: 1.0.0\naction: []\nactions: [{ target: $, update: {} }]', '"action" is unknown here'],
  ['[]', 'this overlay is a list and must be an object'],
  ['overlay', 'this overlay is "overlay" and must be an object'],
])('a document that is no overlay is refused: %j', (text, says) => {
  const problems: Problem[] = [];
  const base = readJson('specs/things.openapi.json', JSON.stringify(spec), problems);
  applyOverlay(base, readYaml('other.yaml', text, problems), problems);
  expect(problems.map(({ file, what }) => `${file} ${what}`)).toContain(`other.yaml ${says}`);
});

test('what an alias stands for is merged into without changing what else it stands for', () => {
  const { merged, problems } = apply(`actions:
  - target: $.components.schemas.DropRequest.properties.Id
    update: { x-qcloud-values: { a: &one { meaning: One. }, b: *one } }
  - target: $.components.schemas.DropRequest.properties.Id['x-qcloud-values'].b
    update: { note: Another. }
`);
  expect(problems).toEqual([]);
  expect(new Cursor(merged).at('components', 'schemas', 'DropRequest', 'properties', 'Id')?.value).toEqual({
    type: 'string',
    'x-qcloud-values': { a: { meaning: 'One.' }, b: { meaning: 'One.', note: 'Another.' } },
  });
});
