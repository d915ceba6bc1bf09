/**
 * Everything that a description and its overlay can say, each said in two ways, and what a change from one to the other is to
 * programs. All of it can be said at once: many facts are about the same few parameters.
 */
import type { Made } from './mutations.js';

/** One of the two ways: what it changes in the description, adds to the overlay, and says of the error codes. */
export interface Side {
  readonly made?: (made: Made) => void;
  readonly words?: Words;
  readonly codes?: readonly string[];
}
type Words = { readonly [name: string]: unknown };

export interface Fact {
  /** What differs. */
  readonly what: string;
  /** The words of the dialect that are tried by it: `property.maxLength`. */
  readonly covers: readonly string[];
  readonly sides: readonly [Side, Side];
  /** What the change from the first side to the second is, and the one back: `DropThingsInput.Name: major narrowed`. */
  readonly told: readonly [there: readonly string[], back: readonly string[]];
}

const text = { type: 'string', member: 'string' };
const integer = { type: 'int', member: 'int64' };
const texts = { type: 'list', member: 'string' };
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

const page = 'https://example.com/';
const of = (path: readonly string[], value: unknown): Words =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Words;

const thingsByOffset = {
  offset: 'Offset',
  limit: 'Limit',
  total: 'TotalCount',
  items: 'Things',
  id: 'Id',
  maxLimit: 100,
};
const rule = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  meaning: 'A name.',
  advice: 'Change it.',
  source: page,
};

const ready = {
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
function merged(one: Words, other: Words): Words {
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

const ofProperty = (object: string, name: string, words: Words): Side => ({
  words: of(['components', 'schemas', object, 'properties', name], words),
});
const ofAction =
  (action: string) =>
  (words: Words): Side => ({
    words: of(['paths', `/${action}`, 'post'], words),
  });
const ofMember = (object: string, name: string, flags: object): Side => ({
  made: ({ objects }) => {
    const member = objects[object]?.members.find((each) => each.name === name);
    if (member !== undefined) Object.assign(member, flags);
  },
});
type Row<Value> = readonly [
  covers: string,
  one: Value,
  other: Value,
  there: readonly string[] | string,
  back: readonly string[] | string,
];

const listOf = (told: readonly string[] | string): readonly string[] =>
  typeof told === 'string' ? [told] : told;

function rows<Value>(subject: string, side: (value: Value) => Side, all: readonly Row<Value>[]): Fact[] {
  return all.map(([covers, one, other, there, back]) => ({
    what: `${covers} of ${subject}: ${JSON.stringify(one)} → ${JSON.stringify(other)}`,
    covers: covers.split(' ').filter((word) => word !== ''),
    sides: [side(one), side(other)],
    told: [there, back].map((told) =>
      listOf(told).map((each) => (each.includes(':') ? each : `${subject}: ${each}`)),
    ) as [string[], string[]],
  }));
}

/** Comments have changed: told once, of everything. */
export const words = 'things: patch words';
const both = (told: string): readonly [string, string] => [told, told];
const bothOf = (...told: readonly string[]) => [told, told] as const;
const limit = ['major narrowed', 'minor widened'] as const;

const textFacts: readonly Row<Words>[] = [
  ['property.minLength', { minLength: 1 }, { minLength: 2 }, ...limit],
  ['property.maxLength', { maxLength: 60 }, { maxLength: 20 }, ...limit],
  [
    'property.pattern property.x-qcloud-meaning',
    {},
    { pattern: '^a+$', 'x-qcloud-meaning': 'some a' },
    ['major narrowed'],
    ['minor widened'],
  ],
  [
    'property.x-qcloud-values',
    { 'x-qcloud-values': { aa: { meaning: 'two' } } },
    { 'x-qcloud-values': { aa: { meaning: 'two' }, aaa: { meaning: 'three' } } },
    'minor widened',
    'patch narrowed',
  ],
  ['property.default', {}, { default: 'aa' }, ...both('minor behaviour')],
  ['property.description', { description: 'A name.' }, { description: 'Its name.' }, ...both(words)],
  ['property.examples', { examples: ['aa'] }, { examples: ['aaa'] }, ...both(words)],
  [
    'property.x-qcloud-source',
    { 'x-qcloud-source': `${page}1` },
    { 'x-qcloud-source': `${page}2` },
    ...both(words),
  ],
];
const listFacts: readonly Row<Words>[] = [
  ['property.minItems', {}, { minItems: 2 }, ...limit],
  ['property.maxItems', { maxItems: 100 }, { maxItems: 20 }, ...limit],
  ['property.uniqueItems', {}, { uniqueItems: true }, ...limit],
  ['property.items', { items: { maxLength: 20 } }, { items: { maxLength: 10 } }, ...limit],
  ['property.items', {}, { items: { pattern: '^b+$', 'x-qcloud-meaning': 'some b' } }, ...limit],
  [
    'property.items',
    { items: { 'x-qcloud-values': { bb: { meaning: 'two' } } } },
    { items: { 'x-qcloud-values': { bb: { meaning: 'two' }, b: { meaning: 'one' } } } },
    'minor widened',
    'patch narrowed',
  ],
];
const input = 'DropThingsInput';
const output = 'DropThingsOutput';
const given = (name: string) => (words: Words) => ofProperty('DropThingsRequest', name, words);
const got = (name: string) => (words: Words) => ofProperty('DropThingsResponse', name, words);
const memberGiven = (name: string) => (flags: object) => ofMember('DropThingsRequest', name, flags);
const memberGot = (name: string) => (flags: object) => ofMember('DropThingsResponse', name, flags);

const inRequests: readonly Fact[] = [
  ...rows(`${input}.Name`, given('Name'), textFacts),
  ...rows(`${input}.Name`, memberGiven('Name'), [
    ['object.required', { required: false }, { required: true }, 'major required', 'minor optional'],
    ['property.anyOf', {}, { value_allowed_null: true }, 'minor nullable', 'major not nullable'],
    ['property.deprecated', {}, { disabled: true }, 'minor deprecated', 'patch not deprecated'],
  ]),
  ...rows(`${input}.Code`, given('Code'), [
    [
      'property.pattern',
      { pattern: '^a+$', 'x-qcloud-meaning': 'some a' },
      { pattern: '^b+$', 'x-qcloud-meaning': 'some b' },
      ...both('major narrowed'),
    ],
    [
      'property.x-qcloud-values',
      { 'x-qcloud-values': { old: { meaning: 'old' } } },
      { 'x-qcloud-values': { new: { meaning: 'new' } } },
      ...bothOf('minor widened', 'patch narrowed'),
    ],
    ['property.maxLength', {}, { maxLength: 20 }, ...limit],
    [
      'property.x-qcloud-required-unless',
      {},
      { 'x-qcloud-required-unless': ['Mode'] },
      'major required',
      'minor optional',
    ],
  ]),
  ...rows(`${input}.When`, given('When'), [
    [
      'property.x-qcloud-required-unless',
      { 'x-qcloud-required-unless': ['Size'] },
      { 'x-qcloud-required-unless': ['Size', 'Level'] },
      'minor optional',
      'major required',
    ],
  ]),
  ...rows(`${input}.Mode`, given('Mode'), [
    ['property.enum', { enum: ['A', 'B'] }, { enum: ['A'] }, ...limit],
    ['property.default', { default: 'A' }, {}, ...both('minor behaviour')],
    [
      'property.x-qcloud-values.meaning',
      { 'x-qcloud-values': { A: { meaning: 'first' } } },
      { 'x-qcloud-values': { A: { meaning: 'the first' } } },
      ...both(words),
    ],
  ]),
  ...rows(`${input}.When`, memberGiven('When'), [
    ['property.format', { member: 'datetime' }, { member: 'datetime_iso' }, ...both('major type')],
  ]),
  ...rows(`${input}.When`, given('When'), [
    ['property.maxLength', { maxLength: 60 }, { maxLength: 20 }, ...limit],
  ]),
  ...rows(`${input}.Again`, memberGiven('Again'), [
    ['property.format', {}, { member: 'date' }, ...both('minor behaviour')],
  ]),
  ...rows(`${input}.Size`, given('Size'), [
    ['property.minimum', { minimum: 0 }, { minimum: 10 }, ...limit],
    ['property.maximum', { maximum: 1000 }, { maximum: 100 }, ...limit],
    ['property.default', { default: 20 }, { default: 50 }, ...both('minor behaviour')],
    ['property.description', {}, { description: 'Gigabytes.' }, ...both(words)],
  ]),
  ...rows(`${input}.Level`, given('Level'), [
    ['property.enum', { enum: [1, 2] }, { enum: [1] }, ...limit],
    ['property.maximum', { maximum: 9 }, { maximum: 5 }, ...limit],
  ]),
  ...rows(`${input}.Price`, memberGiven('Price'), [
    ['property.type', { type: 'float', member: 'float' }, integer, 'major narrowed', 'minor widened'],
  ]),
  ...rows(`${input}.Price`, given('Price'), [['property.maximum', {}, { maximum: 5 }, ...limit]]),
  ...rows(`${input}.Kind`, memberGiven('Kind'), [
    ['property.type', text, integer, ...both('major type')],
    ['object.required', {}, { required: true }, 'major required', 'minor optional'],
    ['property.deprecated', { disabled: true }, {}, 'patch not deprecated', 'minor deprecated'],
  ]),
  ...rows(`${input}.Content`, memberGiven('Content'), [
    ['property.contentEncoding', text, { type: 'binary', member: 'binary' }, ...both('major type')],
  ]),
  ...rows(`${input}.Content`, given('Content'), [
    ['property.description', {}, { description: 'What is in it.' }, ...both(words)],
  ]),
  ...rows(`${input}.Ids`, given('Ids'), listFacts),
  ...rows(`${input}.Others`, memberGiven('Others'), [
    ['property.items', texts, { type: 'list', member: 'int64' }, ...both('major type')],
  ]),
  ...rows(`${input}.Others`, given('Others'), [
    ['property.maxItems', { maxItems: 100 }, { maxItems: 20 }, ...limit],
  ]),
  ...rows(`${input}.Part`, memberGiven('Part'), [
    ['property.$ref', {}, { member: 'Whole' }, ...both('minor type')],
    ['property.anyOf', { value_allowed_null: true }, {}, 'major not nullable', 'minor nullable'],
  ]),
];

const inAnswers: readonly Fact[] = [
  ...rows(`${output}.Name`, memberGot('Name'), [
    [
      'object.required',
      { output_required: true },
      { output_required: false },
      'major optional',
      'minor required',
    ],
    ['property.type', {}, { value_allowed_null: true }, 'major nullable', 'minor not nullable'],
    ['property.deprecated', {}, { disabled: true }, 'minor deprecated', 'patch not deprecated'],
  ]),
  ...rows(
    `${output}.Name`,
    got('Name'),
    textFacts.map(([covers, one, other, there, back]): Row<Words> =>
      // What only answers have has no limits that a program could meet.
      /Length|pattern|default/.test(covers)
        ? [covers, one, other, words, words]
        : [covers, one, other, there, back],
    ),
  ),
  ...rows(`${output}.Mode`, got('Mode'), [
    // A program that compares with what is gone does not compile; one that reads it as one of the old does not either.
    ['property.enum', { enum: ['A', 'B'] }, { enum: ['A'] }, 'major narrowed', 'major widened'],
    ['property.description', {}, { description: 'How.' }, ...both(words)],
  ]),
  ...rows(`${output}.When`, memberGot('When'), [
    ['property.format', { member: 'datetime_iso' }, { member: 'datetime' }, ...both('major type')],
  ]),
  ...rows(`${output}.Size`, got('Size'), [
    ['property.minimum', {}, { minimum: 10 }, ...both(words)],
    ['property.maximum', { maximum: 1000 }, { maximum: 100 }, ...both(words)],
  ]),
  ...rows(`${output}.Price`, memberGot('Price'), [
    ['property.type', { type: 'float', member: 'float' }, integer, [], 'minor behaviour'],
  ]),
  ...rows(`${output}.Kind`, memberGot('Kind'), [['property.type', text, integer, ...both('major type')]]),
  ...rows(`${output}.Ids`, got('Ids'), [
    ['property.maxItems', { maxItems: 100 }, { maxItems: 20 }, ...both(words)],
  ]),
];

/** An object that requests and answers share. */
const inBoth: readonly Fact[] = [
  ...rows('Label.Key', (words: Words) => ofProperty('Label', 'Key', words), textFacts),
  ...rows('Label.Value', (flags: object) => ofMember('Label', 'Value', flags), [
    ['property.anyOf', {}, { value_allowed_null: true }, 'major nullable', 'major not nullable'],
    ['object.x-qcloud-output-required', {}, { output_required: true }, 'patch required', 'patch optional'],
  ]),
];

const objects: readonly Fact[] = [
  ...rows(input, (words: Words) => ({ words: of(['components', 'schemas', 'DropThingsRequest'], words) }), [
    ['object.x-qcloud-exclusive', {}, { 'x-qcloud-exclusive': [['Code', 'Size']] }, ...limit],
    ['object.x-qcloud-exclusive', {}, { 'x-qcloud-exclusive': [['Code', 'Level']] }, ...limit],
    ['object.description', { description: 'A request.' }, { description: 'One request.' }, ...both(words)],
  ]),
  ...rows(output, (words: Words) => ({ words: of(['components', 'schemas', 'DropThingsResponse'], words) }), [
    [
      'object.x-qcloud-source',
      { description: 'It.', 'x-qcloud-source': `${page}1` },
      { description: 'It.', 'x-qcloud-source': `${page}2` },
      ...both(words),
    ],
  ]),
  ...rows(
    `${input}.Extra`,
    (member: object | undefined) => ({
      made: ({ objects: all }) => {
        if (member !== undefined)
          all['DropThingsRequest']?.members.push({ name: 'Extra', ...text, ...member });
      },
    }),
    [['object.properties service.components.schemas', undefined, {}, 'minor added', 'major removed']],
  ),
  ...rows(
    `${input}.Needed`,
    (member: object | undefined) => ({
      made: ({ objects: all }) => {
        if (member !== undefined)
          all['DropThingsRequest']?.members.push({ name: 'Needed', ...text, required: true, ...member });
      },
    }),
    [['object.properties', undefined, {}, 'major required', 'major removed']],
  ),
];

const status =
  (action: string) =>
  (word: string | undefined): Side => ({
    made: ({ actions: all }) => {
      const about = all[action];
      if (about !== undefined && word !== undefined) about.status = word;
    },
  });
const newAction =
  (action: string) =>
  (isThere: boolean): Side => ({
    made: ({ actions: all }) => {
      if (isThere) all[action] = { input: 'MoveThingsRequest', output: 'MoveThingsResponse' };
    },
  });
const paging = (words: Words): Words => ({ 'x-qcloud-pagination': words });
const batch = (words: Words): Words => ({ 'x-qcloud-batch': words });
const transition = (words: Words): Words => ({ 'x-qcloud-transition': words });
const filters = (words: Words): Words => ({ 'x-qcloud-filters': words });
const { offset, total, ...common } = thingsByOffset;
const whole = {
  batch: { ids: 'Ids', maximum: 10 },
  transition: { resource: 'thing', from: ['A', 'B'], via: 'MOVING', to: 'C' },
  filters: { parameter: 'Queries', names: { zone: 'A zone.', size: 'A size.' } },
};
/** How many one page, one batch or one call with filters has: what a parameter says as well. */
const most =
  (about: { object: string; names: readonly string[]; word: string }, action: (number: number) => Side) =>
  (number: number): Side => ({
    words: merged(
      of(
        ['components', 'schemas', about.object, 'properties'],
        Object.fromEntries(about.names.map((name) => [name, { [about.word]: number }])),
      ),
      action(number).words ?? {},
    ),
  });

const actions: readonly Fact[] = [
  ...rows('DropThings', ofAction('DropThings'), [
    [
      'operation.summary operation.description operation.tags',
      { summary: 'Drops', description: 'Drops things.', tags: ['Things'] },
      { summary: 'Drops them', description: 'Drops some.', tags: ['Others'] },
      ...both(words),
    ],
    [
      'operation.x-qcloud-repeatability',
      {},
      { 'x-qcloud-repeatability': 'idempotent' },
      ...both('minor behaviour'),
    ],
    [
      'operation.x-qcloud-client-token',
      { 'x-qcloud-client-token': 'Token' },
      { 'x-qcloud-client-token': 'Again' },
      ...both('minor behaviour'),
    ],
    [
      'operation.x-qcloud-quota quota.calls quota.seconds',
      {},
      { 'x-qcloud-quota': { calls: 5, seconds: 1, per: 'action' } },
      ...both('patch behaviour'),
    ],
  ]),
  ...rows('DropThings', status('DropThings'), [
    ['operation.deprecated', 'online', 'deprecated', 'minor deprecated', 'patch not deprecated'],
  ]),
  ...rows('SeeThings', status('SeeThings'), [
    ['operation.x-qcloud-offline', 'online', 'offline', 'major removed', 'minor added'],
  ]),
  ...rows(
    'SwapThings',
    (io: object) => ({ made: ({ actions: all }) => Object.assign(all['SwapThings'] ?? {}, io) }),
    [
      ['operation.requestBody', {}, { input: 'Whole' }, ...both('minor type')],
      ['operation.responses', {}, { output: 'Said' }, ...both('minor type')],
    ],
  ),
  ...rows('FreshThings', newAction('FreshThings'), [
    ['service.paths.post operation.x-qcloud-action', false, true, 'minor added', 'major removed'],
  ]),
  // A method of this name takes the one of the factory, or of another Action's method.
  ...rows('CreateThings', newAction('CreateThings'), [
    [
      'operation.x-qcloud-action',
      false,
      true,
      ['minor added', 'things: major renamed'],
      ['major removed', 'things: major renamed'],
    ],
  ]),
  ...rows('dropThings', newAction('dropThings'), [
    [
      'operation.x-qcloud-action',
      false,
      true,
      ['minor added', 'DropThings: major renamed'],
      ['major removed', 'DropThings: major renamed'],
    ],
  ]),
  ...rows('TurnThings', ofAction('TurnThings'), [
    ['operation.x-qcloud-client-token', {}, { 'x-qcloud-client-token': 'Token' }, ...both('minor behaviour')],
    ['operation.x-qcloud-dry-run', {}, { 'x-qcloud-dry-run': 'Trial' }, ...both('minor behaviour')],
    [
      'operation.x-qcloud-quota quota.per',
      { 'x-qcloud-quota': { calls: 5, seconds: 1, per: 'action' } },
      { 'x-qcloud-quota': { calls: 5, seconds: 1, per: 'service' } },
      ...both('patch behaviour'),
    ],
    ['operation.x-qcloud-batch', {}, batch(whole.batch), 'minor behaviour', 'major type'],
    ['operation.x-qcloud-transition', {}, transition(whole.transition), 'minor behaviour', 'major type'],
  ]),
  ...rows('ShowThings', ofAction('ShowThings'), [
    ['operation.x-qcloud-pagination', {}, paging(thingsByOffset), 'minor behaviour', 'major type'],
    // A call with another name is refused from then on.
    ['operation.x-qcloud-filters', {}, filters(whole.filters), ...limit],
  ]),
  ...rows('MoveThings', ofAction('MoveThings'), [
    [
      'operation.x-qcloud-repeatability',
      { 'x-qcloud-repeatability': 'read' },
      { 'x-qcloud-repeatability': 'once' },
      ...both('minor behaviour'),
    ],
    [
      'operation.x-qcloud-dry-run',
      { 'x-qcloud-dry-run': 'Trial' },
      { 'x-qcloud-dry-run': 'Test' },
      ...both('minor behaviour'),
    ],
    [
      'operation.x-qcloud-batch.ids',
      batch({ ids: 'Ids', maximum: 10 }),
      batch({ ids: 'Keys', maximum: 10 }),
      ...both('minor behaviour'),
    ],
    [
      'operation.x-qcloud-transition.resource',
      transition({ resource: 'thing' }),
      transition({ resource: 'part' }),
      ...both('patch behaviour'),
    ],
    [
      'operation.x-qcloud-transition.from',
      transition({ from: ['A', 'B'] }),
      transition({ from: ['A'] }),
      ...limit,
    ],
    [
      'operation.x-qcloud-transition.via',
      transition({ via: 'MOVING' }),
      transition({ via: 'GOING' }),
      ...both('minor behaviour'),
    ],
    [
      'operation.x-qcloud-transition.to',
      transition({ to: 'C' }),
      transition({ to: 'D' }),
      ...both('major behaviour'),
    ],
    [
      'operation.x-qcloud-transition.force',
      transition({}),
      transition({ force: { Test: true } }),
      ...both('minor behaviour'),
    ],
  ]),
  ...rows(
    'PushThings',
    most({ object: 'PushThingsRequest', names: ['Ids'], word: 'maxItems' }, (maximum) =>
      ofAction('PushThings')(batch({ ids: 'Ids', maximum })),
    ),
    [
      [
        'operation.x-qcloud-batch.maximum',
        10,
        5,
        ['major narrowed', 'PushThingsInput.Ids: major narrowed'],
        ['minor widened', 'PushThingsInput.Ids: minor widened'],
      ],
    ],
  ),
  ...rows(
    'PageThings',
    most({ object: 'PageThingsRequest', names: ['Limit'], word: 'maximum' }, (maxLimit) =>
      ofAction('PageThings')(paging({ ...thingsByOffset, maxLimit })),
    ),
    [
      [
        'operation.x-qcloud-pagination.maxLimit',
        100,
        50,
        ['major narrowed', 'PageThingsInput.Limit: major narrowed'],
        ['minor widened', 'PageThingsInput.Limit: minor widened'],
      ],
    ],
  ),
  ...rows('DescribeThings', ofAction('DescribeThings'), [
    [
      'operation.x-qcloud-pagination.offset',
      paging({ offset }),
      paging({ offset: 'First' }),
      ...both('patch behaviour'),
    ],
    [
      'operation.x-qcloud-pagination.total',
      paging({ total }),
      paging({ total: 'Count' }),
      ...both('patch behaviour'),
    ],
    [
      'operation.x-qcloud-pagination.limit',
      paging({ limit: 'Limit', maxLimit: 100 }),
      paging({ limit: 'Most', maxLimit: 100 }),
      ...both('patch behaviour'),
    ],
    [
      'operation.x-qcloud-pagination.items',
      paging({ items: 'Things' }),
      paging({ items: 'Rest' }),
      ...both('major type'),
    ],
    [
      'operation.x-qcloud-pagination.id',
      paging({ id: 'Id' }),
      paging({ id: 'Uuid' }),
      ...both('patch behaviour'),
    ],
    [
      'operation.x-qcloud-filters.parameter',
      filters({ parameter: 'Filters' }),
      filters({ parameter: 'Criteria' }),
      ...both('major narrowed'),
    ],
    ['operation.x-qcloud-filters.maxValues', filters({ maxValues: 5 }), filters({ maxValues: 3 }), ...limit],
    [
      'operation.x-qcloud-filters.names',
      filters({ names: { zone: 'A zone.', size: 'A size.' } }),
      filters({ names: { zone: 'A zone.' } }),
      ...limit,
    ],
    [
      'operation.x-qcloud-filters.names',
      filters({ names: { kind: 'A kind.' } }),
      filters({ names: { kind: 'The kind.' } }),
      ...both(words),
    ],
  ]),
  ...rows(
    'DescribeThings',
    most(
      { object: 'DescribeThingsRequest', names: ['Filters', 'Criteria'], word: 'maxItems' },
      (maxFilters) => ofAction('DescribeThings')(filters({ maxFilters })),
    ),
    [
      [
        'operation.x-qcloud-filters.maxFilters',
        10,
        5,
        [
          'major narrowed',
          'DescribeThingsInput.Filters: major narrowed',
          'DescribeThingsInput.Criteria: major narrowed',
        ],
        [
          'minor widened',
          'DescribeThingsInput.Filters: minor widened',
          'DescribeThingsInput.Criteria: minor widened',
        ],
      ],
    ],
  ),
  ...rows('ListThings', ofAction('ListThings'), [
    [
      'operation.x-qcloud-pagination.offset operation.x-qcloud-pagination.token',
      paging({ ...common, offset, total }),
      paging({ ...common, token: 'Token', nextToken: 'Next' }),
      ...both('major type'),
    ],
  ]),
  ...rows('ScanThings', ofAction('ScanThings'), [
    [
      'operation.x-qcloud-pagination.token',
      paging({ ...common, token: 'Token' }),
      paging({ ...common, token: 'Mark' }),
      ...both('patch behaviour'),
    ],
    [
      'operation.x-qcloud-pagination.nextToken',
      paging({ nextToken: 'Next' }),
      paging({ nextToken: 'After' }),
      ...both('patch behaviour'),
    ],
  ]),
];

const waiter = (words: Words): Side => ({
  words: of(['components', 'x-qcloud-waiters', 'ThingsReady'], words),
});
const waiters: readonly Fact[] = [
  ...rows('ThingsReady', waiter, [
    ['waiter.description', { description: 'Waits.' }, { description: 'Waits for it.' }, ...both(words)],
    ['waiter.operation', { operation: 'SeeThings' }, { operation: 'DescribeThings' }, ...both('major type')],
    ['waiter.ids', { ids: 'Ids' }, { ids: 'Others' }, ...both('patch behaviour')],
    ['waiter.itemIds', { itemIds: ['Id'] }, { itemIds: ['Id', 'Uuid'] }, ...both('patch behaviour')],
    ['waiter.state', { state: 'State' }, { state: 'Status' }, ...both('minor behaviour')],
    ['waiter.success', { success: ['A'] }, { success: ['B'] }, ...both('major behaviour')],
    ['waiter.failure', { failure: ['X'] }, { failure: ['X', 'Y'] }, ...both('minor behaviour')],
    ['waiter.minDelay', { minDelay: 1 }, { minDelay: 2 }, ...both('patch behaviour')],
    ['waiter.maxDelay', { maxDelay: 30 }, { maxDelay: 60 }, ...both('patch behaviour')],
    ['waiter.source', { source: `${page}1` }, { source: `${page}2` }, [], []],
  ]),
  ...rows(
    'ThingsGone',
    (isThere: boolean) =>
      isThere ? { words: of(['components', 'x-qcloud-waiters', 'ThingsGone'], ready) } : {},
    [['service.components.x-qcloud-waiters', false, true, 'minor added', 'major removed']],
  ),
];

const ofRule =
  (code: string) =>
  (words: Words): Side => ({ words: of(['components', 'x-qcloud-errors', code], words) });
const errors: readonly Fact[] = [
  ...rows('InvalidName', ofRule('InvalidName'), [
    ['errors.category', { category: 'parameter' }, { category: 'resource' }, ...both('minor behaviour')],
    ['errors.retry', { retry: 'never' }, { retry: 'later' }, ...both('minor behaviour')],
    ['errors.effect', { effect: 'none' }, { effect: 'unknown' }, ...both('minor behaviour')],
    ['errors.scope', {}, { scope: 'every' }, ...both('minor behaviour')],
    ['errors.meaning', { meaning: 'A name.' }, { meaning: 'The name.' }, ...both(words)],
    ['errors.advice', { advice: 'Change it.' }, { advice: 'Change the name.' }, ...both(words)],
    ['errors.source', { source: `${page}1` }, { source: `${page}2` }, ...both(words)],
  ]),
  ...rows(
    'InternalError.Fresh',
    (isKnown: boolean) => ({
      codes: ['InternalError.Fresh'],
      ...(isKnown && ofRule('InternalError.Fresh')(rule)),
    }),
    [['service.components.x-qcloud-errors', false, true, 'minor added', 'minor removed']],
  ),
  // The codes of an Action are no words of the dialect.
  ...rows('DropThings', (code: string) => ({ codes: [code] }), [
    ['', 'InternalError', 'InternalError.More', ...bothOf('minor widened', 'patch narrowed')],
  ]),
];

const about = (words: Words): Side => ({ words: { 'x-qcloud-service': words } });
const service: readonly Fact[] = [
  ...rows('things', about, [
    ['about.title', { title: 'Things' }, { title: 'All things' }, ...both(words)],
    [
      'about.hosts',
      { hosts: ['things.example.com', 'things.{region}.example.com'] },
      { hosts: ['things.example.org'] },
      ...both('patch behaviour'),
    ],
    ['about.signingName', { signingName: 'things' }, { signingName: 'thing' }, ...both('patch behaviour')],
    [
      'about.quotas',
      { quotas: [{ calls: 20, seconds: 1, per: 'action' }] },
      { quotas: [{ calls: 10, seconds: 1, per: 'action' }] },
      ...both('patch behaviour'),
    ],
    ['about.source', { source: `${page}1` }, { source: `${page}2` }, [], []],
  ]),
  ...rows(
    'things',
    (apiVersion: string) => ({
      made: ({ metadata }: Made) => {
        metadata.apiVersion = apiVersion;
      },
    }),
    [['about.version', '2020-02-02', '2021-01-01', ...bothOf('minor behaviour', words)]],
  ),
];

/** Every fact, in an order that lets all of them hold at once. */
export const facts: readonly Fact[] = [
  ...inRequests,
  ...inAnswers,
  ...inBoth,
  ...objects,
  ...actions,
  ...waiters,
  ...errors,
  ...service,
];

/** What is no fact of an API that programs could meet, and why. */
export const withoutEffect: Readonly<Record<string, string>> = {
  'service.openapi': 'the version of OpenAPI',
  'service.info': 'the title of the file',
  'service.jsonSchemaDialect': 'the dialect of the file',
  'service.servers': 'for tools of OpenAPI; clients go by the hosts',
  'service.x-qcloud-service': 'its words are tried one by one',
  'service.tags': 'those of operations are tried',
  'about.name': 'another name is another service',
  'about.protocol': 'another protocol is another API',
  'about.path': 'there is only one; see the model',
  'operation.operationId': 'the Action again',
  'operation.externalDocs': 'the page of the Action: another with each version of the API',
  'operation.externalDocs.url': 'the page of the Action',
  'object.type': 'what is an object is one by what refers to it',
};
