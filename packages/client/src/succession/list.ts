import { rememberSource } from '../core/client/client-facts.js';
import { TransportError } from '../model/errors/errors.js';
import type { Parameters } from '../model/parameters/parameters.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall, Carry } from './carried.js';
import { listOf, readable } from './item.js';
import { translator } from './parameters.js';
import { fits, queriesFor, wantedBy, withZones, type Wanted } from './selection.js';
import type { CarriedList, Surroundings } from './table.js';
import type { ZoneCache } from './zones.js';

/** Pages in a row without anything new, while more are promised, after which a list counts as endless. */
const patience = 3;

/** Items of API 3.0. */
interface Found {
  readonly items: readonly unknown[];
  /** The service has paged; if not, these are all. */
  readonly paged: boolean;
  /** How many there are on all pages, as the service says. */
  readonly total: unknown;
}

const unpaged = (items: readonly unknown[]): Found => ({ items, paged: false, total: items.length });

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
    return { items: listOf(ownField(output, items.from)), paged: true, total: ownField(output, total.from) };
  }

  /** Every item that a query finds. */
  async all(query: Parameters): Promise<readonly unknown[]> {
    const { offset, limit, maxLimit, id } = this.#list.paging;
    const seen = new Set<unknown>();
    const all: unknown[] = [];
    let place = 0;
    let before = 0;
    let least = Infinity;
    for (let fruitless = 0; fruitless < patience;) {
      const { items, total: told } = await this.page({
        ...query,
        ...(place > 0 && { [offset]: place }),
        [limit]: maxLimit,
      });
      const total = Number(told);
      const fresh = items.filter((item) => {
        const key = ownField(item, id);
        return key === undefined || (!seen.has(key) && seen.add(key));
      });
      all.push(...fresh);
      const shrunk = before - total;
      // What has moved up is asked for again.
      if (shrunk > 0 && place > 0) place = Math.max(0, place - shrunk);
      else {
        place += items.length;
        const left = total - place;
        // A total that is less than what there was so far is wrong: a full page that brings something new may have another behind it.
        // One that brings nothing new is the last unless more is promised: the service may not know of places.
        const mayEnd =
          fresh.length > 0
            ? left === 0 || items.length < maxLimit
            : items.length === 0 || !(all.length < total);
        if (!(left > 0) && mayEnd) return all;
      }
      before = total;
      fruitless = fresh.length > 0 || total < least ? 0 : fruitless + 1;
      least = Math.min(least, total);
    }
    throw new TransportError(
      {
        reason: `the list does not end: ${patience} consecutive pages had no new items, although the service reports a total of ${least}`,
        phase: 'response',
      },
      this.#call.context,
    );
  }

  /** Every item that one of the queries finds, once. */
  async union(queries: readonly Parameters[]): Promise<Found> {
    const byId = new Map<unknown, unknown>();
    for (const query of queries)
      for (const item of await this.all(query)) byId.set(ownField(item, this.#list.paging.id), item);
    return unpaged([...byId.values()]);
  }
}

/** How a list is carried: the page of API 2.0 that the caller has asked for. */
export function carryList(list: CarriedList, zones: ZoneCache): Carry {
  const { parameters, ids, own, make, reads, total: totalField, items: itemsField, maxValues } = list;
  const translate = translator(parameters);

  async function find(call: CarriedCall, wanted: readonly Wanted[]): Promise<Found> {
    const query = new Query(call, list);
    const asked = ownField(call.input, ids.name) as readonly string[] | undefined;
    // API 3.0 takes ids or filters.
    if (asked !== undefined) return unpaged(await query.all({ [ids.to]: asked }));
    if (wanted.some(({ words }) => words.length === 0)) return unpaged([]);
    const queries = queriesFor(wanted, maxValues);
    const [only = {}] = queries;
    return queries.length === 1 ? query.page({ ...only, ...translate(call.input) }) : query.union(queries);
  }

  const carried = (items: readonly unknown[], surroundings: Surroundings) =>
    readable(items, reads).map((item) => {
      const made = make(item as never, surroundings);
      rememberSource(made, item);
      return made;
    });

  return async (call) => {
    const asked = wantedBy(call, list);
    const wanted = asked.some(({ row }) => row.zone === true)
      ? await withZones(asked, (zone) => zones.keyOf(call, zone))
      : asked;
    const { items, paged, total } = await find(call, wanted);
    const known = items.length > 0 ? zones.forItems(call) : undefined;
    const all = carried(items, {
      region: call.region,
      // At once where they are known: every `await` takes its turn.
      zones: known instanceof Promise ? await known : known,
    });
    if (paged) return call.result({ [totalField.name]: total, [itemsField.name]: all });
    const fitting =
      wanted.length > 0 && ownField(call.input, ids.name) !== undefined
        ? all.filter((item) => wanted.every((each) => fits(item, each)))
        : all;
    const offset = Number(ownField(call.input, own.offset) ?? 0);
    const limit = Number(ownField(call.input, own.limit) ?? own.defaultLimit);
    return call.result({
      [totalField.name]: fitting.length,
      [itemsField.name]: fitting.slice(offset, offset + limit),
    });
  };
}
