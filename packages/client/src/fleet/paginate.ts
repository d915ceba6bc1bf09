import type { CallOptions, PaginatedOperation } from '../model/descriptor.js';
import { TransportError } from '../model/errors.js';
import { validate } from '../core/validate.js';
import { member, own, ownData } from '../model/own.js';
import { needMethod } from './client-method.js';
import { callRules, checkOptions } from '../model/option-rules.js';

/** A method of a client whose result is a page of a list. */
export interface PaginatedMethod<Input, Output, Item> {
  (input: Input, options?: CallOptions): Promise<Output>;
  readonly operation: PaginatedOperation<Input, Output, Item>;
}

export interface Page<Output, Item> {
  /** The items of this page that were on none before. */
  readonly items: readonly Item[];
  /** How many items the service says there are. */
  readonly total: number;
  /** The result as it came. */
  readonly output: Output;
}

/** Every item of a list, fetched page by page as the loop goes on. */
export interface Paginated<Output, Item> extends AsyncIterable<Item> {
  /** The same by pages. */
  pages(): AsyncIterable<Page<Output, Item>>;
  /** All items at once. */
  toArray(): Promise<Item[]>;
}

/** Pages in a row without anything new, while more are promised, after which a list counts as endless. */
const patience = 3;

/**
 * Goes through a list with the largest pages there are: `for await (const instance of paginate(cvm.describeInstances))`.
 * While it changes, no item comes twice; when it shrinks, what has moved up is read again. `offset` and `limit` of the input
 * say where to begin and how large a page is.
 *
 * @throws ValidationError at once for options that are wrong; on the way what the method throws, and TransportError when the
 *   service promises more for ever and brings nothing new.
 */
export function paginate<Input extends object, Output, Item>(
  method: PaginatedMethod<Input, Output, Item>,
  input?: Input,
  options: CallOptions = {},
): Paginated<Output, Item> {
  const operation = ownData(needMethod(method, { action: 'paginate', fact: 'pagination' }).operation);
  const { action, pagination: names } = operation;
  checkOptions(callRules, options, { action });

  async function* pages(): AsyncGenerator<Page<Output, Item>, void, void> {
    // Checked and copied before it is added to: what is no input at all would read as "all".
    const valid = validate(operation, input);
    const begin = Number(valid[names.offset] ?? 0);
    const limit = valid[names.limit] ?? names.maxLimit;
    const seen = new Set<unknown>();
    let offset = begin;
    let before = 0;
    let least = Infinity;
    for (let fruitless = 0; fruitless < patience;) {
      const page = { ...valid, [names.offset]: offset, [names.limit]: limit } as unknown as Input;
      const output = await method(page, options);
      const all = member(output, names.items) as readonly Item[];
      const total = Number(member(output, names.total));
      const items = all.filter((item) => {
        const id = member(item, names.id);
        if (id === undefined) return true;
        return !seen.has(id) && seen.add(id);
      });
      yield { items, total, output };
      const shrunk = before - total;
      if (shrunk > 0 && offset > begin) offset = Math.max(begin, offset - shrunk);
      else if (all.length === 0 || (offset += all.length) >= total) return;
      before = total;
      // A list that gets shorter and shorter comes to an end as well.
      fruitless = items.length > 0 || total < least ? 0 : fruitless + 1;
      least = Math.min(least, total);
    }
    const reason = `the list does not end: ${patience} pages in a row brought nothing new`;
    throw new TransportError({ reason, phase: 'response' }, { action, region: own(options).region });
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
