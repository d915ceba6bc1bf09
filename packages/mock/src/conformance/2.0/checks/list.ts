import { flatten } from '@qcvm/client/wire';
import { cvmShapes } from '../../../services/cvm/2.0/shapes.gen.js';
import { bad } from '../../check.js';
import { lists, pageChecks, someInstances, type Listing, type Page } from '../../checks.js';
import type { Check } from '../check.js';
import { pages } from '../pages.js';
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
  source: pages.list,
  names: { offset: 'offset', limit: 'limit', total: 'totalCount' },
};

/** Reading the fleet. */
export const listChecks: readonly Check[] = [
  {
    id: 'list/shape',
    title: 'a list has totalCount and instanceSet, and every field the type that is documented',
    meaning: 'Programs that rely on the documented types fail on this endpoint.',
    source: pages.list,
    run: async (session) => {
      const { code, body, inWords } = await session.ask({ parameters: { limit: '100' } });
      const shape = cvmShapes['DescribeInstances']?.output;
      if (code !== success || !body || !shape) return bad(inWords);
      const problems = shapeProblems(body, shape);
      const more = problems.length > 3 ? ` and ${problems.length - 3} more` : '';
      const count = Array.isArray(body['instanceSet']) ? body['instanceSet'].length : 0;
      return problems.length > 0
        ? bad(`${problems.slice(0, 3).join('; ')}${more}`)
        : { agrees: true, observed: `${count} instances looked at` };
    },
  },
  ...pageChecks(listing),
  {
    id: 'list/by-id',
    title: 'instanceIds lists the instances that are named, and no other',
    meaning: 'A program looks at other instances than it thinks.',
    source: pages.list,
    run: async (session) => {
      const all = await someInstances(session, listing);
      if (typeof all === 'string') return bad(all);
      const named = all.ids.slice(0, 2);
      return lists(await askPage(session, { instanceIds: named }), named);
    },
  },
  {
    id: 'list/unknown-id',
    title: 'an id that does not exist lists nothing, or is refused with 5000',
    meaning: 'A misspelt id answers for the whole fleet.',
    source: pages.list,
    run: async (session) => {
      const answer = await session.ask({ parameters: { 'instanceIds.0': unknownInstance } });
      if (answer.code === 5000) {
        session.note('DescribeInstances refuses an id that does not exist with 5000');
        return { agrees: true, observed: answer.inWords };
      }
      return lists(readPage(answer), []);
    },
  },
];

/** Of the form of an id, but longer than any that exists. */
export const unknownInstance = `ins-${'0'.repeat(40)}`;
