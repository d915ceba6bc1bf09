import { ApiError, isQcvmError } from '../../model/errors.js';
import type { InstanceStatus } from '../../services/cvm/2.0/types.gen.js';
import type { Runtime } from '../../model/runtime.js';
import { askToStop, classify, lookAt, problemOf, type CallFailure, type StopAnswer } from './calls.js';
import type { Channel } from './channel.js';
import { afterAccepted, afterAmbiguity, afterLook, afterRefusal, atTheEnd, track } from './instance.js';
import type { End, Rules, Step, Tracked } from './instance.js';
import { Source } from './source.js';
import type { EnsureStoppedEvent, EnsureStoppedKind, StoppingClient } from './types.js';

/** Everything a run needs, with its defaults filled in. */
export interface RunSettings {
  readonly client: StoppingClient;
  readonly ids: Iterable<string> | AsyncIterable<string>;
  readonly rules: Rules;
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly region: string | undefined;
  readonly concurrency: number;
  readonly window: number;
  readonly requested: ReadonlySet<string>;
  readonly batch: number;
  /** Milliseconds between two looks at an instance: the first delay, and the longest. */
  readonly delays: { readonly minimum: number; readonly maximum: number };
  readonly runtime: Runtime;
  /** What is wrong with an id, if it cannot be one. */
  readonly check: (id: string) => string | undefined;
}

type Kind = 'look' | 'stop' | 'force';

/** Milliseconds for which a batch that is not full waits for others. */
const linger = 500;
/** Milliseconds that calls under way get to finish after an abort. */
const farewell = 3000;

/**
 * The driver: looks at instances, asks for their shutdown and looks again, in batches, until each has its outcome. What to
 * do with an instance is decided in `instance.ts`; here is only when, and together with whom.
 */
export class Run {
  readonly counts: Record<EnsureStoppedKind, number> = {
    stopped: 0,
    'already-stopped': 0,
    forced: 0,
    refused: 0,
    'not-found': 0,
    'timed-out': 0,
    unknown: 0,
  };
  complete = false;
  reason: unknown;

  readonly #settings: RunSettings;
  readonly #channel: Channel<EnsureStoppedEvent>;
  readonly #tracked = new Map<string, Tracked>();
  /** Who waits to be asked to stop, and since when. */
  readonly #ready = { stop: new Map<Tracked, number>(), force: new Map<Tracked, number>() };
  readonly #active = { look: 0, stop: 0, force: 0 };
  /** Aborts what is under way when the run ends early. */
  readonly #looks = new AbortController();
  readonly #changes = new AbortController();
  readonly #source: Source;
  #ended = false;
  /** Something has happened since the last look around; if somebody waits for that, `#wake` tells him. */
  #hasNews = false;
  #wake: () => void = () => {};

  constructor(settings: RunSettings, channel: Channel<EnsureStoppedEvent>) {
    this.#settings = settings;
    this.#channel = channel;
    this.#source = new Source(settings.ids, {
      room: () => settings.window - this.#tracked.size,
      take: (id) => this.#take(id),
      wake: () => this.#news(),
      batch: settings.batch,
    });
  }

  /** Runs to the end. Never rejects: why it ended early is in `reason`. */
  async run(): Promise<void> {
    const { signal } = this.#settings;
    const onAbort = (): void => this.#end(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      if (signal.aborted) onAbort();
      while (!this.#ended) {
        this.#hasNews = false;
        await this.#expire();
        this.#source.fill();
        this.#launch();
        if (this.#tracked.size === 0 && this.#source.done) break;
        await this.#pause();
      }
      if (this.#source.error !== undefined) this.#end(this.#source.error);
      if (this.#ended) await this.#finish();
      this.complete = !this.#ended;
    } catch (error) {
      // Not even a mistake of our own may leave the consumer waiting.
      this.#end(error);
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#source.close();
      this.#channel.close();
    }
  }

  get #now(): number {
    return this.#settings.runtime.now();
  }

  #news(): void {
    this.#hasNews = true;
    this.#wake();
  }

  #end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.reason = reason;
    this.#looks.abort(reason);
    this.#news();
  }

  async #take(id: string): Promise<void> {
    const { check, requested } = this.#settings;
    const at = this.#now;
    if (this.#tracked.has(id)) return this.#channel.push({ type: 'duplicate', at, instanceId: id });
    const wrong = check(id);
    const tracked = track(id, at, requested.has(id));
    this.#tracked.set(id, tracked);
    if (wrong !== undefined) await this.#conclude(tracked, { kind: 'refused', reason: wrong });
  }

  async #conclude(tracked: Tracked, { kind, code, codeDesc, reason }: End): Promise<void> {
    const { id, startedAt, requestIds, status } = tracked;
    this.#tracked.delete(id);
    this.counts[kind]++;
    const at = this.#now;
    await this.#channel.push({
      type: 'outcome',
      at,
      outcome: {
        instanceId: id,
        kind,
        ...(code === undefined ? {} : { code }),
        ...(codeDesc === undefined ? {} : { codeDesc }),
        ...(reason === undefined ? {} : { reason }),
        ...(status === undefined ? {} : { status }),
        requestIds,
        startedAt,
        endedAt: at,
      },
    });
  }

  /** Ends those whose time is over, unless a call about them is under way. */
  async #expire(): Promise<void> {
    const { timeout } = this.#settings;
    const now = this.#now;
    for (const tracked of this.#tracked.values())
      if (!tracked.busy && now >= tracked.startedAt + timeout)
        await this.#conclude(tracked, atTheEnd(tracked, 'timed-out', `not shut down within ${timeout} ms`));
  }

  /** Starts every call that can be started now. */
  #launch(): void {
    const { concurrency, batch } = this.#settings;
    for (const kind of ['force', 'stop'] as const) {
      const ready = this.#ready[kind];
      while (ready.size > 0 && this.#active[kind] < concurrency && this.#isRipe(ready)) {
        const members = [...ready.keys()].slice(0, batch);
        for (const member of members) ready.delete(member);
        this.#start(kind, members, () => this.#stop(members, kind === 'force'));
      }
    }
    if (this.#active.look >= concurrency) return;
    const due = this.#due();
    for (let from = 0; from < due.length && this.#active.look < concurrency; from += batch) {
      const members = due.slice(from, from + batch);
      this.#start('look', members, () => this.#look(members));
    }
  }

  /** Who is to be looked at. While ids keep coming, a batch that is not full waits for more of them. */
  #due(): readonly Tracked[] {
    const now = this.#now;
    const due: Tracked[] = [];
    let first = Infinity;
    for (const tracked of this.#tracked.values()) {
      if (tracked.busy || tracked.lookAt > now + linger) continue;
      due.push(tracked);
      first = Math.min(first, tracked.lookAt);
    }
    const ripe = first <= now && (!this.#source.filling || now >= first + linger);
    return ripe ? due : due.slice(0, due.length - (due.length % this.#settings.batch));
  }

  /** A batch goes when it is full, when its first has waited long enough, or when nobody else could join. */
  #isRipe(ready: ReadonlyMap<Tracked, number>): boolean {
    const [since = 0] = ready.values();
    return (
      ready.size >= this.#settings.batch ||
      this.#now >= since + linger ||
      (this.#active.look === 0 && ready.size === this.#tracked.size)
    );
  }

  #start(kind: Kind, members: readonly Tracked[], call: () => Promise<void>): void {
    this.#active[kind]++;
    for (const member of members) member.busy = true;
    const done = (): void => {
      this.#active[kind]--;
      this.#news();
    };
    call().then(done, (error: unknown) => {
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
    const now = this.#now;
    const wait = this.#nextDue() - now;
    if (wait === Infinity) return woken;
    const timer = new AbortController();
    const slept = this.#settings.runtime.sleep(Math.max(wait, 1), timer.signal).catch(() => {});
    await Promise.race([woken, slept]);
    timer.abort();
  }

  /** When the next thing is due that no call has to end for. */
  #nextDue(): number {
    const { timeout, concurrency } = this.#settings;
    const mayLook = this.#active.look < concurrency;
    const wait = this.#source.filling ? linger : 0;
    let next = Infinity;
    for (const { busy, lookAt: at, startedAt } of this.#tracked.values())
      if (!busy) next = Math.min(next, mayLook ? at + wait : Infinity, startedAt + timeout);
    for (const kind of ['stop', 'force'] as const) {
      const [since = Infinity] = this.#ready[kind].values();
      if (this.#active[kind] < concurrency) next = Math.min(next, since + linger);
    }
    return next;
  }

  async #look(members: readonly Tracked[]): Promise<void> {
    const { client } = this.#settings;
    let statuses: ReadonlyMap<string, InstanceStatus>;
    try {
      statuses = await lookAt(client, ids(members), this.#options(this.#looks.signal));
    } catch (error) {
      return this.#lookFailed(members, error);
    }
    for (const tracked of members) {
      const status = statuses.get(tracked.id);
      const at = this.#now;
      if (status !== undefined && status !== tracked.status)
        await this.#channel.push({ type: 'seen', at, instanceId: tracked.id, status });
      tracked.status = status ?? tracked.status;
      tracked.looks++;
      await this.#follow(tracked, afterLook(tracked, status, { now: at, rules: this.#settings.rules }));
    }
  }

  async #lookFailed(members: readonly Tracked[], error: unknown): Promise<void> {
    if (this.#ended) return;
    const failure = classify(error);
    if (failure.kind === 'divisible') return this.#divide(members, failure.error, (half) => this.#look(half));
    await this.#trouble(failure, members);
  }

  async #stop(members: readonly Tracked[], force: boolean): Promise<void> {
    const { client, rules } = this.#settings;
    const instanceIds = ids(members);
    await this.#channel.push({ type: 'sending', at: this.#now, instanceIds, force });
    if (this.#ended) return;
    let answers: ReadonlyMap<string, StopAnswer>;
    try {
      answers = await askToStop(
        client,
        { instanceIds, forceStop: force ? 1 : 0 },
        this.#options(this.#changes.signal),
      );
    } catch (error) {
      return this.#stopFailed(members, force, error);
    }
    for (const tracked of members) {
      const answer = answers.get(tracked.id) ?? {
        kind: 'unreported',
        problem: { reason: 'no answer for it' },
      };
      const now = this.#now;
      if (answer.kind === 'accepted') {
        const { requestId } = answer;
        afterAccepted(tracked, { now, force, requestId });
        await this.#channel.push({
          type: 'accepted',
          at: now,
          instanceId: tracked.id,
          force,
          ...(requestId === undefined ? {} : { requestId }),
        });
        this.#lookLater(tracked);
      } else if (answer.kind === 'unreported') {
        afterAmbiguity(tracked, { now, force, problem: answer.problem });
        this.#lookLater(tracked);
      } else await this.#follow(tracked, afterRefusal(tracked, { ...answer, now, rules }));
    }
  }

  async #stopFailed(members: readonly Tracked[], force: boolean, error: unknown): Promise<void> {
    const failure = classify(error);
    if (failure.kind === 'divisible')
      return this.#divide(members, failure.error, (half) => this.#stop(half, force));
    // After an abort nobody knows how far the request got.
    if (failure.kind === 'ambiguous' || this.#ended) {
      const problem = problemOf(error);
      for (const tracked of members) afterAmbiguity(tracked, { now: this.#now, force, problem });
    }
    if (!this.#ended) await this.#trouble(failure, members);
  }

  /** A call was refused because of some of its instances: ask for halves until it is clear because of whom. */
  async #divide(
    members: readonly Tracked[],
    error: Error,
    call: (half: readonly Tracked[]) => Promise<void>,
  ): Promise<void> {
    if (members.length === 1) {
      const gone = error instanceof ApiError && error.category === 'resource';
      return this.#conclude(members[0]!, { kind: gone ? 'not-found' : 'refused', ...problemOf(error) });
    }
    const middle = Math.ceil(members.length / 2);
    await call(members.slice(0, middle));
    if (!this.#ended) await call(members.slice(middle));
  }

  async #trouble(
    failure: Exclude<CallFailure, { kind: 'divisible' }>,
    members: readonly Tracked[],
  ): Promise<void> {
    if (failure.kind === 'fatal') {
      for (const tracked of members) tracked.problem = problemOf(failure.error);
      this.#end(failure.error);
      return;
    }
    for (const tracked of members) {
      tracked.problem = problemOf(failure.error);
      tracked.looks++;
      this.#lookLater(tracked);
    }
    await this.#channel.push({ type: 'trouble', at: this.#now, error: failure.error });
  }

  async #follow(tracked: Tracked, step: Step): Promise<void> {
    const at = this.#now;
    if (step.do !== 'look' && step.returned)
      await this.#channel.push({ type: 'returned', at, instanceId: tracked.id });
    if (step.do === 'end') return this.#conclude(tracked, step);
    if (step.do === 'look') return this.#lookLater(tracked);
    // Busy until its batch has been answered.
    this.#ready[step.force ? 'force' : 'stop'].set(tracked, at);
  }

  /** Looks become rarer, and the rarer the more instances there are: polling must not use up the quota. */
  #lookLater(tracked: Tracked): void {
    const { delays, batch } = this.#settings;
    const crowd = (this.#tracked.size / batch) * 1000;
    tracked.lookAt =
      this.#now + Math.min(delays.maximum, Math.max(crowd, delays.minimum * 1.5 ** tracked.looks));
    tracked.busy = false;
  }

  #options(signal: AbortSignal): { signal: AbortSignal; region?: string } {
    const { region } = this.#settings;
    return { signal, ...(region === undefined ? {} : { region }) };
  }

  /** After an early end: lets the requests under way finish, and gives everybody in the works an outcome. */
  async #finish(): Promise<void> {
    const { runtime } = this.#settings;
    const deadline = new AbortController();
    const idle = async (): Promise<void> => {
      while (this.#active.stop + this.#active.force > 0)
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      deadline.abort();
    };
    const settled = idle();
    await Promise.race([settled, runtime.sleep(farewell, deadline.signal).catch(() => {})]);
    this.#changes.abort(this.reason);
    await settled;
    const refusal = isQcvmError(this.reason) ? problemOf(this.reason) : undefined;
    const why = this.reason instanceof Error ? this.reason.message : 'it was aborted';
    for (const tracked of this.#tracked.values()) {
      const { asked, problem } = tracked;
      const when = asked ? 'before it was seen shut down' : 'before anything was sent for it';
      const end: End =
        refusal && !asked
          ? { kind: 'refused', ...refusal }
          : { kind: 'unknown', ...problem, reason: `the run ended ${when}: ${why}` };
      await this.#conclude(tracked, end);
    }
  }
}

const ids = (members: readonly Tracked[]): readonly string[] => members.map(({ id }) => id);
