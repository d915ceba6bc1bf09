import { ApiError } from '../model/errors/errors.js';
import { withAbort } from '../model/runtime/abort.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall } from './carried.js';
import type { ZoneList, Zones } from './table.js';

const none: Zones = { keys: new Map(), byKey: new Map() };

/** A request for zones that is under way, and what may abort it. */
interface Asking {
  readonly zones: Promise<Zones>;
  readonly signal: AbortSignal | undefined;
}

/** The zones of each region, kept for the life of a client; calls that need them at a time share one request for them. */
export class ZoneCache {
  readonly #zones = new Map<string, Zones>();
  readonly #asking = new Map<string, Asking>();

  /** The key of a zone. One that is not known yet is asked for; `undefined` if the region has none with this number. */
  async keyOf(call: CarriedCall, id: number): Promise<string | undefined> {
    return this.#zones.get(call.longRegion)?.keys.get(id) ?? (await this.#ask(call)).keys.get(id);
  }

  /** What the items of a list are described with: nothing, without permission for it. */
  forItems(call: CarriedCall): Zones | Promise<Zones> {
    return this.#zones.get(call.longRegion) ?? this.#askForItems(call);
  }

  async #askForItems(call: CarriedCall): Promise<Zones> {
    try {
      return await this.#ask(call);
    } catch (error) {
      if (!(error instanceof ApiError) || error.category !== 'authorization') throw error;
      // It will not be had at the next call either.
      this.#zones.set(call.longRegion, none);
      return none;
    }
  }

  async #ask(call: CarriedCall): Promise<Zones> {
    const { signal, timeout, longRegion } = call;
    const name = `${longRegion} ${timeout}`;
    let asking = this.#asking.get(name);
    if (!asking) {
      asking = { signal, zones: this.#send(call).finally(() => this.#asking.delete(name)) };
      this.#asking.set(name, asking);
    }
    try {
      return await withAbort(asking.zones, signal);
    } catch (error) {
      // That another call was aborted says nothing of the zones.
      if (signal?.aborted || !asking.signal?.aborted) throw error;
      return this.#ask(call);
    }
  }

  async #send(call: CarriedCall): Promise<Zones> {
    const { zones } = call.table;
    if (!zones) return none;
    const { output } = await call.send(zones.operation, {}, true);
    const found = read(ownField(output, zones.items), zones);
    this.#zones.set(call.longRegion, found);
    return found;
  }
}

function read(items: unknown, { id, key, name }: ZoneList): Zones {
  const keys = new Map<number, string>();
  const byKey = new Map<unknown, { readonly id: number; readonly name: unknown }>();
  for (const item of Array.isArray(items) ? (items as readonly unknown[]) : []) {
    const number = Number(ownField(item, id));
    const zone = ownField(item, key);
    if (!Number.isSafeInteger(number) || typeof zone !== 'string') continue;
    keys.set(number, zone);
    byKey.set(zone, { id: number, name: ownField(item, name) });
  }
  return { keys, byKey };
}
