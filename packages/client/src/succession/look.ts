import type { OperationDescriptor } from '../model/descriptor.js';
import { ApiError } from '../model/errors/errors.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall } from './carried.js';
import { accepted, verdict, type Reported } from './codes.js';
import { listOf } from './item.js';

/** The refusal that is looked into. */
interface Refused {
  readonly operation: OperationDescriptor;
  readonly refusal: ApiError;
}

/** What the look at an instance of a refused call shows: `undefined` if it may be asked for. */
function judge(
  { table, given, region }: CarriedCall,
  { id, item }: { readonly id: string; readonly item: unknown },
  { operation, refusal: { requestId } }: Refused,
): Reported | undefined {
  const { look } = table;
  const state = ownField(item, look.state);
  if (item === undefined || look.gone.includes(state as string))
    return verdict(table, 'missing', { message: `instance ${id} does not exist in ${region}`, requestId });
  // The service had done it for this one when it refused the call, whatever has become of it since.
  if (requestId !== undefined && ownField(item, look.lastRequest) === requestId) return accepted(requestId);
  const { from = [] } = operation.transition ?? {};
  if (from.includes(state as string)) return undefined;
  const is = typeof state === 'string' && state !== '' ? `is ${state}` : 'has no state that can be read';
  const message = `instance ${id} ${is}; ${given.action} needs it ${from.join(' or ')}`;
  return verdict(table, 'unfit', { message, requestId });
}

/** What the list shows of some instances, by their ids. */
interface Seen {
  readonly items: ReadonlyMap<unknown, unknown>;
  /** It has shown all that it has: what is not there does not exist. */
  readonly complete: boolean;
}

async function see(call: CarriedCall, ids: readonly string[]): Promise<Seen> {
  const { list, ids: name, id, items: field, total, offset, limit, maxLimit } = call.table.look;
  const items = new Map<unknown, unknown>();
  for (let shown = 0; ;) {
    const from = shown > 0 ? { [offset]: shown } : {};
    const { output } = await call.send(list, { [name]: ids, [limit]: maxLimit, ...from });
    const page = listOf(ownField(output, field));
    for (const item of page) items.set(ownField(item, id), item);
    shown += page.length;
    const complete = !(shown < Number(ownField(output, total)));
    if (complete || page.length === 0) return { items, complete };
  }
}

/**
 * Looks once at all instances of a refused call. Gives the results of those that are not to be asked for again; `undefined`
 * if the caller may not look.
 */
export async function look(
  call: CarriedCall,
  ids: readonly string[],
  refused: Refused,
): Promise<ReadonlyMap<string, Reported> | undefined> {
  try {
    const { items, complete } = await see(call, ids);
    const judged = new Map<string, Reported>();
    for (const id of ids) {
      if (!complete && !items.has(id)) continue;
      const reported = judge(call, { id, item: items.get(id) }, refused);
      if (reported) judged.set(id, reported);
    }
    return judged;
  } catch (error) {
    if (error instanceof ApiError && error.category === 'authorization') return undefined;
    throw error;
  }
}
