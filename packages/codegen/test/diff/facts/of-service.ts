/** What can be said of a service as a whole: its waiters, its error codes, and how it is called. */
import type { Made } from '../mutations.js';
import { both, bothOf, rows, words } from './rows.js';
import type { Fact } from './rows.js';
import { of, page, ready, rule } from './things.js';
import type { Side, Words } from './things.js';

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

export const serviceFacts: readonly Fact[] = [...waiters, ...errors, ...service];
