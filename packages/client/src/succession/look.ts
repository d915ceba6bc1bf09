import type { Looked } from '../core/divide.js';
import type { OperationDescriptor } from '../model/descriptor.js';
import { ApiError } from '../model/errors/errors.js';
import { ownField } from '../model/shape.js';
import type { CarriedCall } from './carried.js';
import { accepted, isOfMissing, verdict, type Reported } from './codes.js';
import { listOf } from './item.js';

/** The refusals that are looked into. */
interface Refused {
  readonly operation: OperationDescriptor;
  /** The request ids of all refused requests of the call so far: what one of them has done may show late. */
  readonly refusedBy: ReadonlySet<unknown>;
  /** The last of them. */
  readonly refusal: ApiError;
}

/** What the look at an instance of a refused call shows: `undefined` if it may be asked for. */
function judge(
  { table, given, region }: CarriedCall,
  { id, item }: { readonly id: string; readonly item: unknown },
  { operation, refusedBy, refusal: { requestId } }: Refused,
): Reported | undefined {
  const { look } = table;
  const state = ownField(item, look.state);
  if (item === undefined || look.gone.includes(state as string))
    return verdict(table, 'missing', { message: `instance ${id} does not exist in ${region}`, requestId });
  const lastRequest = ownField(item, look.lastRequest);
  if (refusedBy.has(lastRequest) && ownField(item, 'LatestOperationState') !== 'FAILED')
    // The service has done for this one what it was asked for, whatever has become of it since.
    return accepted(lastRequest as string);
  const { from = [] } = operation.transition ?? {};
  if (from.includes(state as string)) return undefined;
  const is = typeof state === 'string' && state !== '' ? `is ${state}` : 'has no readable state';
  const message = `instance ${id} ${is}; ${given.action} needs it ${from.join(' or ')}`;
  return verdict(table, 'unfit', { message, requestId });
}

/** What the list has shown of some instances so far. */
interface Seen {
  /** By id. */
  readonly items: Map<unknown, unknown>;
  /** It has shown all that it has. */
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

/**
 * Leaves open what an instance is doing that may be what the refused call has begun, whose request id shows late: unless the look
 * shows whose request that is, or what the call has begun for others, or it was refused because of this one.
 */
function withoutDoubtful(
  { table: { look: fields } }: CarriedCall,
  { seen, verdicts }: { readonly seen: Seen; readonly verdicts: ReadonlyMap<string, Reported> },
  { operation: { action, transition }, refusal: { namedIds = [] } }: Refused,
): Looked<Reported>['verdicts'] {
  if ([...verdicts.values()].some(({ code }) => code === 0)) return verdicts;
  const isDoubtful = (id: string): boolean => {
    const item = seen.items.get(id);
    const isOfOther =
      ownField(item, 'LatestOperation') === action &&
      ownField(item, 'LatestOperationState') === 'OPERATING' &&
      typeof ownField(item, fields.lastRequest) === 'string';
    return ownField(item, fields.state) === transition?.via && !isOfOther && !namedIds.includes(id);
  };
  return new Map([...verdicts].map(([id, reported]) => [id, isDoubtful(id) ? undefined : reported]));
}

/** Looks once at all instances of a refused call. */
export async function look(
  call: CarriedCall,
  ids: readonly string[],
  refused: Refused,
): Promise<Looked<Reported>> {
  const seen: Seen = { items: new Map(), complete: false };
  let ended: Omit<Looked<Reported>, 'verdicts' | 'fit'> = { came: 'through' };
  try {
    await see(call, ids, seen);
  } catch (end) {
    const isDenied = end instanceof ApiError && end.category === 'authorization';
    ended = isDenied ? { came: 'denied' } : { came: 'failed', end };
  }
  const verdicts = new Map<string, Reported>();
  const fit: string[] = [];
  // A list may lag, or leave out what the caller may not see: one without any of them shows nothing that the refusal has not said.
  const isShown = ids.some((id) => seen.items.has(id)) || isOfMissing(call.table, refused.refusal);
  for (const id of ids) {
    const mayBeMissing = seen.complete && (isShown || refused.refusal.namedIds?.includes(id) === true);
    if (!mayBeMissing && !seen.items.has(id)) continue;
    const reported = judge(call, { id, item: seen.items.get(id) }, refused);
    if (reported) verdicts.set(id, reported);
    else fit.push(id);
  }
  return { verdicts: withoutDoubtful(call, { seen, verdicts }, refused), fit, ...ended };
}
