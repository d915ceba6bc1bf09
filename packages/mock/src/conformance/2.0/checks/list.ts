import { flatten } from '@qcvm/client/wire';
import { cvmShapes } from '../../../services/cvm/2.0/shapes.gen.js';
import { bad, good, type Run } from '../../check.js';
import { areDescribed, lists, pageRuns, someInstances, type Listing, type Page } from '../../listing.js';
import { unknownInstance } from '../../making.js';
import type { Answer, SessionV2 } from '../session.js';
import { shapeProblems } from '../shape-problems.js';

const success = 0;

/** The ids of a page; a text with what is wrong where it cannot be read. */
function readPage({ body, code, inWords }: Answer): Page | string {
  const { totalCount, instanceSet } = body ?? {};
  if (code !== success || typeof totalCount !== 'number' || !Array.isArray(instanceSet))
    return code === success ? 'code 0 without totalCount and instanceSet' : inWords;
  const ids = instanceSet.map((item: unknown) => (item as { unInstanceId?: unknown } | null)?.unInstanceId);
  return ids.every((id) => typeof id === 'string')
    ? { total: totalCount, ids }
    : 'an instance without unInstanceId';
}

const askPage = async (
  session: SessionV2,
  asked: Readonly<Record<string, unknown>>,
): Promise<Page | string> => readPage(await session.ask({ parameters: { ...flatten(asked) } }));

const listing: Listing<SessionV2, Page> = {
  ask: askPage,
  names: { offset: 'offset', limit: 'limit', total: 'totalCount' },
};

const shape: Run<SessionV2> = async (session) => {
  const { code, body, inWords } = await session.ask({ parameters: { limit: '100' } });
  const output = cvmShapes['DescribeInstances']?.output;
  if (code !== success || !body || !output) return bad(inWords);
  const count = Array.isArray(body['instanceSet']) ? body['instanceSet'].length : 0;
  return areDescribed(count, shapeProblems(body, output));
};

const byId: Run<SessionV2> = async (session) => {
  const all = await someInstances(session, listing);
  if (typeof all === 'string') return bad(all);
  const named = all.ids.slice(0, 2);
  return lists(await askPage(session, { instanceIds: named }), named);
};

const unknownId: Run<SessionV2> = async (session) => {
  const answer = await session.ask({ parameters: { 'instanceIds.0': unknownInstance } });
  if (answer.code !== 5000) return lists(readPage(answer), []);
  session.note('DescribeInstances refuses an id that does not exist with 5000');
  return good(answer.inWords);
};

/** Reading the fleet. */
export const list = {
  'list/shape': shape,
  ...pageRuns(listing),
  'list/by-id': byId,
  'list/unknown-id': unknownId,
};
