import type { Cvm, Instance } from '@qcvm/client';
import { FleetError } from '../model/errors.js';
import type { FleetRuntime } from '../model/runtime.js';
import type { Selector } from '../plan/schema.js';
import { idsOf, matcherOf } from '../plan/selector.js';
import type { TaggedIds } from '../plan/tags.js';

/** What a process never touches, regardless of the plan; read anew each time. */
export type ReadProtection = () => Promise<readonly Selector[]>;

export interface GuardOptions {
  /** Of the plan and of the process that has planned the run. */
  readonly planned: readonly Selector[];
  /** Of this process. */
  readonly own: ReadProtection;
  readonly cvm: Cvm;
  readonly region: string;
  /** Looks up the tags of these instances, and of no others. */
  readonly taggedAmong: (ids: readonly string[]) => TaggedIds;
  readonly runtime: Pick<FleetRuntime, 'elapsed'>;
  readonly signal: AbortSignal;
}

/** A request was about to be sent for instances that are protected by now. Nothing was sent. */
export class NowProtected extends Error {
  override readonly name = 'NowProtected';
  /** Why, by id. */
  readonly reasons: ReadonlyMap<string, string>;

  constructor(reasons: ReadonlyMap<string, string>) {
    super('instances of the request are protected by now');
    this.reasons = reasons;
  }
}

/** A request was about to be sent for instances that the service does not list: it is unknown whether they are protected. */
export class NotListed extends Error {
  override readonly name = 'NotListed';
}

/** Milliseconds for which a look at what is protected counts. */
const fresh = 1000;

const reasons = {
  planned: 'the plan protects it: it fits since the run was planned',
  own: 'the worker protects it',
} as const;

/** Reads what a process protects. What cannot be read may protect anything. */
export async function readOwn(own: ReadProtection): Promise<readonly Selector[]> {
  try {
    return await own();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FleetError('protection-unreadable', `what this process protects cannot be read: ${why}`, {
      cause: error,
    });
  }
}

/** Looks at instances again right before a request for them, and lets none through that is protected by now. */
export class Guard {
  readonly #options: GuardOptions;
  /** Those of requests that are about to be sent. */
  readonly #waiting = new Set<string>();
  #checked = -Infinity;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** A request for these is about to be sent. */
  async expect(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#waiting.add(id);
    this.#checked = -Infinity;
    await this.check();
  }

  /** What was asked for this one is known. */
  settled(id: string): void {
    this.#waiting.delete(id);
  }

  /**
   * Before an attempt is sent.
   *
   * @throws NowProtected, NotListed; FleetError with `protection-unreadable`; what the look throws.
   */
  async check(): Promise<void> {
    const { planned, own, runtime } = this.#options;
    if (runtime.elapsed() - this.#checked < fresh) return;
    const protections = [
      ...planned.map((selector) => ({ selector, reason: reasons.planned })),
      ...(await readOwn(own)).map((selector) => ({ selector, reason: reasons.own })),
    ];
    const begun = runtime.elapsed();
    if (protections.length > 0 && this.#waiting.size > 0) await this.#look(protections);
    this.#checked = begun;
  }

  async #look(
    protections: readonly { readonly selector: Selector; readonly reason: string }[],
  ): Promise<void> {
    const { cvm, region, signal, taggedAmong } = this.#options;
    const ids = [...this.#waiting];
    const input = { instanceIds: ids, limit: ids.length };
    const { instanceSet } = await cvm.describeInstances(input, { region, signal });
    const lookup = { cvm, region, signal, tagged: taggedAmong(ids) };
    const matchers = await Promise.all(
      protections.map(async ({ selector, reason }) => ({ fits: await matcherOf(selector, lookup), reason })),
    );
    const isProtected = new Map<string, string>();
    const listed = new Set<string>();
    for (const instance of instanceSet) {
      for (const id of idsOf(instance)) listed.add(id);
      const reason = matchers.find(({ fits }) => fits(instance))?.reason;
      if (reason !== undefined) isProtected.set(idIn(ids, instance), reason);
    }
    if (isProtected.size > 0) throw new NowProtected(isProtected);
    const missing = ids.find((id) => !listed.has(id));
    if (missing !== undefined)
      throw new NotListed(`the service does not list ${missing}: whether it is protected is not known`);
  }
}

const idIn = (ids: readonly string[], instance: Instance): string =>
  idsOf(instance).find((id) => ids.includes(id)) ?? instance.unInstanceId;
