/** The service whose facts are changed, made up, and the files of it with some of them. */
import type { Made } from '../mutations.js';

/** One of the two ways: what it changes in the description, adds to the overlay, and says of the error codes. */
export interface Side {
  readonly made?: (made: Made) => void;
  readonly words?: Words;
  readonly codes?: readonly string[];
}
export type Words = { readonly [name: string]: unknown };

export const text = { type: 'string', member: 'string' };
export const integer = { type: 'int', member: 'int64' };
export const texts = { type: 'list', member: 'string' };
const things = { type: 'list', member: 'Thing' };
const members = (all: Readonly<Record<string, object>>): { members: Made['objects'][string]['members'] } => ({
  members: Object.entries(all).map(([name, about]) => ({ name, ...text, ...about })),
});

/** What both versions have. */
const made = (): Made => ({
  metadata: { apiVersion: '2020-02-02', serviceShortName: 'things' },
  actions: {
    DescribeThings: { input: 'DescribeThingsRequest', output: 'DescribeThingsResponse' },
    ListThings: { input: 'DescribeThingsRequest', output: 'DescribeThingsResponse' },
    ScanThings: { input: 'DescribeThingsRequest', output: 'DescribeThingsResponse' },
    SeeThings: { input: 'DescribeThingsRequest', output: 'DescribeThingsResponse' },
    ShowThings: { input: 'DescribeThingsRequest', output: 'DescribeThingsResponse' },
    DropThings: { input: 'DropThingsRequest', output: 'DropThingsResponse' },
    MoveThings: { input: 'MoveThingsRequest', output: 'MoveThingsResponse' },
    PageThings: { input: 'PageThingsRequest', output: 'DescribeThingsResponse' },
    PushThings: { input: 'PushThingsRequest', output: 'MoveThingsResponse' },
    TurnThings: { input: 'MoveThingsRequest', output: 'MoveThingsResponse' },
    SwapThings: { input: 'Part', output: 'Told' },
    HoldThings: { input: 'Part', output: 'Told' },
    LiftThings: { input: 'Whole', output: 'Said' },
  },
  objects: {
    DescribeThingsRequest: members({
      Ids: texts,
      Others: texts,
      Limit: integer,
      Most: integer,
      Offset: integer,
      First: integer,
      Token: {},
      Mark: {},
      Filters: { type: 'list', member: 'Filter' },
      Criteria: { type: 'list', member: 'Filter' },
      Queries: { type: 'list', member: 'Filter' },
    }),
    DescribeThingsResponse: members({
      Things: things,
      Rest: things,
      TotalCount: integer,
      Count: integer,
      Next: {},
      After: {},
    }),
    Filter: members({ Name: {}, Values: texts }),
    Thing: members({ Id: {}, Uuid: {}, State: {}, Status: {}, Since: {}, Began: {} }),
    DropThingsRequest: members({
      Name: {},
      Code: {},
      Mode: {},
      When: {},
      Size: integer,
      Level: integer,
      Price: integer,
      Kind: {},
      Content: {},
      Ids: texts,
      Others: texts,
      Token: {},
      Again: {},
      Label: { type: 'object', member: 'Label' },
      Part: { type: 'object', member: 'Part' },
    }),
    DropThingsResponse: members({
      Name: { output_required: true },
      Mode: {},
      When: {},
      Size: integer,
      Price: integer,
      Kind: {},
      Ids: texts,
      Label: { type: 'object', member: 'Label' },
    }),
    MoveThingsRequest: members({
      Ids: texts,
      Keys: texts,
      Token: {},
      Key: {},
      Trial: { type: 'bool', member: 'bool' },
      Test: { type: 'bool', member: 'bool' },
    }),
    PageThingsRequest: members({ Limit: integer, Offset: integer }),
    PushThingsRequest: members({
      Ids: texts,
      Part: { type: 'object', member: 'Part' },
      Whole: { type: 'object', member: 'Whole' },
    }),
    MoveThingsResponse: members({ Moved: {} }),
    Label: members({ Key: {}, Value: {} }),
    Part: members({ Id: {} }),
    Whole: members({ Id: {} }),
    Told: members({ Word: {} }),
    Said: members({ Word: {} }),
  },
});

export const page = 'https://example.com/';
export const of = (path: readonly string[], value: unknown): Words =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Words;

export const thingsByOffset = {
  offset: 'Offset',
  limit: 'Limit',
  total: 'TotalCount',
  items: 'Things',
  id: 'Id',
  maxLimit: 100,
};
export const rule = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  meaning: 'A name.',
  advice: 'Change it.',
  source: page,
};

export const ready = {
  description: 'Waits.',
  operation: 'SeeThings',
  ids: 'Ids',
  itemIds: ['Id'],
  state: 'State',
  success: ['A'],
  failure: ['X'],
  minDelay: 1,
  maxDelay: 30,
  source: page,
};

/** What both versions have in common, so that there is something to change. */
const base: Words = {
  tags: ['Things', 'Others'].map((name) => ({ name, description: `${name}.` })),
  paths: { '/SeeThings': { post: { 'x-qcloud-pagination': thingsByOffset } } },
  components: {
    schemas: {
      DescribeThingsRequest: { properties: { Limit: { maximum: 100 }, Most: { maximum: 100 } } },
      MoveThingsRequest: { properties: { Ids: { maxItems: 10 }, Keys: { maxItems: 10 } } },
    },
    'x-qcloud-errors': { InvalidName: rule, 'Busy.*': { ...rule, category: 'quota' } },
    'x-qcloud-waiters': { ThingsReady: ready },
  },
};

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Words on top of others, objects member by member. */
export function merged(one: Words, other: Words): Words {
  const all: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = all[name];
    if (isWords(known) && isWords(value)) all[name] = merged(known, value);
    // Each of several facts adds a pair.
    else if (name === 'x-qcloud-exclusive') all[name] = [known ?? [], value].flat();
    else all[name] = value;
  }
  return all;
}

/** The files of a service of which some sides hold. */
export function filesOf(sides: readonly Side[]) {
  const description = made();
  for (const side of sides) side.made?.(description);
  const update = sides.reduce((all, { words = {} }) => merged(all, words), base);
  const codes = sides.flatMap((side) => side.codes ?? []);
  return {
    description: JSON.stringify(description),
    overlay: JSON.stringify({
      overlay: '1.0.0',
      info: { title: 'Things', version: description.metadata.apiVersion },
      actions: [{ target: '$', update }],
    }),
    errors: JSON.stringify({ perAction: { DropThings: ['InvalidName', 'Busy.Now', ...codes] } }),
  };
}
