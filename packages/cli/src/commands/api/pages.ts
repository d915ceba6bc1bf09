import { CliError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';

type Fields = Readonly<Record<string, unknown>>;

/** How a generation of the API spells what belongs to pages. */
export interface PageNames {
  readonly offset: string;
  readonly total: string;
  /** What a list without numbers goes on from. */
  readonly token?: string;
}

export const pageNames: Readonly<Record<'v2' | 'v3', PageNames>> = {
  v2: { offset: 'offset', total: 'totalCount' },
  v3: { offset: 'Offset', total: 'TotalCount', token: 'NextToken' },
};

const failure = (message: string, hint: string): CliError =>
  new CliError(message, { exitCode: exitCodes.refused, hint });

/** The one list of an answer. */
function itemsOf(output: Fields, action: string): readonly unknown[] {
  const lists = Object.entries(output).filter(([, value]) => Array.isArray(value));
  const [list, ...others] = lists;
  if (list !== undefined && others.length === 0) return list[1] as readonly unknown[];
  const names = lists.map(([name]) => name).join(', ');
  throw failure(
    names ? `${action} answers with several lists: ${names}` : `${action} answers with no list`,
    'Call it without --all.',
  );
}

/** All items of a list: page by page by number, or by the token that each page gives for the next one. */
export async function allItems(
  call: (parameters: Fields) => Promise<Fields>,
  {
    action,
    parameters,
    names,
  }: { readonly action: string; readonly parameters: Fields; readonly names: PageNames },
): Promise<unknown[]> {
  const items: unknown[] = [];
  const tokens = new Set<unknown>();
  let next: Fields = parameters;
  let offset = Number(parameters[names.offset] ?? 0);
  for (;;) {
    const output = await call(next);
    const page = itemsOf(output, action);
    items.push(...page);
    const token = names.token === undefined ? undefined : output[names.token];
    if (typeof token === 'string' && token !== '') {
      if (tokens.has(token))
        throw failure(
          `the list of ${action} does not end: a page gives the token of an earlier one`,
          'Call it without --all.',
        );
      tokens.add(token);
      next = { ...parameters, [names.token!]: token };
      continue;
    }
    offset += page.length;
    if (page.length === 0 || !(offset < Number(output[names.total]))) return items;
    // Some services take numbers as texts: as the caller gave it.
    next = {
      ...parameters,
      [names.offset]: typeof parameters[names.offset] === 'string' ? `${offset}` : offset,
    };
  }
}
