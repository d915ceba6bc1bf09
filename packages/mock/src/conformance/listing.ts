import { bad, good, Skipped, type Finding, type Run } from './check.js';

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

/** That so many instances are as they are described. */
export function areDescribed(count: number, problems: readonly string[]): Finding {
  if (problems.length === 0) return good(`${count} instances looked at`);
  const more = problems.length > 3 ? ` and ${problems.length - 3} more` : '';
  return bad(`${problems.slice(0, 3).join('; ')}${more}`);
}

/** That pages of a list fit together. */
export const pageRuns = <Session, Listed extends Page>(listing: Listing<Session, Listed>) => {
  const { ask, names } = listing;
  const pages: Run<Session> = async (session) => {
    const all = await someInstances(session, listing, 2);
    if (typeof all === 'string') return bad(all);
    const limit = Math.ceil(Math.min(all.total, all.ids.length) / Math.min(mostPages, all.total));
    const seen: string[] = [];
    for (let offset = 0; offset < all.ids.length; offset += limit) {
      const page = await ask(session, { offset, limit });
      const where = `${names.offset} ${offset}`;
      if (typeof page === 'string') return bad(`${where}: ${page}`);
      if (page.total !== all.total) return bad(`${where}: ${names.total} ${page.total}, not ${all.total}`);
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
  };
  const beyond: Run<Session> = async (session) => {
    const page = await ask(session, {});
    if (typeof page === 'string') return bad(page);
    const after = await ask(session, { offset: page.total + 10 });
    if (typeof after === 'string') return bad(`beyond the end: ${after}`);
    return {
      agrees:
        page.ids.length === Math.min(20, page.total) && after.ids.length === 0 && after.total === page.total,
      observed: `${page.ids.length} of ${page.total} instances; beyond the end ${after.ids.length} of ${after.total}`,
    };
  };
  return { 'list/pages': pages, 'list/beyond': beyond };
};
