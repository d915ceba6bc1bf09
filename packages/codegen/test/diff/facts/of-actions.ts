/** What can be said of Actions: that there are some, how they are called, and how often. */
import { both, ofAction, rows, words } from './rows.js';
import type { Fact } from './rows.js';
import type { Side } from './things.js';

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

export const actionFacts: readonly Fact[] = [
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
  ]),
];
