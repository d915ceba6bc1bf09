import { bad, good, Skipped, type Check, type Finding } from './check.js';
import type { Answered, AnySession } from './session.js';

/** That answers tell the time. `stale`: asks with a Timestamp that is long past. */
export const dateCheck = <Session extends AnySession>(
  stale: (session: Session) => Promise<Answered>,
): Check<Session> => ({
  id: 'freshness/date',
  title: 'answers have a Date, by which a client can set its clock right',
  meaning: 'A client whose clock is wrong stays locked out.',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#field.date',
  run: async (session) => {
    const { date, inWords } = await stale(session);
    if (date === undefined) return bad(`no Date with ${inWords}`);
    const off = Math.abs(date - session.runtime.now() - session.clockOffset);
    return {
      agrees: off < 60_000,
      observed: `a Date ${Math.round(off / 1000)} s from the time of the first answer`,
    };
  },
});

/** The form of failures: that nothing is wrong with the answers to some requests. */
export const envelopeCheck =
  <Session, Asked>(
    failing: readonly (readonly [what: string, asked: Asked])[],
    problemOf: (session: Session, asked: Asked) => Promise<string | undefined>,
  ): Check<Session>['run'] =>
  async (session) => {
    for (const [what, asked] of failing) {
      const problem = await problemOf(session, asked);
      if (problem !== undefined) return bad(`${what}: ${problem}`);
    }
    return good(failing.map(([what]) => what).join(', '));
  };

/** A page of a list. */
export interface Page {
  readonly total: number;
  readonly ids: readonly string[];
}

/** How instances are listed. */
export interface Listing<Session, Listed extends Page> {
  /** A page; a text with what is wrong where it cannot be read. */
  readonly ask: (
    session: Session,
    asked: { readonly offset?: number; readonly limit?: number },
  ) => Promise<Listed | string>;
  readonly source: string;
  /** The parameters and the field for the number of all. */
  readonly names: { readonly offset: string; readonly limit: string; readonly total: string };
}

/** So many pages are read at most: a large fleet is not walked to its end. */
const mostPages = 4;

/** The first page, if there are enough instances in it. */
export async function someInstances<Session, Listed extends Page>(
  session: Session,
  { ask }: Pick<Listing<Session, Listed>, 'ask'>,
  atLeast = 1,
): Promise<Listed | string> {
  const page = await ask(session, { limit: 100 });
  if (typeof page !== 'string' && page.total < atLeast)
    throw new Skipped(
      atLeast === 1
        ? 'there is no instance to be asked for'
        : `there are ${page.total} instances: pages cannot be told apart`,
    );
  return page;
}

/** What a page lists must be just these ids. */
export function lists(page: Page | string, ids: readonly string[]): Finding {
  if (typeof page === 'string') return bad(page);
  const isSame = page.total === ids.length && [...page.ids].sort().join() === [...ids].sort().join();
  const seen = `${page.ids.slice(0, 5).join(', ') || 'nothing'} (${page.total} in all)`;
  return isSame ? good(seen) : bad(`asked for ${ids.join(', ') || 'nothing'}: ${seen}`);
}

/** That pages of a list fit together. */
export function pageChecks<Session, Listed extends Page>(
  listing: Listing<Session, Listed>,
): readonly Check<Session>[] {
  const { ask, source, names } = listing;
  return [
    {
      id: 'list/pages',
      title: `${names.offset} and ${names.limit} page through the list: no instance twice, none left out, ${names.total} counts all`,
      meaning: 'A program that reads all pages misses instances, sees some twice, or never comes to an end.',
      source,
      run: async (session) => {
        const all = await someInstances(session, listing, 2);
        if (typeof all === 'string') return bad(all);
        const limit = Math.ceil(Math.min(all.total, all.ids.length) / Math.min(mostPages, all.total));
        const seen: string[] = [];
        for (let offset = 0; offset < all.ids.length; offset += limit) {
          const page = await ask(session, { offset, limit });
          const where = `${names.offset} ${offset}`;
          if (typeof page === 'string') return bad(`${where}: ${page}`);
          if (page.total !== all.total)
            return bad(`${where}: ${names.total} ${page.total}, not ${all.total}`);
          if (page.ids.length > limit)
            return bad(`${where}, ${names.limit} ${limit}: ${page.ids.length} instances`);
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
      title: `beyond the end there is an empty page, and a page has 20 instances unless a ${names.limit} is given`,
      meaning: 'A program that reads until an empty page comes never stops, or gets more than it can hold.',
      source,
      run: async (session) => {
        const page = await ask(session, {});
        if (typeof page === 'string') return bad(page);
        const beyond = await ask(session, { offset: page.total + 10 });
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
  ];
}
