import type {
  CallOptions,
  OperationDescriptor,
  PaginatedOperation,
  PaginationDescriptor,
  Parameter,
  TokenPaginatedOperation,
} from '../model/descriptor.js';
import { TransportError } from '../model/errors/errors.js';
import { validate } from '../core/call/validate.js';
import { member, own, ownData } from '../model/own.js';
import { needMethod } from './client-method.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { callRules, checkOptions } from '../model/option-rules.js';

/** A method of a client whose result is a page of a list. */
export interface PaginatedMethod<Input, Output, Item> {
  (input: Input, options?: CallOptions): Promise<Output>;
  readonly operation: PaginatedOperation<Input, Output, Item>;
}

/** The same where each page has a token for the next one. */
export interface TokenPaginatedMethod<Input, Output, Item> {
  (input: Input, options?: CallOptions): Promise<Output>;
  readonly operation: TokenPaginatedOperation<Input, Output, Item>;
}

export interface TokenPage<Output, Item> {
  /** The items of this page that were on none before. */
  readonly items: readonly Item[];
  /** The result as it came. */
  readonly output: Output;
}

export interface Page<Output, Item> extends TokenPage<Output, Item> {
  /** How many items the service says there are. */
  readonly total: number;
}

/** Every item of a list, fetched page by page as the loop goes on. */
export interface Paginated<Output, Item, ItsPage = Page<Output, Item>> extends AsyncIterable<Item> {
  /** The same by pages. */
  pages(): AsyncIterable<ItsPage>;
  /** All items at once. */
  toArray(): Promise<Item[]>;
}

/** Pages in a row without anything new, while more are promised, after which a list counts as endless. */
const patience = 3;

/** The same where each page gives another token: that the token is a new one shows that the service goes on, as in a search. */
const patienceForTokens = 100;

/** How the pages of one list are read. */
interface Reading<Output, Item> {
  /** What the caller asked for, checked and copied. */
  readonly valid: Parameters;
  readonly fetch: (place: Parameters) => Promise<Output>;
  /** Whether what the caller gave excludes that a place in the list is given: one answer is all of it. */
  readonly isOnePage: boolean;
  /** Those that were on no page before. */
  readonly fresh: (items: readonly Item[]) => readonly Item[];
  readonly endless: (why: string) => TransportError;
}

async function* pagesByOffset<Output, Item>(
  { pagination: names }: PaginatedOperation<never, Output, Item>,
  { valid, fetch, isOnePage, fresh, endless }: Reading<Output, Item>,
): AsyncGenerator<Page<Output, Item>, void, void> {
  const begin = Number(valid[names.offset] ?? 0);
  const limit = Number(valid[names.limit] ?? names.maxLimit);
  let offset = begin;
  let before = 0;
  let least = Infinity;
  for (let fruitless = 0; fruitless < patience;) {
    const output = await fetch({ [names.offset]: offset, [names.limit]: limit });
    const all = member(output, names.items) as readonly Item[];
    const total = Number(member(output, names.total));
    const items = fresh(all);
    yield { items, total, output };
    if (isOnePage) return;
    const shrunk = before - total;
    if (shrunk > 0 && offset > begin) offset = Math.max(begin, offset - shrunk);
    // Of a page that is empty although there is more, as of one that says nothing of how much there is, the end is not known.
    else if (all.length === 0) {
      if (!(offset < total)) return;
    } else {
      offset += all.length;
      if (offset === total) return;
      // A total that is less than what there was so far is wrong: a full page may have another behind it, unless it came before.
      if (offset > total && (all.length < limit || items.length === 0)) return;
    }
    before = total;
    // A list that keeps getting shorter ends as well.
    fruitless = items.length > 0 || total < least ? 0 : fruitless + 1;
    least = Math.min(least, total);
  }
  throw endless(
    `${patience} consecutive pages had no new items, although the service reports a total of ${least}`,
  );
}

async function* pagesByToken<Output, Item>(
  { tokenPagination: names }: TokenPaginatedOperation<never, Output, Item>,
  { valid, fetch, isOnePage, fresh, endless }: Reading<Output, Item>,
): AsyncGenerator<TokenPage<Output, Item>, void, void> {
  const limit = valid[names.limit] ?? names.maxLimit;
  const tokens = new Set([valid[names.token]]);
  let place: Parameters = { [names.limit]: limit };
  for (let fruitless = 0; fruitless < patienceForTokens;) {
    const output = await fetch(place);
    const items = fresh(member(output, names.items) as readonly Item[]);
    yield { items, output };
    if (isOnePage) return;
    fruitless = items.length > 0 ? 0 : fruitless + 1;
    const given = member(output, names.nextToken) ?? '';
    const token = typeof given === 'number' ? `${given}` : given;
    if (token === '') return;
    if (typeof token !== 'string') throw endless('a page gives a token that is no text');
    if (tokens.has(token)) throw endless('a page has the token of an earlier one');
    tokens.add(token);
    place = { [names.limit]: limit, [names.token]: token };
  }
  throw endless(
    `${patienceForTokens} consecutive pages had no new items, although each gives a token of a next one`,
  );
}

/** The operation with a place in the list that may be left out: each page has its own. */
function withoutPlace(operation: OperationDescriptor): OperationDescriptor {
  const { offset, limit } = own<Partial<PaginationDescriptor>>(operation.pagination ?? {});
  const input: Record<string, Parameter> = own({});
  for (const [name, rule] of Object.entries(operation.input)) {
    const { required: _, ...optional } = rule;
    input[name] = name === offset || name === limit ? own(optional) : rule;
  }
  return own({ ...operation, input });
}

/** What the input must not have beside what the caller gave. */
function excludedBy(valid: Parameters, { exclusive = [] }: OperationDescriptor): ReadonlySet<string> {
  const has = (name: string): boolean => Object.hasOwn(valid, name);
  return new Set(
    exclusive.flatMap(([first, second]) => [
      ...(has(first) ? [second] : []),
      ...(has(second) ? [first] : []),
    ]),
  );
}

/**
 * Goes through a list with the largest pages there are: `for await (const instance of paginate(cvm.describeInstances))`.
 * While it changes, no item comes twice; when it shrinks, what has moved up is read again. `offset` and `limit` of the input
 * say where to begin and how large a page is. Where a list goes on by tokens instead, a token of the input says where to begin.
 * An input that must not have a place in the list beside what it has is one page.
 *
 * @throws ValidationError at once for options that are wrong; on the way what the method throws, and TransportError when the
 *   service promises more for ever and brings nothing new.
 */
export function paginate<Input extends object, Output, Item>(
  method: PaginatedMethod<Input, Output, Item>,
  input?: Input,
  options?: CallOptions,
): Paginated<Output, Item>;
export function paginate<Input extends object, Output, Item>(
  method: TokenPaginatedMethod<Input, Output, Item>,
  input?: Input,
  options?: CallOptions,
): Paginated<Output, Item, TokenPage<Output, Item>>;
export function paginate<Input extends object, Output, Item>(
  method: PaginatedMethod<Input, Output, Item> | TokenPaginatedMethod<Input, Output, Item>,
  input?: Input,
  options: CallOptions = {},
): Paginated<Output, Item, TokenPage<Output, Item>> {
  const need = { action: 'paginate', fact: 'pagination', or: 'tokenPagination' } as const;
  const operation = ownData(needMethod(method, need).operation);
  const { action } = operation;
  checkOptions(callRules, options, { action });

  const read = (): AsyncGenerator<TokenPage<Output, Item>, void, void> => {
    // Checked and copied before it is added to: what is no input at all would read as "all".
    const valid = validate(withoutPlace(operation), input);
    const seen = new Set<unknown>();
    const names = operation.pagination ?? operation.tokenPagination;
    const excluded = excludedBy(valid, operation);
    const reading: Reading<Output, Item> = {
      valid,
      fetch: (place) => {
        const allowed = Object.entries(place).filter(([name]) => !excluded.has(name));
        return method({ ...valid, ...Object.fromEntries(allowed) } as Input, options);
      },
      isOnePage: excluded.has(
        operation.pagination ? operation.pagination.offset : operation.tokenPagination.token,
      ),
      fresh: (items) =>
        items.filter((item) => {
          const id = member(item, names.id);
          return id === undefined || (!seen.has(id) && seen.add(id));
        }),
      endless: (why) =>
        new TransportError(
          { reason: `the list does not end: ${why}`, phase: 'response' },
          { action, region: own(options).region },
        ),
    };
    return operation.pagination ? pagesByOffset(operation, reading) : pagesByToken(operation, reading);
  };
  async function* pages(): AsyncGenerator<TokenPage<Output, Item>, void, void> {
    yield* read();
  }
  async function* items(): AsyncGenerator<Item, void, void> {
    for await (const page of pages()) yield* page.items;
  }

  return {
    [Symbol.asyncIterator]: items,
    pages,
    async toArray() {
      const array: Item[] = [];
      for await (const page of pages()) array.push(...page.items);
      return array;
    },
  };
}
