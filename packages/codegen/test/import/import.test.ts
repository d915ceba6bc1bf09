import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { jsonText } from '../../src/import/json-text.js';
import { openApi } from '../../src/import/openapi.js';
import { readDescription } from '../../src/import/read-description.js';
import { errorNames } from '../../src/import/read-errors.js';
import { anyDescription } from './any-description.js';
import { things, vendorText } from './things.js';

const source = { name: 'api.json', service: 'things', version: '2020-02-02' };

function imported(description: object | string): string {
  const text = typeof description === 'string' ? description : JSON.stringify(description, null, 2);
  return jsonText(openApi(readDescription({ ...source, text })));
}

/** What the import says of a description that it refuses. */
function refusal(description: object | string): string {
  try {
    imported(description);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the description was imported');
}

test('names, types and flags become OpenAPI 3.1; a parameter is a line', () => {
  const text = imported(things());
  expect(text.slice(text.indexOf('"schemas"'))).toMatchInlineSnapshot(`
    ""schemas": {
          "DescribeThingsRequest": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings",
            "properties": {
              "Filters": { "type": "array", "items": { "$ref": "#/components/schemas/Filter" } },
              "Limit": { "type": "integer", "format": "uint64", "minimum": 0 }
            }
          },
          "DescribeThingsResponse": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings",
            "required": ["Things"],
            "properties": {
              "RequestId": { "type": "string" },
              "Things": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } }
            }
          },
          "DropThingRequest": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DropThing",
            "required": ["ThingId"],
            "properties": {
              "Content": { "type": "string", "contentEncoding": "base64" },
              "Force": { "type": "boolean", "deprecated": true },
              "Label": { "$ref": "#/components/schemas/Label" },
              "ThingId": { "type": "string" }
            }
          },
          "DropThingResponse": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DropThing",
            "properties": {
              "RequestId": { "type": "string" }
            }
          },
          "Filter": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings",
            "required": ["Name", "Values"],
            "properties": {
              "Name": { "type": "string" },
              "Values": { "type": "array", "items": { "type": "string" } }
            }
          },
          "Label": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings",
            "required": ["Key"],
            "x-qcloud-output-required": ["Key", "Value"],
            "properties": {
              "Key": { "type": "string" },
              "Value": { "type": "string" }
            }
          },
          "Thing": {
            "type": "object",
            "x-qcloud-source": "https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings",
            "required": ["Count", "Label", "Made", "Price"],
            "properties": {
              "Count": { "type": "integer", "format": "int64" },
              "Flags": { "type": "array", "items": { "type": "boolean" } },
              "Label": { "$ref": "#/components/schemas/Label" },
              "Made": { "type": "string", "format": "date-time" },
              "Parent": { "anyOf": [{ "$ref": "#/components/schemas/Thing" }, { "type": "null" }] },
              "Parts": { "type": ["array", "null"], "items": { "$ref": "#/components/schemas/Thing" } },
              "Price": { "type": "number", "format": "float" },
              "Sold": { "type": ["string", "null"], "format": "datetime" },
              "constructor": { "type": "string", "format": "date" },
              "hadCare": { "type": "boolean" }
            }
          },
          "Unused_Thing": {
            "type": "object",
            "required": ["__proto__"],
            "properties": {
              "__proto__": { "type": "string" }
            }
          }
        }
      }
    }
    "
  `);
  expect(JSON.parse(text)).toMatchObject({
    openapi: '3.1.1',
    info: { version: '2020-02-02' },
    servers: [{ url: 'https://things.tencentcloudapi.com/' }],
    'x-qcloud-service': { name: 'things', version: '2020-02-02', protocol: 'v3' },
    paths: {
      '/DescribeThings': {
        post: {
          operationId: 'DescribeThings',
          'x-qcloud-action': 'DescribeThings',
          externalDocs: {
            url: 'https://console.cloud.tencent.com/api/explorer?Product=things&Version=2020-02-02&Action=DescribeThings',
          },
        },
      },
      '/DropThing': { post: { deprecated: true } },
    },
  });
});

test('none of the texts of the vendor is taken over', () => {
  expect(JSON.stringify(things())).toContain(vendorText);
  expect(imported(things())).not.toContain(vendorText);
});

/** The same value with the names of its objects, and the members of its types, in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  const order = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => [random(), item] as const)
      .sort(([left], [right]) => left - right)
      .map(([, item]) => item);
  if (Array.isArray(value)) return order(value.map((item) => shuffled(item, random)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    order(Object.entries(value).map(([name, item]) => [name, shuffled(item, random)])),
  );
}

test('the order in the description never matters', () => {
  const { factor, ...options } = inject('properties');
  const expected = imported(things());
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (numbers) => {
      const random = (): number => Number(numbers.next().value);
      expect(imported(shuffled(things(), random) as object)).toBe(expected);
    }),
    { numRuns: 25 * factor, ...options },
  );
});

test('everything that a description names is there after the import, and every reference leads somewhere', () => {
  const { factor, ...options } = inject('properties');
  fc.assert(
    fc.property(anyDescription, (description) => {
      const spec = JSON.parse(imported(description)) as {
        paths: object;
        components: { schemas: Record<string, { properties: object }> };
      };
      const { schemas } = spec.components;
      expect(Object.keys(spec.paths).sort()).toEqual(
        Object.keys(description.actions)
          .map((action) => `/${action}`)
          .sort(),
      );
      expect(Object.keys(schemas).sort()).toEqual(Object.keys(description.objects).sort());
      for (const [type, { members }] of Object.entries(description.objects)) {
        const names = members.map((each) => each.name).sort();
        expect(Object.keys(schemas[type]?.properties ?? {}).sort()).toEqual(names);
      }
      for (const [, target = ''] of JSON.stringify(spec).matchAll(/"#\/components\/schemas\/(\w+)"/g))
        expect(Object.hasOwn(schemas, target)).toBe(true);
    }),
    { numRuns: 40 * factor, ...options },
  );
});

interface Broken {
  readonly wrong: string;
  readonly description: () => object | string;
  readonly says: string;
}

/** The description with something done to it. */
const broken = (change: (description: ReturnType<typeof things>) => void) => () => {
  const description = things();
  change(description);
  return description;
};
const member = (values: object) =>
  broken(({ objects }) => {
    objects['Filter'] = { members: [{ name: 'Name', type: 'string', member: 'string', ...values }] };
  });

test.each<Broken>([
  {
    wrong: 'a file that was cut off',
    description: () => JSON.stringify(things(), null, 2).slice(0, 100),
    says: 'this is not valid JSON  correct the syntax, or fetch the file again',
  },
  { wrong: 'a list', description: () => [], says: 'it has no object "actions"' },
  { wrong: 'null', description: () => 'null', says: 'it has no object "objects"' },
  {
    wrong: 'another service',
    description: broken(({ metadata }) => void (metadata.serviceShortName = 'cbs')),
    says: 'api.json:5:25  this describes the service "cbs", not "things"  give another file, or "cbs"',
  },
  {
    wrong: 'another version',
    description: broken(({ metadata }) => void (metadata.apiVersion = '2021-01-01')),
    says: 'this describes the version "2021-01-01", not "2020-02-02"',
  },
  {
    wrong: 'no version',
    description: broken((all) => void Object.assign(all, { metadata: { serviceShortName: 'things' } })),
    says: '"apiVersion" is missing  it must be a version such as 2017-03-12',
  },
  {
    wrong: 'an Action whose input is not there',
    description: broken(
      ({ actions }) => void Object.assign(actions['DropThing'] ?? {}, { input: 'DropThingsRequest' }),
    ),
    says: 'api.json:19:16  there is no object "DropThingsRequest"  did you mean "DropThingRequest"?',
  },
  {
    wrong: 'no Action',
    description: broken((all) => void (all.actions = {})),
    says: 'there is no Action in "actions"  give the whole api.json',
  },
  {
    wrong: 'an Action whose input and output have changed places',
    description: broken(({ actions }) => {
      const { input, output } = actions['DropThing'] ?? {};
      Object.assign(actions['DropThing'] ?? {}, { input: output, output: input });
    }),
    says: 'api.json:19:16  "DropThingResponse" cannot be the input of "DropThing": it has a "RequestId"',
  },
  {
    wrong: 'an Action that takes what another one answers',
    description: broken(
      ({ actions }) => void Object.assign(actions['DropThing'] ?? {}, { input: 'DescribeThingsResponse' }),
    ),
    says: '"DescribeThingsResponse" cannot be the input of "DropThing": it has a "RequestId"',
  },
  {
    wrong: 'an Action that stands twice',
    description: () =>
      JSON.stringify(things(), null, 2).replace('"actions": {', '"actions": {\n    "DropThing": {},'),
    says: 'api.json:17:5  the name "DropThing" stands twice in one object  leave one of them out',
  },
  {
    wrong: 'a member with two types',
    description: () =>
      JSON.stringify(things(), null, 2).replace('"type": "int"', '"type": "string", "ty\\u0070e": "int"'),
    says: 'the name "type" stands twice in one object',
  },
  {
    wrong: 'an unknown status',
    description: broken(({ actions }) => void Object.assign(actions['DropThing'] ?? {}, { status: 7 })),
    says: 'the status 7 is unknown  known: online, deprecated, offline',
  },
  {
    wrong: 'an Action that cannot be a name',
    description: broken(({ actions }) => void (actions['Drop Thing'] = actions['DropThing'] ?? {})),
    says: '"Drop Thing" cannot be a name',
  },
  {
    wrong: 'an object without members',
    description: broken(({ objects }) => void (objects['Filter'] = { members: {} })),
    says: 'the object "Filter" has no list of members  add "members": []',
  },
  {
    wrong: 'two members of a name',
    description: broken(({ objects }) => {
      const twice = { name: 'Name', type: 'string', member: 'string' };
      objects['Filter'] = { members: [twice, { ...twice }] };
    }),
    says: 'the object "Filter" has two members "Name"  leave one of them out',
  },
  {
    wrong: 'no name',
    description: member({ name: undefined }),
    says: '"name" is missing  it must be a name',
  },
  {
    wrong: 'a name with a dot',
    description: member({ name: 'a.b' }),
    says: '"name" is "a.b"  it must be a name',
  },
  {
    wrong: 'an unknown type',
    description: member({ type: 'map' }),
    says: 'the type "map" is unknown  known types: string, int, float, bool, binary, object, list',
  },
  { wrong: 'no type', description: member({ type: undefined }), says: '"type" is missing  known types' },
  {
    wrong: 'a type that objects inherit',
    description: member({ type: 'toString' }),
    says: '"toString" is unknown',
  },
  {
    wrong: 'a refined type of another type',
    description: member({ type: 'int', member: 'datetime' }),
    says: 'the type "int" cannot be refined to "datetime"  write one of: int64, uint64',
  },
  {
    wrong: 'no refined type',
    description: member({ member: undefined }),
    says: '"member" is missing  write one of',
  },
  {
    wrong: 'an object that is not there',
    description: member({ type: 'object', member: 'Thingy' }),
    says: 'there is no object "Thingy"  did you mean "Thing"?',
  },
  {
    wrong: 'a list of what is not there',
    description: member({ type: 'list', member: 'int128' }),
    says: 'there is no object "int128"  add it to "objects"',
  },
  {
    wrong: 'a flag that is a text',
    description: member({ required: 'true' }),
    says: '"required" is no boolean  write true or false, without quotes',
  },
])('$wrong is refused', ({ description, says }) => {
  expect(refusal(description())).toContain(says);
});

test('of a thousand problems the first fifty are said', () => {
  const objects = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`T${index}`, {}]));
  const lines = refusal({ ...things(), objects }).split('\n');
  expect(lines).toHaveLength(50);
});

const codes = (perAction: unknown): string => {
  const description = readDescription({ ...source, text: JSON.stringify(things()) });
  return jsonText(errorNames({ name: 'errors.json', text: JSON.stringify({ perAction }) }, description));
};

test('error codes are sorted, each once, and without their texts', () => {
  const given = {
    DropThing: ['InvalidParameter', 'FailedOperation.Stuck', 'InvalidParameter'],
    DescribeThings: [],
  };
  expect(codes(given)).toMatchInlineSnapshot(`
    "{
      "service": "things",
      "version": "2020-02-02",
      "actions": { "DescribeThings": [], "DropThing": ["FailedOperation.Stuck", "InvalidParameter"] }
    }
    "
  `);
});

test.each([
  { given: undefined, says: 'errors.json:1:1  there is no object "perAction"' },
  { given: { DropThings: [] }, says: 'there is no Action "DropThings"  did you mean "DropThing"?' },
  { given: { DropThing: 'InvalidParameter' }, says: 'the codes of "DropThing" are no list' },
  { given: { DropThing: ['not a code'] }, says: '"not a code" is no error code' },
])('error codes that do not fit are refused: $says', ({ given, says }) => {
  expect(() => codes(given)).toThrow(says);
});
