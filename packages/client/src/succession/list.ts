import type { CallResult } from '../core/call/call.js';
import { rememberSource } from '../core/client-facts.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall } from './carried.js';
import { readable } from './item.js';
import { parametersOf } from './parameters.js';
import { fits, queriesFor, wantedBy, type Wanted } from './selection.js';
import type { CarriedList } from './table.js';
import type { ZoneCache } from './zones.js';

/** Items of API 3.0. */
interface Found {
  readonly items: readonly unknown[];
  /** How many there are on all pages: known where the service has paged. */
  readonly total?: unknown;
}

/** The items of the instances that are wanted, by queries of API 3.0. */
class Query {
  readonly #call: CarriedCall;
  readonly #list: CarriedList;

  constructor(call: CarriedCall, list: CarriedList) {
    this.#call = call;
    this.#list = list;
  }

  async page(parameters: Parameters): Promise<Found> {
    const { operation, items, total } = this.#list;
    const { output } = await this.#call.send(operation, parameters);
    const found = ownField(output, items.from);
    return {
      items: Array.isArray(found) ? (found as readonly unknown[]) : [],
      total: ownField(output, total.from),
    };
  }

  async #all(query: Parameters): Promise<readonly unknown[]> {
    const { offset, limit, maxLimit } = this.#list.paging;
    const all: unknown[] = [];
    for (;;) {
      const { items, total } = await this.page({ ...query, [offset]: all.length, [limit]: maxLimit });
      all.push(...items);
      if (items.length === 0 || all.length >= Number(total)) return all;
    }
  }

  /** Every item that one of the queries finds, once. */
  async union(queries: readonly Parameters[]): Promise<Found> {
    const byId = new Map<unknown, unknown>();
    for (const query of queries)
      for (const item of await this.#all(query)) byId.set(ownField(item, this.#list.paging.id), item);
    return { items: [...byId.values()] };
  }
}

async function find(call: CarriedCall, list: CarriedList, wanted: readonly Wanted[]): Promise<Found> {
  const { parameters, ids, paging, maxValues } = list;
  const query = new Query(call, list);
  const { [ids.name]: asked, ...input } = call.input;
  if (asked !== undefined) {
    // Ids come without paging: at most as many as fit into a page.
    const { items } = await query.page({ [ids.to]: asked, [paging.limit]: paging.maxLimit });
    return { items };
  }
  if (wanted.some(({ words }) => words.length === 0)) return { items: [] };
  const queries = queriesFor(wanted, maxValues);
  const [only = {}] = queries;
  return queries.length === 1
    ? query.page({ ...only, ...parametersOf(parameters, input) })
    : query.union(queries);
}

/** Carries a list: the page of API 2.0 that the caller has asked for. */
export async function carryList(call: CarriedCall, list: CarriedList, zones: ZoneCache): Promise<CallResult> {
  const { ids, own, make, reads, total: totalField, items: itemsField } = list;
  const wanted = await wantedBy(call, list, (id) => zones.keyOf(call, id));
  const { items, total } = await find(call, list, wanted);
  const surroundings = {
    region: call.region,
    zones: items.length > 0 ? await zones.forItems(call) : undefined,
  };
  let carried = readable(items, reads).map((item) => {
    const made = make(item as never, surroundings);
    rememberSource(made, item);
    return made;
  });
  let count = total;
  if (total === undefined) {
    if (ownField(call.input, ids.name) !== undefined)
      carried = carried.filter((item) => wanted.every((each) => fits(item, each)));
    count = carried.length;
    const offset = Number(ownField(call.input, own.offset) ?? 0);
    const limit = Number(ownField(call.input, own.limit) ?? own.defaultLimit);
    carried = carried.slice(offset, offset + limit);
  }
  return call.result({ [totalField.name]: count, [itemsField.name]: carried });
}
