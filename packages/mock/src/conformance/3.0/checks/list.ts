import { cvmAnswers } from '../../../services/cvm/2017-03-12/answers.gen.js';
import { bad, good, type Run } from '../../check.js';
import { areDescribed, lists, pageRuns, someInstances, type Listing } from '../../listing.js';
import { unknownInstance } from '../../making.js';
import { fieldProblems, missingFields } from '../field-problems.js';
import type { SessionV3 } from '../session.js';
import { askPage, readPage, type Instances } from './page.js';

const listing: Listing<SessionV3, Instances> = {
  ask: (session, { offset, limit }) =>
    askPage(session, {
      ...(offset !== undefined && { Offset: offset }),
      ...(limit !== undefined && { Limit: limit }),
    }),
  names: { offset: 'Offset', limit: 'Limit', total: 'TotalCount' },
};

/** A check of instances that there are. */
const ofSome =
  (run: (session: SessionV3, all: Instances) => ReturnType<Run<SessionV3>>): Run<SessionV3> =>
  async (session) => {
    const all = await someInstances(session, listing);
    return typeof all === 'string' ? bad(all) : run(session, all);
  };

const fields: Run<SessionV3> = async (session) => {
  const answer = await session.ask({ parameters: { Limit: 100 } });
  const page = readPage(answer);
  if (typeof page === 'string') return bad(page);
  const { types, operations } = cvmAnswers;
  const described = operations['DescribeInstances']?.fields ?? {};
  const problems = fieldProblems(answer.response, { fields: described, path: 'Response', types });
  const [first] = page.items;
  // The vendor's own examples leave some out: no reason to call an endpoint wrong.
  const missing = first ? missingFields(first, types['Instance'] ?? {}) : [];
  if (problems.length === 0 && missing.length > 0) session.note(`instances have no ${missing.join(', ')}`);
  return areDescribed(page.items.length, problems);
};

const byId = ofSome(async (session, { ids }) => {
  const named = ids.slice(0, 2);
  const byIds = lists(await askPage(session, { InstanceIds: named, Limit: 100 }), named);
  if (!byIds.agrees) return byIds;
  const Filters = [{ Name: 'instance-id', Values: named }];
  return lists(await askPage(session, { Filters, Limit: 100 }), named);
});

const unknownId: Run<SessionV3> = async (session) =>
  lists(await askPage(session, { InstanceIds: [unknownInstance] }), []);

const filters = ofSome(async (session, { ids: [id = ''], items }) => {
  const state = items[0]?.['InstanceState'];
  const byBoth = { Name: 'instance-id', Values: [id, unknownInstance] };
  const ask = (word: unknown): Promise<Instances | string> =>
    askPage(session, { Filters: [byBoth, { Name: 'instance-state', Values: [word] }], Limit: 100 });
  const both = lists(await ask(state), [id]);
  return both.agrees ? lists(await ask(state === 'PENDING' ? 'STOPPED' : 'PENDING'), []) : both;
});

const status = ofSome(async (session, { ids: [id = ''], items }) => {
  const parameters = { InstanceIds: [id] };
  const page = readPage(
    await session.ask({ action: 'DescribeInstancesStatus', parameters }),
    'InstanceStatusSet',
  );
  const same = lists(page, [id]);
  if (!same.agrees || typeof page === 'string') return same;
  const [one, other] = [items[0]?.['InstanceState'], page.items[0]?.['InstanceState']];
  const observed = `${id}: ${String(one)} and ${String(other)}`;
  return one === other ? good(observed) : bad(observed);
});

/** Reading the fleet. */
export const list = {
  'list/fields': fields,
  ...pageRuns(listing),
  'list/by-id': byId,
  'list/unknown-id': unknownId,
  'list/filters': filters,
  'list/status': status,
};
