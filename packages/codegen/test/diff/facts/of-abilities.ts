/** What Actions can do beside being called: batches, changes of state, pages and filters. */
import { both, limit, ofAction, rows, words } from './rows.js';
import type { Fact } from './rows.js';
import { merged, of, thingsByOffset } from './things.js';
import type { Side, Words } from './things.js';

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

export const abilityFacts: readonly Fact[] = [
  ...rows('TurnThings', ofAction('TurnThings'), [
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
