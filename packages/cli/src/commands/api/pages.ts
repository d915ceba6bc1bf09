import { CliError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { textWritten } from '../../output/whole-numbers.js';

type Fields = Readonly<Record<string, unknown>>;

export interface Listing {
  readonly action: string;
  /** Of the first page. */
  readonly parameters: Fields;
  /** How the generation of the API spells the parameter that says how many items to leave out. */
  readonly offset: string;
  /** Whether one answer is the whole list, as the tables of the API say. */
  readonly isOnePage?: boolean;
}

/** Without capitals and underscores: services differ in both. */
const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** What the number of all items is called. */
const totals = new Set(
  ['total', 'totalcount', 'totalnum', 'totalnumber', 'totalsize', 'totalrecords', 'totalelements'].concat([
    'totalitems',
    'totalhits',
    'count',
    'num',
  ]),
);

/** What a list without numbers goes on from: the next page is asked for by the parameter of the same name. */
const isToken = (name: string): boolean =>
  /^(?:next|pagination|page|continuation|continue|scroll)?(?:token|cursor|marker)$|^context$/.test(
    plain(name),
  );

/** What says which page is wanted, where pages have numbers. */
const isPageNumber = (name: string): boolean =>
  /^(?:page|current)(?:number|num|no|index)?$/.test(plain(name));

/** Whether a parameter says where a page begins. */
export const isPaging = (name: string): boolean =>
  plain(name) === 'offset' || isToken(name) || isPageNumber(name);

/** How many items a page has: what was asked for, or else what came. */
const sizeOf = (parameters: Fields, page: readonly unknown[]): number => {
  const name = Object.keys(parameters).find((one) =>
    /^(?:page|max)?(?:size|results)$|^limit$/.test(plain(one)),
  );
  return name === undefined ? page.length : Number(parameters[name]);
};

const failure = (message: string): CliError =>
  new CliError(message, { exitCode: exitCodes.refused, hint: 'Call it without --all, page by page.' });

/** The one list of an answer. Some services give `null` for one without items. */
function itemsOf(output: Fields, action: string): readonly unknown[] {
  const lists = Object.entries(output).filter(([, value]) => Array.isArray(value));
  const [list, ...others] = lists;
  if (list !== undefined && others.length === 0) return list[1] as readonly unknown[];
  if (list === undefined && totalOf(output, [])?.value === 0) return [];
  const names = lists.map(([name]) => name).join(', ');
  throw failure(names ? `${action} answers with several lists: ${names}` : `${action} answers with no list`);
}

/** The total that an answer gives, and whether it can be no other number: `Count` may be that of the page. */
function totalOf(output: Fields, page: readonly unknown[]): { value: number; isSure: boolean } | undefined {
  const found = Object.entries(output).flatMap(([name, value]) =>
    totals.has(plain(name)) && /^\d+$/.test(String(value))
      ? [{ value: Number(value), isSure: plain(name).startsWith('total') || Number(value) !== page.length }]
      : [],
  );
  return found.find(({ isSure }) => isSure) ?? found[0];
}

/** A number that the next page is asked for by, as the caller gave it: some services take numbers as texts. */
const counted = (parameters: Fields, name: string, value: number): Fields => ({
  ...parameters,
  [name]: typeof parameters[name] === 'string' ? `${value}` : value,
});

/**
 * Empty pages in a row, while each gives another token of a next one, after which a list counts as endless. A search may go through
 * much that has nothing: as long as its tokens are new ones, it goes on.
 */
const patience = 100;

/**
 * All items of a list: page by page by the token that each page gives for the next one, by the number of a page where the caller
 * gave one, or by how many items there were.
 *
 * @throws {CliError} If the answers do not show that the list is whole: they give neither a total nor a token, the same page
 *   comes twice before the total is reached, or a page is empty before that; or if they give tokens for ever and no items.
 */
export async function allItems(
  call: (parameters: Fields) => Promise<Fields>,
  { action, parameters, offset, isOnePage = false }: Listing,
): Promise<unknown[]> {
  const items: unknown[] = [];
  const tokens = new Set<unknown>();
  const pages = new Set<string>();
  const pageNumber = Object.keys(parameters).find(isPageNumber);
  let start = Number(parameters[offset] ?? 0);
  let next: Fields = parameters;
  let goesOnBy: string | undefined;
  let fruitless = 0;
  for (;;) {
    const output = await call(next);
    const page = itemsOf(output, action);
    const text = JSON.stringify(page);
    const total = totalOf(output, page);
    // Pages that come by token may be equal: the lines of a log have nothing that tells them apart.
    if (page.length > 0 && tokens.size === 0 && pages.has(text)) {
      // The whole list, which only has a wrong total.
      if (total?.isSure && start + items.length >= total.value) return items;
      throw failure(
        `${action} gave the same page twice: it does not go on by ${goesOnBy ?? 'what it is asked'}`,
      );
    }
    if (pageNumber !== undefined && pages.size === 0)
      start = Math.max(0, Number(parameters[pageNumber]) - 1) * sizeOf(parameters, page);
    fruitless = page.length === 0 ? fruitless + 1 : 0;
    pages.add(text);
    items.push(...page);

    const token = Object.entries(output).find(([name]) => isToken(name));
    if (token !== undefined && (token[1] ?? '') !== '') {
      if (typeof token[1] !== 'string' && typeof token[1] !== 'number')
        throw failure(`${action} gives a ${token[0]} that is neither a text nor a number`);
      if (tokens.has(token[1]))
        throw failure(`the list of ${action} does not end: a page gives the ${token[0]} of an earlier one`);
      if (fruitless >= patience)
        throw failure(
          `the list of ${action} does not end: ${patience} pages in a row had no items, and each gives another ${token[0]}`,
        );
      tokens.add(token[1]);
      goesOnBy = token[0];
      // A number that no program can hold is sent as a text: its digits are what counts.
      next = {
        ...parameters,
        [goesOnBy]: typeof token[1] === 'string' ? textWritten(token[1]) : token[1],
      };
      continue;
    }
    if (tokens.size > 0) return items;

    if (total === undefined) {
      if (token !== undefined || isOnePage || page.length === 0) return items;
      throw failure(
        `the answer of ${action} has ${page.length} items and gives neither their total nor a token of the next page: ` +
          'there may be more',
      );
    }
    const known = start + items.length;
    // A total that is less than what there was so far is wrong: a full page may have another behind it.
    const isShort = page.length === 0 || page.length < sizeOf(parameters, page) || isOnePage;
    if (total.isSure ? known === total.value || (known > total.value && isShort) : page.length === 0)
      return items;
    if (page.length === 0)
      throw failure(`${action} gave ${items.length} items of ${total.value}, and then an empty page`);
    goesOnBy = pageNumber ?? offset;
    next = counted(
      parameters,
      goesOnBy,
      pageNumber === undefined ? known : Number(parameters[pageNumber]) + pages.size,
    );
  }
}
