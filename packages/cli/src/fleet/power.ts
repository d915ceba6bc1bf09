import { ApiError, BatchError, TimeoutError, TransportError, isQcvmError, type Instance } from '@qcvm/client';
import { statusText } from '../status.js';
import { targetKey } from '../targets/target.js';
import { hopelessStatuses, powerActions, stableStatuses, type PowerAction } from './actions.js';
import { batchesOf, inParallel, type Batch } from './batches.js';
import type { OutcomeKind } from './outcome.js';
import type { FleetRun } from './run-options.js';
import { words } from './words.js';

/** Batches under way at a time; the client's limiter sets the pace. */
const parallel = 8;
/** Times that a request is sent for an instance, where sending again can do no harm. */
const maxRequests = 3;
const shortestPoll = 2_000;
const longestPoll = 30_000;

/** One instance on its way. */
interface Item {
  readonly region: string;
  readonly instanceId: string;
  /** `open`: nothing was accepted yet. `lost`: sent, and the answer got lost. */
  state: 'open' | 'accepted' | 'lost';
  requests: number;
  readonly requestIds: string[];
  /** It was seen on its way to where it shall be. */
  moved: boolean;
  /** What the service said last, in case it is the last word. */
  code?: number | string;
  reason?: string;
}

/**
 * Starts or restarts a fleet, or stops it without waiting: look, send what is needed, look again. Instances that
 * need nothing get nothing; a lost answer is resolved by looking, and a restart is never sent twice.
 */
export async function runPower(run: FleetRun): Promise<void> {
  const service: Service = { answered: false };
  await inParallel(batchesOf(run.targets), parallel, (batch) => new BatchRun(run, batch, service).toTheEnd());
}

/** What the batches know of the service together. */
interface Service {
  /** It has answered once: from then on an outage is something to sit out, not a wrong address. */
  answered: boolean;
}

class BatchRun {
  readonly #run: FleetRun;
  readonly #action: PowerAction;
  readonly #region: string;
  readonly #open: Map<string, Item>;
  readonly #deadline: number;
  readonly #service: Service;

  constructor(run: FleetRun, { region, instanceIds }: Batch, service: Service) {
    this.#run = run;
    this.#service = service;
    this.#action = powerActions[run.command];
    this.#region = region;
    this.#deadline = run.clock.now() + run.timeout;
    this.#open = new Map(
      instanceIds.map((instanceId) => {
        const key = targetKey({ region, instanceId });
        // What an earlier run saw accepted, or may have sent, must not be sent again where that acts twice.
        const state =
          this.#action.once && run.accepted.has(key)
            ? 'accepted'
            : this.#action.once && run.sent.has(key)
              ? 'lost'
              : 'open';
        const moved = state === 'accepted';
        return [instanceId, { region, instanceId, state, requests: 0, requestIds: [], moved }];
      }),
    );
  }

  async toTheEnd(): Promise<void> {
    let pause = shortestPoll;
    for (;;) {
      if (this.#run.signal.aborted) return;
      try {
        await this.#send(await this.#look());
      } catch (error) {
        await this.#sitOut(error);
      }
      if (this.#open.size === 0 || this.#run.signal.aborted) return;
      await this.#run.clock.sleep(pause, this.#run.signal).catch(() => undefined);
      pause = Math.min(longestPoll, pause * 1.5);
    }
  }

  /** A quota that others use up, maintenance, an outage: later is another chance, until the time is over. */
  async #sitOut(error: unknown): Promise<void> {
    const { clock, emit } = this.#run;
    const worthIt = isQcvmError(error) && error.retryable;
    if (!worthIt || !this.#service.answered || clock.now() >= this.#deadline) throw error;
    await emit({ type: 'notice', message: `${error.message} Trying again in ${this.#region}.` });
  }

  /** Describes what is not done with; settles what can be, and returns what must be sent. */
  async #look(): Promise<Item[]> {
    const { cvm, signal } = this.#run;
    const instanceIds = [...this.#open.keys()];
    const { instanceSet } = await cvm.describeInstances(
      { instanceIds, limit: Math.max(1, instanceIds.length) },
      { region: this.#region, signal },
    );
    this.#service.answered = true;
    const found = new Map<string, Instance>();
    for (const instance of instanceSet) {
      found.set(instance.unInstanceId, instance);
      if (instance.instanceId !== undefined) found.set(instance.instanceId, instance);
    }
    const toSend: Item[] = [];
    for (const item of [...this.#open.values()]) {
      const instance = found.get(item.instanceId);
      if (instance === undefined)
        await this.#settle(item, 'not-found', 'there is no such instance in this region');
      else if (await this.#judge(item, Number(instance.status))) toSend.push(item);
    }
    return toSend;
  }

  /** Whether the request must be sent for an instance in this status. */
  async #judge(item: Item, status: number): Promise<boolean> {
    const { from, via, to, done, already } = this.#action;
    const { wait } = this.#run;
    const late = this.#run.clock.now() >= this.#deadline;
    if (status === via) item.moved = true;
    if (item.state === 'lost' && item.moved) item.state = 'accepted';

    if (item.state === 'accepted') {
      if (!wait) return this.#settle(item, 'accepted');
      if (status === to && (from !== to || item.moved)) return this.#settle(item, done);
      if (hopelessStatuses.has(status)) return this.#settle(item, 'refused', `is ${statusText(status)} now`);
      if (late) return this.#settle(item, 'timed-out', `is still ${statusText(status)}`);
      await this.#run.emit({ type: 'stage', stage: 'changing', ...targetOf(item) });
      return false;
    }
    if (item.state === 'lost') {
      if (status === to && from !== to) return this.#settle(item, done);
      if (this.#action.once) {
        if (!late && wait) return false;
        return this.#settle(
          item,
          'unknown',
          `the answer got lost, and it is ${statusText(status)}: it may have been restarted or not`,
        );
      }
      item.state = 'open';
    }
    if (status === to && already !== undefined) return this.#settle(item, already);
    if (status === from) {
      if (item.requests < maxRequests) return true;
      return this.#settle(item, item.reason === undefined ? 'unknown' : 'refused', item.reason);
    }
    if (status === via && !wait) return this.#settle(item, 'accepted', `was ${statusText(status)} already`);
    if (status === via) {
      item.state = 'accepted';
      return false;
    }
    if (hopelessStatuses.has(status) || stableStatuses.has(status) || !wait) {
      const { participle } = words[this.#run.command];
      return this.#settle(
        item,
        'refused',
        `is ${statusText(status)}: only an instance that is ${statusText(from)} can be ${participle}`,
      );
    }
    // On its way from somewhere to somewhere else: what it comes to decides.
    if (late) return this.#settle(item, 'timed-out', `is still ${statusText(status)}`);
    return false;
  }

  async #send(items: readonly Item[]): Promise<void> {
    if (items.length === 0 || this.#run.signal.aborted) return;
    const { cvm, command, force, signal, emit } = this.#run;
    const instanceIds = items.map(({ instanceId }) => instanceId);
    const forced = command !== 'start' && force !== 'never';
    const about = { region: this.#region, instanceIds, force: forced };
    await emit({ type: 'sending', ...about });
    if (signal.aborted) return;
    for (const item of items) item.requests += 1;
    const input = { instanceIds, ...(forced ? { forceStop: 1 as const } : {}) };
    // Not aborted half way: what was sent must have its answer written down.
    const options = { region: this.#region };
    try {
      const { detail } = await (command === 'start'
        ? cvm.startInstances({ instanceIds }, options)
        : command === 'restart'
          ? cvm.restartInstances(input, options)
          : cvm.stopInstances(input, options));
      await this.#accepted(items, (id) => detail[id]?.requestId);
    } catch (error) {
      if (signal.aborted && error === signal.reason) return;
      await this.#failed(items, error);
    }
  }

  async #accepted(items: readonly Item[], requestId: (id: string) => string | undefined): Promise<void> {
    if (items.length === 0) return;
    const { emit, wait, force, command } = this.#run;
    for (const item of items) {
      item.state = 'accepted';
      const id = requestId(item.instanceId);
      if (id !== undefined) item.requestIds.push(id);
    }
    await emit({
      type: 'accepted',
      region: this.#region,
      instanceIds: items.map(({ instanceId }) => instanceId),
      force: command !== 'start' && force !== 'never',
    });
    if (!wait) for (const item of items) await this.#settle(item, 'accepted');
  }

  /** What a failed call means for each of its instances. What concerns them all is thrown. */
  async #failed(items: readonly Item[], error: unknown): Promise<void> {
    const byId = new Map(items.map((item) => [item.instanceId, item]));
    const pick = (ids: readonly string[]): Item[] => ids.flatMap((id) => byId.get(id) ?? []);
    if (error instanceof BatchError) {
      const requestIds = new Map(error.succeeded.map(({ resourceId, requestId }) => [resourceId, requestId]));
      await this.#accepted(pick([...requestIds.keys()]), (id) => requestIds.get(id));
      for (const item of pick(error.unreported)) item.state = 'lost';
      for (const result of error.failed) {
        const item = byId.get(result.resourceId);
        if (item === undefined) continue;
        if (result.requestId !== undefined) item.requestIds.push(result.requestId);
        item.code = result.codeDesc ?? result.code;
        item.reason = result.message === '' ? `code ${result.code}` : result.message;
        // Looked at again: its status tells whether it is worth another try.
        if (result.code === 5000) await this.#settle(item, 'not-found', item.reason);
      }
      return;
    }
    if ((error instanceof TransportError || error instanceof TimeoutError) && error.ambiguous) {
      for (const item of items) item.state = 'lost';
      await this.#run.emit({
        type: 'notice',
        message: `An answer for ${items.length} instances in ${this.#region} got lost: looking what became of them`,
      });
      return;
    }
    const ofSome = error instanceof ApiError && ['authorization', 'resource'].includes(error.category);
    if (ofSome && error.code !== 4101 && error.code !== 4103) {
      // One of them spoils it for all: smaller calls find out which.
      if (items.length > 1) {
        const half = Math.ceil(items.length / 2);
        for (const item of items) item.requests -= 1;
        await this.#send(items.slice(0, half));
        await this.#send(items.slice(half));
        return;
      }
      for (const item of items) {
        item.code = error.codeDesc ?? error.code;
        await this.#settle(
          item,
          error.code === 5000 ? 'not-found' : 'refused',
          error.serviceMessage || error.message,
        );
      }
      return;
    }
    throw error;
  }

  /** Always `false`: nothing is to be sent for it any more. */
  async #settle(item: Item, kind: OutcomeKind, reason?: string): Promise<false> {
    this.#open.delete(item.instanceId);
    await this.#run.emit({
      type: 'outcome',
      outcome: {
        ...targetOf(item),
        kind,
        ...(item.code === undefined || kind === 'not-found' ? {} : { code: item.code }),
        ...(reason === undefined ? {} : { reason }),
        requestIds: [...item.requestIds],
        at: this.#run.clock.now(),
      },
    });
    return false;
  }
}

const targetOf = ({ region, instanceId }: Item): { region: string; instanceId: string } => ({
  region,
  instanceId,
});
