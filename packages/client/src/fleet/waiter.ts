import { withAbort } from '../model/runtime/abort.js';
import { runtimeOf } from '../core/client/client-runtime.js';
import type { CallOptions, ResourceState, WaiterDescriptor } from '../model/descriptor.js';
import { ApiError, isQcvmError, type QcvmError } from '../model/errors/errors.js';
import { member, own, ownData } from '../model/own.js';
import { checkOptions, needObjects, waitRules, type Rule } from '../model/option-rules.js';
import { needMethod } from './client-method.js';
import { readState } from './engine/service.js';
import type { PaginatedMethod } from './paginate.js';
import { validate } from '../core/call/validate.js';

export interface WaitOptions extends CallOptions {
  /**
   * Milliseconds after which what is not there yet counts as timed out. Default 600,000. A look that has begun is finished, with its
   * retries: how long that takes at most are `timeout` and `retry.deadline` of the client.
   */
  readonly maxWait?: number | undefined;
}

/**
 * - `reached`: in a wanted state;
 * - `failed`: in a state from which waiting does not lead to a wanted one;
 * - `missing`: not listed, two looks in a row, or said not to exist;
 * - `timed-out`: seen, but not in a wanted state in time;
 * - `unknown`: never seen in time, because looking failed: see `cause`.
 */
export type WaitOutcome = 'reached' | 'failed' | 'missing' | 'timed-out' | 'unknown';

export interface WaitResult {
  readonly id: string;
  readonly outcome: WaitOutcome;
  /** The state in which it was last seen. */
  readonly state?: ResourceState;
}

export interface WaitSummary {
  /** One for each id, in the order of the ids. */
  readonly results: readonly WaitResult[];
  readonly allReached: boolean;
  /** What went wrong last while looking, if something did not get its answer in time. */
  readonly cause?: QcvmError;
}

const list: Rule = { must: 'a list of ids', test: (value) => Array.isArray(value), required: true };

/** Calls at a time: a look at many ids takes several. */
const concurrency = 4;

/** Looks in a row at which an id has to be absent: a list may lag behind. */
const absences = 2;

interface Waiting {
  state: ResourceState | undefined;
  absent: number;
}

function* batches(ids: readonly string[], size: number): Generator<readonly string[]> {
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size);
}

/**
 * Looks again and again, at growing distances, until every id is in a wanted state or cannot get there any more.
 *
 * @throws What the method throws, where it is not worth trying again (wrong credentials, no permission), at once;
 *   ValidationError for options that are wrong and ids that cannot be any; the abort signal's reason.
 */
export async function waitUntil<Input extends object, Output, Item>(
  method: PaginatedMethod<Input, Output, Item>,
  waiterDescriptor: WaiterDescriptor<Input, Output, Item>,
  waitOptions: WaitOptions & { readonly ids: readonly string[] },
): Promise<WaitSummary> {
  const need = { action: 'waitUntil', fact: 'pagination' } as const;
  const { action, pagination } = ownData(needMethod(method, need).operation);
  needObjects({ waiter: waiterDescriptor }, { action: 'waitUntil' });
  const waiter = ownData(waiterDescriptor);
  const checked = checkOptions({ ...waitRules, ids: list }, waitOptions, { action });
  const { ids, maxWait = 600_000, ...options } = own(checked);
  const runtime = runtimeOf(method);
  const wanted = [...new Set(ids)];
  const size = pagination.maxLimit;
  for (const batch of wanted.length > 0 ? batches(wanted, size) : [wanted])
    validate(method.operation, { [waiter.ids]: batch });

  const waiting = new Map<string, Waiting>(wanted.map((id) => [id, { absent: 0, state: undefined }]));
  const results = new Map<string, WaitResult>();
  let lastError: QcvmError | undefined;

  const settle = (id: string, outcome: WaitOutcome): void => {
    const state = waiting.get(id)?.state;
    waiting.delete(id);
    results.set(id, { id, outcome, ...(state !== undefined && { state }) });
  };

  const look = async (batch: readonly string[]): Promise<void> => {
    let output: Output;
    try {
      output = await method({ [waiter.ids]: batch, [pagination.limit]: size } as Input, options);
    } catch (error) {
      if (!isQcvmError(error)) throw error;
      if (error instanceof ApiError && error.category === 'resource') {
        // One of them does not exist: ask for halves until it is known which.
        if (batch.length === 1) return settle(batch[0]!, 'missing');
        const middle = Math.ceil(batch.length / 2);
        await look(batch.slice(0, middle));
        return look(batch.slice(middle));
      }
      if (!error.retryable) throw error;
      lastError = error;
      return;
    }
    const found = new Map<unknown, ResourceState>();
    for (const item of member(output, pagination.items) as readonly Item[])
      for (const name of waiter.itemIds) found.set(member(item, name), readState(member(item, waiter.state)));
    for (const id of batch) {
      const one = waiting.get(id);
      if (!one) continue;
      const state = found.get(id);
      if (state === undefined) {
        if (++one.absent === absences) settle(id, 'missing');
        continue;
      }
      one.absent = 0;
      one.state = state;
      if (waiter.success.includes(state)) settle(id, 'reached');
      else if (waiter.failure.includes(state)) settle(id, 'failed');
    }
  };

  const end = runtime.now() + maxWait;
  for (let delay = waiter.minDelay * 1000; ; delay = Math.min(delay * 2, waiter.maxDelay * 1000)) {
    const queue = batches([...waiting.keys()], size);
    const worker = async (): Promise<void> => {
      for (const batch of queue) await look(batch);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    const left = end - runtime.now();
    if (waiting.size === 0 || left <= 0) break;
    // Between half of the delay and all of it, so that many that wait for the same do not look together.
    const jittered = delay * (0.5 + runtime.random() / 2);
    const { signal } = own(options);
    await withAbort(runtime.sleep(Math.min(jittered, left), signal), signal);
  }

  const unsettled = waiting.size > 0;
  for (const [id, { state }] of [...waiting]) settle(id, state === undefined ? 'unknown' : 'timed-out');
  return {
    results: wanted.map((id) => results.get(id)!),
    allReached: wanted.every((id) => results.get(id)?.outcome === 'reached'),
    ...(unsettled && lastError && { cause: lastError }),
  };
}
