import { targetKey, type Target } from '../../targets/target.js';
import type { FleetEvent, Stage } from '../terms/event.js';
import { outcomeMeanings, type OutcomeKind } from '../terms/outcome.js';

/** Where a run stands at one moment. */
export interface ProgressSnapshot {
  readonly total: number;
  readonly done: number;
  readonly stages: Readonly<Record<Stage, number>>;
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Milliseconds since the start. */
  readonly elapsed: number;
  /** Outcomes each second, over the last minute and a half; `undefined` before that says anything. */
  readonly rate: number | undefined;
  /** Milliseconds, estimated from the rate. */
  readonly timeLeft: number | undefined;
  /** The latest notice, for so long as it is news. */
  readonly notice: string | undefined;
  /** Milliseconds since anything happened. */
  readonly quiet: number;
}

/** Longer than a minute: that is how the quota comes and goes. */
const rateWindow = 90_000;
const noticeLasts = 8_000;
/** Outcomes come in batches of 100: a rate over a shorter time varies too much to be shown. */
const rateNeeds = 3_000;

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

const stages: readonly Stage[] = ['queued', 'looked-at', 'requested', 'changing', 'returned'];

/** Counts what happens. Instances that were done before (a resumed run) count, but do not make the rate. */
export class Progress {
  readonly #total: number;
  readonly #startedAt: number;
  readonly #stage = new Map<string, Stage>();
  readonly #stages = zeros(stages);
  readonly #outcomes: Record<OutcomeKind, number>;
  #done = 0;
  #samples: { at: number; done: number }[];
  #lastEventAt: number;
  #notice: { text: string; at: number } | undefined;

  constructor(total: number, startedAt: number) {
    this.#total = total;
    this.#startedAt = startedAt;
    this.#stages.queued = total;
    this.#outcomes = zeros(Object.keys(outcomeMeanings) as OutcomeKind[]);
    this.#samples = [{ at: startedAt, done: 0 }];
    this.#lastEventAt = startedAt;
  }

  /** An instance was done with before this run began. */
  takeEarlier(kind: OutcomeKind): void {
    this.#stages.queued -= 1;
    this.#outcomes[kind] += 1;
    this.#done += 1;
    this.#samples = [{ at: this.#startedAt, done: this.#done }];
  }

  take(event: FleetEvent, now: number): void {
    this.#lastEventAt = now;
    switch (event.type) {
      case 'stage':
        this.#move(event, event.stage);
        break;
      case 'sending':
        for (const instanceId of event.instanceIds)
          this.#move({ region: event.region, instanceId }, 'requested');
        break;
      case 'accepted':
        for (const instanceId of event.instanceIds)
          this.#move({ region: event.region, instanceId }, 'changing');
        break;
      case 'outcome': {
        const key = targetKey(event.outcome);
        this.#stages[this.#stage.get(key) ?? 'queued'] -= 1;
        this.#stage.delete(key);
        this.#outcomes[event.outcome.kind] += 1;
        this.#done += 1;
        this.#sample(now);
        break;
      }
      case 'notice':
        this.#notice = { text: event.message, at: now };
        break;
    }
  }

  snapshot(now: number): ProgressSnapshot {
    const first = this.#samples.find(({ at }) => at >= now - rateWindow) ?? this.#samples.at(-1);
    const span = first === undefined ? 0 : now - first.at;
    const gained = first === undefined ? 0 : this.#done - first.done;
    const rate = span >= rateNeeds && gained > 0 ? (gained * 1000) / span : undefined;
    const notice = this.#notice;
    return {
      total: this.#total,
      done: this.#done,
      stages: { ...this.#stages },
      outcomes: { ...this.#outcomes },
      elapsed: now - this.#startedAt,
      rate,
      timeLeft: rate === undefined ? undefined : ((this.#total - this.#done) * 1000) / rate,
      quiet: now - this.#lastEventAt,
      notice: notice !== undefined && now - notice.at < noticeLasts ? notice.text : undefined,
    };
  }

  #move(target: Target, stage: Stage): void {
    const key = targetKey(target);
    this.#stages[this.#stage.get(key) ?? 'queued'] -= 1;
    this.#stages[stage] += 1;
    this.#stage.set(key, stage);
  }

  /** One sample each second is enough, and bounds their number. */
  #sample(now: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && now - last.at < 1000) return;
    this.#samples.push({ at: now, done: this.#done });
    while (this.#samples.length > 1 && (this.#samples[1]?.at ?? now) < now - rateWindow)
      this.#samples.shift();
  }
}
