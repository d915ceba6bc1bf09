import { cvmShapes } from '../../../services/cvm/2.0/shapes.gen.js';
import { Skipped, bad } from '../../check.js';
import type { Check } from '../check.js';
import { pages } from '../pages.js';
import type { Asked } from '../request.js';
import type { Answer, SessionV2 } from '../session.js';
import { shapeProblems } from '../shape-problems.js';

const success = 0;
/** So many pages are read at most: a large fleet is not walked to its end. */
const mostPages = 4;

interface Page {
  readonly total: number;
  readonly ids: readonly string[];
}

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

async function askPage(session: SessionV2, parameters: Asked['parameters']): Promise<Page | string> {
  return readPage(await session.ask({ parameters: parameters ?? {} }));
}

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
  {
    id: 'list/pages',
    title: 'offset and limit page through the list: no instance twice, none left out, totalCount counts all',
    meaning: 'A program that reads all pages misses instances, sees some twice, or never comes to an end.',
    source: pages.list,
    run: async (session) => {
      const all = await askPage(session, { limit: '100' });
      if (typeof all === 'string') return bad(all);
      if (all.total < 2) throw new Skipped(`there are ${all.total} instances: pages cannot be told apart`);
      const limit = Math.ceil(Math.min(all.total, all.ids.length) / Math.min(mostPages, all.total));
      const seen: string[] = [];
      for (let offset = 0; offset < all.ids.length; offset += limit) {
        const page = await askPage(session, { offset: `${offset}`, limit: `${limit}` });
        if (typeof page === 'string') return bad(`offset ${offset}: ${page}`);
        if (page.total !== all.total)
          return bad(`offset ${offset}: totalCount ${page.total}, not ${all.total}`);
        if (page.ids.length > limit)
          return bad(`offset ${offset}, limit ${limit}: ${page.ids.length} instances`);
        seen.push(...page.ids);
      }
      const twice = seen.find((id, index) => seen.indexOf(id) !== index);
      if (twice !== undefined) return bad(`${twice} is on two pages`);
      const missing = all.ids.find((id) => !seen.includes(id));
      if (missing !== undefined) return bad(`${missing} is on no page`);
      return { agrees: true, observed: `${all.total} instances, pages of ${limit}` };
    },
  },
  {
    id: 'list/beyond',
    title: 'beyond the end there is an empty page, and a page has 20 instances unless a limit is given',
    meaning: 'A program that reads until an empty page comes never stops, or gets more than it can hold.',
    source: pages.list,
    run: async (session) => {
      const page = await askPage(session, {});
      if (typeof page === 'string') return bad(page);
      const beyond = await askPage(session, { offset: `${page.total + 10}` });
      if (typeof beyond === 'string') return bad(`beyond the end: ${beyond}`);
      return {
        agrees:
          page.ids.length === Math.min(20, page.total) &&
          beyond.ids.length === 0 &&
          beyond.total === page.total,
        observed: `${page.ids.length} of ${page.total} instances; beyond the end ${beyond.ids.length} of ${beyond.total}`,
      };
    },
  },
  {
    id: 'list/by-id',
    title: 'instanceIds lists the instances that are named, and no other',
    meaning: 'A program looks at other instances than it thinks.',
    source: pages.list,
    run: async (session) => {
      const all = await askPage(session, { limit: '100' });
      if (typeof all === 'string') return bad(all);
      const [first, second] = all.ids;
      if (first === undefined) throw new Skipped('there is no instance to be asked for');
      const named = second === undefined ? [first] : [first, second];
      const page = await askPage(
        session,
        Object.fromEntries(named.map((id, index) => [`instanceIds.${index}`, id])),
      );
      if (typeof page === 'string') return bad(page);
      return {
        agrees: page.total === named.length && [...page.ids].sort().join() === [...named].sort().join(),
        observed: `asked for ${named.join(', ')}: ${page.ids.slice(0, 5).join(', ') || 'nothing'} (${page.total} in all)`,
      };
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
      const page = readPage(answer);
      if (typeof page === 'string') return bad(page);
      return { agrees: page.total === 0 && page.ids.length === 0, observed: `${page.total} instances` };
    },
  },
];

/** Of the form of an id, but longer than any that exists. */
export const unknownInstance = `ins-${'0'.repeat(40)}`;
