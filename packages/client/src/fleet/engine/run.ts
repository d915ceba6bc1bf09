import { onAbort } from '../../model/runtime/abort.js';
import { isQcvmError } from '../../model/errors/errors.js';
import type { Runtime } from '../../model/runtime/runtime.js';
import type { Channel } from './channel.js';
import { atEarlyEnd, atTimeout, type End } from '../decisions/ends.js';
import { problemOf, type CallFailure, type Refusal } from '../decisions/failure.js';
import type { Goal } from '../decisions/goal.js';
import { commonKinds, type Rules } from '../decisions/known.js';
import { Lanes } from './lanes.js';
import { enter, keyOf, type Member } from './member.js';
import { dueBatches, endOf, finalWait, batchWait, nextDue, nextLook, type Pauses } from './schedule.js';
import type { FleetService } from './service.js';
import { Source } from './source.js';
import type { FleetEvent, FleetTarget, FleetTargets } from './types.js';
import { lookAt, request, type Crew } from './work.js';

/** Everything a run needs, with its defaults filled in. */
export interface RunSettings {
  readonly service: FleetService;
  readonly goal: Goal;
  readonly rules: Rules;
  readonly targets: FleetTargets;
  readonly maxWait: number;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number;
  readonly window: number;
  readonly pauses: Pauses;
  readonly runtime: Runtime;
  /** What to work on, or what is wrong with it. */
  readonly read: (target: string | FleetTarget) => FleetTarget & { readonly wrong?: string | undefined };
  readonly classify: (error: unknown) => CallFailure;
  readonly refused: (error: unknown) => Refusal;
}

/** A call under way. It is aborted when all of those that it is about have their outcome. */
interface Call {
  readonly kind: 'look' | 'request';
  readonly members: readonly Member[];
  readonly abort: AbortController;
}

/**
 * Looks at instances, sends requests and looks again, in batches, until each has its outcome. What to do with an instance is
 * decided in `decide.ts`, what a batch comes to in `work.ts`; here is only when, and together with which others.
 */
export class Run {
  readonly counts: Record<string, number>;
  complete = false;
  reason: unknown;

  readonly #settings: RunSettings;
  readonly #channel: Channel<FleetEvent>;
  readonly #members = new Map<string, Member>();
  readonly #lanes: Lanes;
  readonly #calls = new Set<Call>();
  readonly #source: Source<string | FleetTarget>;
  readonly #crew: Crew;
  #ended = false;
  /** Something has happened since the last look around; if the loop waits for that, `#wake` ends its pause. */
  #hasNews = false;
  #wake: () => void = () => {};

  constructor(settings: RunSettings, channel: Channel<FleetEvent>) {
    this.#settings = settings;
    this.#channel = channel;
    const { service, goal, rules, window } = settings;
    const { done, already, forced } = goal.kinds;
    const kinds = [done, already, forced, ...commonKinds];
    this.counts = Object.fromEntries(kinds.map((kind) => [kind, 0]));
    this.#lanes = new Lanes(service.batch);
    this.#source = new Source(settings.targets, {
      room: () => window - this.#members.size,
      take: (target) => this.#take(target),
      wake: () => this.#news(),
      batch: service.batch,
    });
    this.#crew = {
      ...settings,
      ruling: () => ({ goal, rules, now: this.#now }),
      isOver: () => this.#ended,
      isOpen: (member) => this.#isOpen(member),
      tell: (event) => channel.push(event),
      lookLater: (member) => this.#lookLater(member),
      queue: (member, force) => {
        if (!this.#isOpen(member)) return;
        member.stage = 'queued';
        this.#lanes.add(member, force, this.#now);
      },
      conclude: (member, end) => this.#conclude(member, end),
      giveUp: (error) => this.#end(error),
    };
  }

  /** Runs to the end. Never rejects: why it ended early is in `reason`. */
  async run(): Promise<void> {
    const { signal } = this.#settings;
    let stopWaiting = (): void => undefined;
    try {
      stopWaiting = onAbort(signal, () => this.#end(signal?.reason));
      while (!this.#ended) {
        this.#hasNews = false;
        await this.#expire();
        this.#source.fill();
        this.#launch();
        if (this.#members.size === 0 && this.#source.done) break;
        await this.#pause();
      }
      if (this.#source.error !== undefined) this.#end(this.#source.error);
      if (this.#ended) await this.#finish();
      this.complete = !this.#ended;
    } catch (error) {
      // Not even a mistake of our own may leave the consumer waiting.
      this.#end(error);
    } finally {
      stopWaiting();
      this.#source.close();
      this.#channel.close();
    }
  }

  /** Ends the run early: nothing more is sent. */
  stop(reason: unknown): void {
    this.#end(reason);
  }

  get #now(): number {
    return this.#settings.runtime.now();
  }

  #isOpen(member: Member): boolean {
    return this.#members.get(member.key) === member;
  }

  #news(): void {
    this.#hasNews = true;
    this.#wake();
  }

  #end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.reason = reason;
    for (const { kind, abort } of this.#calls) if (kind === 'look') abort.abort(reason);
    this.#news();
  }

  async #take(given: string | FleetTarget): Promise<void> {
    const { read, maxWait, goal } = this.#settings;
    const now = this.#now;
    const { wrong, ...target } = read(given);
    if (this.#members.has(keyOf(target))) {
      const { instanceId, region } = target;
      return this.#channel.push({
        type: 'duplicate',
        at: now,
        instanceId,
        ...(region !== undefined && { region }),
      });
    }
    const member = enter(target, { now, maxWait, stops: goal.stops });
    this.#members.set(member.key, member);
    if (wrong !== undefined) await this.#conclude(member, { do: 'end', kind: 'refused', reason: wrong });
  }

  async #conclude(member: Member, { do: _do, kind, ...problem }: End): Promise<void> {
    if (!this.#isOpen(member)) return;
    const { id, region, startedAt, known } = member;
    const { goal } = this.#settings;
    this.#members.delete(member.key);
    if (member.stage === 'queued') this.#lanes.remove(member);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    const at = this.#now;
    await this.#channel.push({
      type: 'outcome',
      at,
      outcome: {
        instanceId: id,
        ...(region !== undefined && { region }),
        kind,
        ...problem,
        ...(known.state !== undefined && { status: known.state }),
        ...(goal.stops &&
          known.state === goal.to &&
          known.charging !== undefined && { charging: known.charging }),
        requestIds: known.requestIds,
        startedAt,
        endedAt: at,
      },
    });
  }

  /** Ends those whose time is over. */
  async #expire(): Promise<void> {
    const { maxWait, goal, rules } = this.#settings;
    const now = this.#now;
    for (const member of this.#members.values()) {
      const sending = member.stage === 'changing' && member.isSent;
      if (now < endOf(member)) continue;
      await this.#conclude(member, atTimeout(member.known, { goal, maxWait, sending, wait: rules.wait }));
    }
    for (const { members, abort } of this.#calls)
      if (!members.some((member) => this.#isOpen(member))) abort.abort();
  }

  /** Starts every call that can be started now. */
  #launch(): void {
    const { concurrency, service } = this.#settings;
    const now = this.#now;
    while (this.#active('request') < concurrency) {
      const alone = this.#active('look') === 0 && this.#lanes.size === this.#members.size;
      const batch = this.#lanes.take(now, { alone });
      if (!batch) break;
      this.#start('request', batch.members, (signal) => request(this.#crew, batch, signal));
    }
    const room = concurrency - this.#active('look');
    if (room <= 0) return;
    const { filling } = this.#source;
    const due = dueBatches(this.#members.values(), { now, batch: service.batch, filling });
    for (const members of due.slice(0, room))
      this.#start('look', members, (signal) => lookAt(this.#crew, members, signal));
  }

  #active(wanted: Call['kind']): number {
    let active = 0;
    for (const { kind } of this.#calls) if (kind === wanted) active++;
    return active;
  }

  #start(kind: Call['kind'], members: readonly Member[], work: (signal: AbortSignal) => Promise<void>): void {
    const call: Call = { kind, members, abort: new AbortController() };
    this.#calls.add(call);
    for (const member of members) {
      member.stage = 'waiting';
      member.isSent = false;
    }
    const done = (): void => {
      this.#calls.delete(call);
      this.#news();
    };
    work(call.abort.signal).then(done, (error: unknown) => {
      this.#end(error);
      done();
    });
  }

  /** Waits until there is news, or something is due. */
  async #pause(): Promise<void> {
    if (this.#hasNews) return;
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const { runtime, concurrency } = this.#settings;
    const lanes = this.#active('request') < concurrency ? this.#lanes.due : Infinity;
    const { due: own, cutoff } = nextDue(this.#members.values(), {
      mayLook: this.#active('look') < concurrency,
      wait: this.#source.filling ? batchWait : 0,
    });
    const due = Math.min(lanes, own);
    const now = this.#now;
    const rest: Promise<void>[] = [woken];
    const over = new AbortController();
    if (due < Infinity) rest.push(runtime.sleep(Math.max(due - now, 1), over.signal).catch(() => {}));
    // A time-out of calls, as it must not pass in an instant where sleeping does.
    const cancel =
      cutoff < Infinity ? runtime.timer(Math.max(cutoff - now, 1), () => this.#wake()) : () => {};
    await Promise.race(rest);
    over.abort();
    cancel();
  }

  #lookLater(member: Member): void {
    if (!this.#isOpen(member)) return;
    const { pauses, service } = this.#settings;
    member.lookAt = nextLook(member, { now: this.#now, pauses, calls: this.#members.size / service.batch });
    member.stage = 'idle';
  }

  /** After an early end: lets the requests under way finish, and gives every instance in the works its outcome. */
  async #finish(): Promise<void> {
    const { runtime } = this.#settings;
    const over = new AbortController();
    const idle = async (): Promise<void> => {
      while (this.#active('request') > 0)
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      over.abort();
    };
    const settled = idle();
    await Promise.race([settled, runtime.sleep(finalWait, over.signal).catch(() => {})]);
    for (const { abort } of this.#calls) abort.abort(this.reason);
    await settled;
    const refusal = isQcvmError(this.reason) ? problemOf(this.reason) : undefined;
    const why = this.reason instanceof Error ? this.reason.message : 'it was aborted';
    for (const member of this.#members.values())
      await this.#conclude(member, atEarlyEnd(member.known, { why, refusal }));
  }
}
