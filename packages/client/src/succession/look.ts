import type { Looked } from '../core/divide.js';
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
  if (hasActed(item, look.lastRequest, requestId)) return accepted(requestId);
  const { from = [] } = operation.transition ?? {};
  if (from.includes(state as string)) return undefined;
  const is = typeof state === 'string' && state !== '' ? `is ${state}` : 'has no state that can be read';
  const message = `instance ${id} ${is}; ${given.action} needs it ${from.join(' or ')}`;
  return verdict(table, 'unfit', { message, requestId });
}

/** Whether the service has done for this one what it was asked for by the refused call, whatever has become of it since. */
const hasActed = (item: unknown, lastRequest: string, requestId: string | undefined): boolean =>
  requestId !== undefined &&
  ownField(item, lastRequest) === requestId &&
  ownField(item, 'LatestOperationState') !== 'FAILED';

/** What the list has shown of some instances so far. */
interface Seen {
  /** By id. */
  readonly items: Map<unknown, unknown>;
  /** It has shown all that it has: what is not there does not exist. */
  complete: boolean;
}

/** Reads all pages into `seen`: what was seen before a page fails is known all the same. */
async function see(call: CarriedCall, ids: readonly string[], seen: Seen): Promise<void> {
  const { list, ids: name, id, items: field, total, offset, limit, maxLimit } = call.table.look;
  const { items } = seen;
  let distinct = 0;
  for (let shown = 0; ;) {
    const from = shown > 0 ? { [offset]: shown } : {};
    const { output } = await call.send(list, { [name]: ids, [limit]: maxLimit, ...from });
    const page = listOf(ownField(output, field));
    const before = distinct;
    for (const item of page) {
      const key = ownField(item, id);
      // A page that comes again shows nothing new.
      if (key === undefined || !items.has(key)) distinct++;
      items.set(key, item);
    }
    shown += page.length;
    seen.complete = !(distinct < Number(ownField(output, total)));
    if (seen.complete || distinct === before) return;
  }
}

/** Looks once at all instances of a refused call. */
export async function look(
  call: CarriedCall,
  ids: readonly string[],
  refused: Refused,
): Promise<Looked<Reported>> {
  const seen: Seen = { items: new Map(), complete: false };
  let ended: Omit<Looked<Reported>, 'verdicts'> = { came: 'through' };
  try {
    await see(call, ids, seen);
  } catch (end) {
    const isDenied = end instanceof ApiError && end.category === 'authorization';
    ended = isDenied ? { came: 'denied' } : { came: 'failed', end };
  }
  const verdicts = new Map<string, Reported>();
  for (const id of ids) {
    if (!seen.complete && !seen.items.has(id)) continue;
    const reported = judge(call, { id, item: seen.items.get(id) }, refused);
    if (reported) verdicts.set(id, reported);
  }
  return { verdicts, ...ended };
}
