import { actionOf, isCarried } from '../../core/client/client-facts.js';
import { withConduct, type Conduct } from '../../core/call/conduct.js';
import type {
  CallMeta,
  CallOptions,
  ChangeOperation,
  PaginatedOperation,
  ResourceState,
  WaiterDescriptor,
} from '../../model/descriptor.js';
import { describeError } from '../../model/errors/error-tables.js';
import { BatchError } from '../../model/errors/errors.js';
import { own, ownData } from '../../model/own.js';
import type { Parameters } from '../../model/parameters/parameters.js';
import { ownField } from '../../model/shape.js';
import type { Answer, Sight } from '../decisions/known.js';
import { readLatest } from '../decisions/latest.js';
import { refusedResult } from '../decisions/failure.js';

/** What the engine needs of a service, regardless of its API: how instances look, and a request that changes them. */
export interface FleetService {
  /** Most ids of one call. */
  readonly batch: number;
  /** It says nothing of each id when it refuses a call, of which it may have done a part. */
  readonly refusesAsWhole: boolean;
  /** By the id that was asked for; absent if the service does not list it. Throws what the call throws. */
  look(ids: readonly string[], options: ServiceCall): Promise<ReadonlyMap<string, Sight>>;
  /**
   * Asks for the change, and gives the answer for every id. Throws what the call throws, unless it speaks of each id. A request
   * whose answer got lost is not sent again by itself.
   */
  request(
    ids: readonly string[],
    options: ServiceCall & { readonly force: boolean },
  ): Promise<ReadonlyMap<string, Answer>>;
}

/**
 * A call throws what `beforeAttempt` throws: nothing is sent then. Between `afterAttempt` and the next `beforeAttempt` nothing is
 * under way, and nothing was done.
 */
export type ServiceCall = CallOptions & Required<Pick<Conduct, 'beforeAttempt' | 'afterAttempt'>>;

/** A method of a client, of whose input and output only descriptors tell. */
export interface Method<Operation> {
  (input: never, options?: CallOptions): Promise<unknown>;
  readonly operation: Operation;
}

type ListOperation = Pick<PaginatedOperation<never, unknown, unknown>, 'pagination' | 'action'>;
export type Change = Method<ChangeOperation<never, unknown>> & {
  withMeta(input: never, options?: CallOptions): Promise<{ readonly meta: Pick<CallMeta, 'requestId'> }>;
};
/** How to read an item of the list. */
type Reading = Pick<WaiterDescriptor<never, unknown, unknown>, 'ids' | 'itemIds' | 'state' | 'changed'>;

/** The service behind two methods of a client, as their descriptors say. */
export function createFleetService(
  list: Method<ListOperation>,
  change: Change,
  { extra, ...waiter }: Reading & { readonly extra?: Parameters | undefined },
): FleetService {
  const reading = ownData(waiter);
  const { batch, transition } = ownData(change.operation);
  const { pagination } = ownData(list.operation);
  const action = actionOf(change);
  return {
    batch: Math.min(batch.maximum, pagination.maxLimit),
    refusesAsWhole: batch.results === undefined || isCarried(change),
    async look(ids, { beforeAttempt, afterAttempt, ...given }) {
      const input = { [reading.ids]: ids, [pagination.limit]: pagination.maxLimit };
      const output = await list(input as never, withConduct(given, { beforeAttempt, afterAttempt }));
      const sights = new Map<string, Sight>();
      const items: unknown = ownField(output, pagination.items);
      for (const item of Array.isArray(items) ? (items as readonly unknown[]) : []) {
        const sight = sightOf(item, { ...reading, action });
        for (const name of reading.itemIds) {
          const id = ownField(item, name);
          if (typeof id === 'string') sights.set(id, sight);
        }
      }
      return sights;
    },
    async request(ids, { force, beforeAttempt, afterAttempt, ...given }) {
      const carried = isCarried(change) && extra !== undefined;
      const conduct = { once: true, beforeAttempt, afterAttempt } as const;
      const options = withConduct(given, carried ? { ...conduct, extra } : conduct);
      const input = { [batch.ids]: ids, ...(force && transition.force), ...(!carried && extra) };
      if (batch.results !== undefined) return answersOf(change, input, { options, results: batch.results });
      // Accepted as a whole, or refused as a whole.
      const { meta } = await change.withMeta(input as never, options);
      return new Map(ids.map((id) => [id, { kind: 'accepted', requestId: meta.requestId }]));
    },
  };
}

async function answersOf(
  change: Change,
  input: object,
  { options, results }: { readonly options: CallOptions; readonly results: string },
): Promise<ReadonlyMap<string, Answer>> {
  const { operation } = change;
  const answers = new Map<string, Answer>();
  try {
    const output = await change(input as never, options);
    for (const [id, result] of Object.entries(ownField(output, results) ?? {}))
      answers.set(id, { kind: 'accepted', requestId: text(ownField(result, 'requestId')) });
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    for (const { resourceId, requestId } of error.succeeded.map(own))
      answers.set(resourceId, { kind: 'accepted', requestId });
    for (const failed of error.failed) {
      const answer = refusedResult(operation, failed);
      // A code may leave it open; and an earlier attempt may have acted, of which the refusal of the last one tells nothing.
      const isOpen = describeError(operation, failed).effect === 'unknown';
      const lost = isOpen || (error.ambiguous && error.attempts > 1);
      answers.set(failed.resourceId, lost ? { kind: 'lost', problem: answer.problem } : answer);
    }
    const problem = { reason: 'the response has no result for it' };
    for (const id of error.unreported) answers.set(id, { kind: 'lost', problem });
  }
  return answers;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const sightOf = (
  item: unknown,
  { state, changed, action }: Reading & { readonly action: string },
): Sight => ({
  state: readState(ownField(item, state)),
  changed: changed && readTime(ownField(item, changed.field), changed.offset),
  ...readLatest(item, action),
});

/** A state. A number may have been sent as a text; what is neither passes for a state that nothing is known of. */
export function readState(value: unknown): ResourceState {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return 'unreadable';
  return /^-?\d{1,9}$/.test(value) ? Number(value) : value;
}

/** `2016-11-30 10:48:24` as milliseconds since 1970. */
export function readTime(value: unknown, offset: string): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return undefined;
  const time = Date.parse(`${value.replace(' ', 'T')}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}
