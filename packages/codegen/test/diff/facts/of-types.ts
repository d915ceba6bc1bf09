/** What can be said of types: their members in requests, in answers and in both, and the objects themselves. */
import { both, bothOf, limit, ofMember, ofProperty, rows, words } from './rows.js';
import type { Fact, Row } from './rows.js';
import { integer, of, page, text, texts } from './things.js';
import type { Words } from './things.js';

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

export const typeFacts: readonly Fact[] = [...inRequests, ...inAnswers, ...inBoth, ...objects];
