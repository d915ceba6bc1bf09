import { cvmAnswers } from '../../../services/cvm/2017-03-12/answers.gen.js';
import { bad, good } from '../../check.js';
import { lists, pageChecks, someInstances, type Listing } from '../../checks.js';
import { unknownInstance, type Check } from '../check.js';
import { fieldProblems, missingFields } from '../field-problems.js';
import { pages } from '../pages.js';
import type { SessionV3 } from '../session.js';
import { askPage, readPage, type Instances } from './page.js';

const source = pages.list;

const listing: Listing<SessionV3, Instances> = {
  ask: (session, { offset, limit }) =>
    askPage(session, {
      ...(offset !== undefined && { Offset: offset }),
      ...(limit !== undefined && { Limit: limit }),
    }),
  source,
  names: { offset: 'Offset', limit: 'Limit', total: 'TotalCount' },
};

/** Reading the fleet. */
export const listChecks: readonly Check[] = [
  {
    id: 'list/fields',
    title: 'a list has TotalCount and InstanceSet, and every field the type that is documented',
    meaning: 'Programs that rely on the documented types fail on this endpoint.',
    source,
    run: async (session) => {
      const answer = await session.ask({ parameters: { Limit: 100 } });
      const page = readPage(answer);
      if (typeof page === 'string') return bad(page);
      const { types, operations } = cvmAnswers;
      const fields = operations['DescribeInstances']?.fields ?? {};
      const { response } = answer;
      const problems = fieldProblems(response, { fields, path: 'Response', types });
      const more = problems.length > 3 ? ` and ${problems.length - 3} more` : '';
      if (problems.length > 0) return bad(`${problems.slice(0, 3).join('; ')}${more}`);
      const [first] = page.items;
      // The vendor's own examples leave some out: no reason to call an endpoint wrong.
      const missing = first ? missingFields(first, types['Instance'] ?? {}) : [];
      if (missing.length > 0) session.note(`instances have no ${missing.join(', ')}`);
      return good(`${page.items.length} instances looked at`);
    },
  },
  ...pageChecks(listing),
  {
    id: 'list/by-id',
    title: 'InstanceIds lists the instances that are named, and no other; so does the filter instance-id',
    meaning: 'A program looks at other instances than it thinks.',
    source,
    run: async (session) => {
      const all = await someInstances(session, listing);
      if (typeof all === 'string') return bad(all);
      const named = all.ids.slice(0, 2);
      const byIds = lists(await askPage(session, { InstanceIds: named, Limit: 100 }), named);
      if (!byIds.agrees) return byIds;
      const Filters = [{ Name: 'instance-id', Values: named }];
      return lists(await askPage(session, { Filters, Limit: 100 }), named);
    },
  },
  {
    id: 'list/unknown-id',
    title: 'an id that does not exist is not listed, and is no error',
    meaning:
      'A program cannot tell what is gone from what is there, or a misspelt id answers for the whole fleet.',
    source,
    run: async (session) => lists(await askPage(session, { InstanceIds: [unknownInstance] }), []),
  },
  {
    id: 'list/filters',
    title: 'filters hold all at once, and each for any of its values',
    meaning: 'An answer is about more than was asked for.',
    source,
    run: async (session) => {
      const all = await someInstances(session, listing);
      if (typeof all === 'string') return bad(all);
      const [id = ''] = all.ids;
      const state = all.items[0]?.['InstanceState'];
      const byId = { Name: 'instance-id', Values: [id, unknownInstance] };
      const ask = (word: unknown): Promise<Instances | string> =>
        askPage(session, { Filters: [byId, { Name: 'instance-state', Values: [word] }], Limit: 100 });
      const both = lists(await ask(state), [id]);
      return both.agrees ? lists(await ask(state === 'PENDING' ? 'STOPPED' : 'PENDING'), []) : both;
    },
  },
  {
    id: 'list/status',
    title: 'DescribeInstancesStatus says the same of the state of an instance',
    meaning: 'A program that waits by one of the two never sees the end.',
    source,
    run: async (session) => {
      const all = await someInstances(session, listing);
      if (typeof all === 'string') return bad(all);
      const [id = ''] = all.ids;
      const answer = await session.ask({
        action: 'DescribeInstancesStatus',
        parameters: { InstanceIds: [id] },
      });
      const page = readPage(answer, 'InstanceStatusSet');
      const same = lists(page, [id]);
      if (!same.agrees || typeof page === 'string') return same;
      const [one, other] = [all.items[0]?.['InstanceState'], page.items[0]?.['InstanceState']];
      const observed = `${id}: ${String(one)} and ${String(other)}`;
      return one === other ? good(observed) : bad(observed);
    },
  },
];
