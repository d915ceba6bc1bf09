import { cvmAnswers } from '../../../services/cvm/2017-03-12/answers.gen.js';
import { bad, good, Skipped, type Finding } from '../../check.js';
import { unknownInstance, type Check } from '../check.js';
import { fieldProblems, missingFields } from '../field-problems.js';
import { pages } from '../pages.js';
import type { SessionV3 } from '../session.js';
import { askPage, readPage, type Page } from './page.js';

/** So many pages are read at most: a large fleet is not walked to its end. */
const mostPages = 4;
const source = pages.list;

/** The first page, if there is an instance in it. */
async function someInstances(session: SessionV3, atLeast = 1): Promise<Page | string> {
  const page = await askPage(session, { Limit: 100 });
  if (typeof page !== 'string' && page.total < atLeast)
    throw new Skipped(`there are ${page.total} instances, and ${atLeast} are needed`);
  return page;
}

/** What a page lists must be just these ids. */
function lists(page: Page | string, ids: readonly string[]): Finding {
  if (typeof page === 'string') return bad(page);
  const isSame = page.total === ids.length && [...page.ids].sort().join() === [...ids].sort().join();
  const seen = `${page.ids.slice(0, 5).join(', ') || 'nothing'} (${page.total} in all)`;
  return isSame ? good(seen) : bad(`asked for ${ids.join(', ') || 'nothing'}: ${seen}`);
}

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
  {
    id: 'list/pages',
    title: 'Offset and Limit page through the list: no instance twice, none left out, TotalCount counts all',
    meaning: 'A program that reads all pages misses instances, sees some twice, or never comes to an end.',
    source,
    run: async (session) => {
      const all = await someInstances(session, 2);
      if (typeof all === 'string') return bad(all);
      const limit = Math.ceil(all.ids.length / Math.min(mostPages, all.total));
      const seen: string[] = [];
      for (let offset = 0; offset < all.ids.length; offset += limit) {
        const page = await askPage(session, { Offset: offset, Limit: limit });
        if (typeof page === 'string') return bad(`Offset ${offset}: ${page}`);
        if (page.total !== all.total)
          return bad(`Offset ${offset}: TotalCount ${page.total}, not ${all.total}`);
        if (page.ids.length > limit)
          return bad(`Offset ${offset}, Limit ${limit}: ${page.ids.length} instances`);
        seen.push(...page.ids);
      }
      const twice = seen.find((id, index) => seen.indexOf(id) !== index);
      if (twice !== undefined) return bad(`${twice} is on two pages`);
      const missing = all.ids.find((id) => !seen.includes(id));
      return missing === undefined
        ? good(`${all.total} instances, pages of ${limit}`)
        : bad(`${missing} is on no page`);
    },
  },
  {
    id: 'list/beyond',
    title: 'beyond the end there is an empty page, and a page has 20 instances unless a Limit is given',
    meaning: 'A program that reads until an empty page comes never stops, or gets more than it can hold.',
    source,
    run: async (session) => {
      const page = await askPage(session, {});
      if (typeof page === 'string') return bad(page);
      const beyond = await askPage(session, { Offset: page.total + 10 });
      if (typeof beyond === 'string') return bad(`beyond the end: ${beyond}`);
      const observed = `${page.ids.length} of ${page.total} instances; beyond the end ${beyond.ids.length} of ${beyond.total}`;
      const agrees =
        page.ids.length === Math.min(20, page.total) &&
        beyond.ids.length === 0 &&
        beyond.total === page.total;
      return { agrees, observed };
    },
  },
  {
    id: 'list/by-id',
    title: 'InstanceIds lists the instances that are named, and no other; so does the filter instance-id',
    meaning: 'A program looks at other instances than it thinks.',
    source,
    run: async (session) => {
      const all = await someInstances(session);
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
      const all = await someInstances(session);
      if (typeof all === 'string') return bad(all);
      const [id = ''] = all.ids;
      const state = all.items[0]?.['InstanceState'];
      const byId = { Name: 'instance-id', Values: [id, unknownInstance] };
      const ask = (word: unknown): Promise<Page | string> =>
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
      const all = await someInstances(session);
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
