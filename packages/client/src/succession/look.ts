import { namedBy, type Looked } from '../core/divide.js';
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
    // The service has done for this one what it was asked for, regardless of what has become of it since.
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
 * The id of a request shows late at the instances for which it has done something: until when an older one says nothing, by waits
 * between looks, milliseconds. Terraform's provider waits as long in all before its first look.
 */
const waits = [500, 1_500, 3_000, 5_000];

/** What the looks at the instances of a refused call have shown so far. */
class Findings {
  readonly verdicts = new Map<string, Reported>();
  /** By the last look that has shown them. */
  fit: readonly string[] = [];
  /** May be changing because of the refused call: with what is reported of them if it is another request that shows. */
  readonly doubtful = new Map<string, Reported>();
  /** Are not in the list, of which the refusal says nothing: with what is reported of them if they do not exist. */
  readonly absent = new Map<string, Reported>();
  readonly #call: CarriedCall;
  readonly #ids: readonly string[];
  readonly #refused: Refused;

  constructor(call: CarriedCall, ids: readonly string[], refused: Refused) {
    this.#call = call;
    this.#ids = ids;
    this.#refused = refused;
  }

  /** Looks at all instances, after a wait. A verdict stays, regardless of later looks. */
  async look(wait = 0): Promise<Pick<Looked<Reported>, 'came' | 'end'>> {
    const seen: Seen = { items: new Map(), complete: false };
    try {
      if (wait > 0) await this.#call.pause(wait);
      await see(this.#call, this.#ids, seen);
      return { came: 'through' };
    } catch (end) {
      const isDenied = end instanceof ApiError && end.category === 'authorization';
      return isDenied ? { came: 'denied' } : { came: 'failed', end };
    } finally {
      this.#take(seen);
    }
  }

  #take({ items, complete }: Seen): void {
    const { table } = this.#call;
    const { refusedBy, refusal, operation } = this.#refused;
    const namedIds = namedBy(refusal);
    // A list may lag, or leave out what the caller may not see: one without any of them shows nothing that the refusal has not said.
    const isMissing = isOfMissing(table, refusal);
    const isShown = isMissing || this.#ids.some((id) => items.has(id));
    this.fit = this.#ids.filter((id) => {
      const item = items.get(id);
      const isUnseen = item === undefined && !(complete && (isShown || namedIds.includes(id)));
      if (isUnseen) return this.fit.includes(id);
      if (this.verdicts.has(id)) return false;
      const lastRequest = ownField(item, table.look.lastRequest);
      if (this.doubtful.has(id)) {
        // It has begun for this one, even if it has failed since.
        if (refusedBy.has(lastRequest)) this.verdicts.set(id, accepted(lastRequest as string));
        return false;
      }
      this.absent.delete(id);
      const reported = judge(this.#call, { id, item }, this.#refused);
      const isChanging = ownField(item, table.look.state) === operation.transition?.via;
      if (reported && reported.code !== 0 && isChanging && !namedIds.includes(id))
        this.doubtful.set(id, reported);
      else if (reported && item === undefined && !isMissing && !namedIds.includes(id))
        this.absent.set(id, reported);
      else if (reported) this.verdicts.set(id, reported);
      return reported === undefined;
    });
  }

  /** The refused call has done something for an instance all the same, as its request id shows. */
  get isInPart(): boolean {
    return [...this.verdicts.values()].some(({ code }) => code === 0);
  }

  /**
   * No further look is needed. Where the id of the call shows at one instance, it would at the others that are in doubt; but it may have done
   * something for those that the list leaves out, too.
   */
  get isSettled(): boolean {
    return (this.isInPart ? this.absent : this.doubtful).size === 0;
  }

  /** The verdicts, with one on each of the others. `isKnown`: the last look has come through. */
  all(isKnown: boolean): Looked<Reported>['verdicts'] {
    const isLeftOut = !isKnown && this.isInPart;
    const open = [...this.doubtful, ...this.absent].map(
      ([id, reported]) => [id, (this.absent.has(id) ? isLeftOut : !isKnown) ? undefined : reported] as const,
    );
    return new Map([...open, ...this.verdicts]);
  }
}

/**
 * Looks at all instances of a refused call. While one may be changing because of the call, whose request id does not show, it looks
 * again, until the id would show; and for those that the list leaves out, if the call was carried out in part.
 */
export async function look(
  call: CarriedCall,
  ids: readonly string[],
  refused: Refused,
): Promise<Looked<Reported>> {
  const found = new Findings(call, ids, refused);
  const ended = await found.look();
  let isKnown = ended.came === 'through' || found.isSettled;
  for (const wait of waits) {
    if (!isKnown || found.isSettled) break;
    isKnown = (await found.look(wait)).came === 'through';
  }
  return { verdicts: found.all(isKnown), fit: found.fit, ...ended };
}
