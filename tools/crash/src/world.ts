import {
  createEmulator,
  type Emulator,
  type EmulatorServer,
  type Fault,
  type InstanceSeed,
  type LoggedRequest,
} from '@qcvm/mock';
import type { Api, Counted } from './api.js';
import type { Member, Schedule } from './schedule.js';

/** A request as the emulator has seen it, with what there was to be seen then. Times are in milliseconds since 1970. */
export interface Seen {
  readonly at: number;
  /** Which process was the last to be started by then, and of which attempt it was; counted from 0. */
  readonly life: number;
  readonly attempt: number;
  /** `aside`: it changes nothing, and shows no instance; `other`: it has no business here. */
  readonly kind: Counted | 'aside' | 'other';
  readonly force: boolean;
  /** The instances that it names, by their new ids. */
  readonly ids: readonly string[];
  /** Those for which it was accepted: it had its effect. */
  readonly accepted: ReadonlySet<string>;
  /** Its answer was sent whole, and says what happened. */
  readonly isDelivered: boolean;
  /** Nothing that speaks the API answered. */
  readonly isLost: boolean;
  /** Its answer leaves open whether it had its effect; `unclear`: for these instances. */
  readonly isUnclear: boolean;
  readonly unclear: ReadonlySet<string>;
  /** What refused it: a check of the emulator, `operation`, or `fault`. */
  readonly refusedBy: string | undefined;
  readonly code: number | string | undefined;
  readonly faults: readonly Fault[];
  /** The statuses that a look has shown, or would have shown. */
  readonly statuses: ReadonlyMap<string, number>;
}

/** A request that changes something, or may. */
export const isChange = ({ kind }: Pick<Seen, 'kind'>): boolean => kind !== 'look' && kind !== 'aside';

/** Faults that are the whole answer: of several, the first in this order is it, and those before the effect come first. */
const answers: readonly Fault['kind'][] = ['unreachable', 'drop', 'gateway', 'code', 'cut'];

function answerOf(faults: readonly Fault[]): Fault | undefined {
  const order = (fault: Fault): number =>
    answers.indexOf(fault.kind) +
    (fault.kind === 'cut' || ('when' in fault && fault.when === 'after') ? answers.length : 0);
  return faults
    .filter(({ kind }) => answers.includes(kind))
    .sort((one, other) => order(one) - order(other))[0];
}

const failure = 1;
const rebooting = 7;

/** The seed of an instance in the emulator; `undefined` for one that does not exist. */
function seedOf(member: Member, schedule: Pick<Schedule, 'command'>, api: Api): InstanceSeed | undefined {
  const { id, oldId, region, kind } = member;
  const { from, to } = api.changes[schedule.command];
  const seed = { unInstanceId: id, instanceId: oldId, region };
  switch (kind) {
    case 'missing':
      return undefined;
    case 'already':
      // A restart leads back to where it came from: an instance that is down is what it cannot be done to.
      return { ...seed, status: from === to ? api.changes.stop.to : to };
    case 'busy':
      return { ...seed, status: rebooting, becomes: { status: from, after: 600_000 } };
    case 'broken':
      return { ...seed, status: failure };
    case 'plain':
    case 'stubborn':
    case 'flapping':
      return { ...seed, status: from, stubborn: kind === 'stubborn' };
  }
}

interface WorldParts {
  readonly emulator: Emulator;
  readonly server: EmulatorServer;
  readonly schedule: Schedule;
  readonly api: Api;
}

/** An emulator behind HTTP, and a memory of all that it was asked. */
export class World {
  readonly seen: Seen[] = [];
  /** Set where processes are started. */
  life = 0;
  attempt = 0;
  /** Hears of every request once it has had its effect, before its answer leaves. */
  onRequest: (seen: Seen) => void = () => undefined;

  readonly #parts: WorldParts;
  readonly #newIds: ReadonlyMap<string, string>;
  readonly #kinds: ReadonlyMap<string, Seen['kind']>;

  private constructor(parts: WorldParts) {
    this.#parts = parts;
    this.#newIds = new Map(parts.schedule.members.map(({ id, oldId }) => [oldId, id]));
    const { operations, asides } = parts.api;
    this.#kinds = new Map([
      ...Object.entries(operations).map(([kind, { action }]) => [action, kind as Seen['kind']] as const),
      ...asides.map((action) => [action, 'aside'] as const),
    ]);
    const { emulator } = parts;
    emulator.subscribe((change) => {
      if (change.kind === 'request') this.#take(emulator.requests.get(change.id));
    });
  }

  /** Time is the machine's, so that signatures stay fresh; the changes of state are short instead. */
  static async open(schedule: Schedule, api: Api): Promise<World> {
    const emulator = createEmulator({
      instances: schedule.members.flatMap((member) => seedOf(member, schedule, api) ?? []),
      durations: schedule.durations,
      faults: schedule.faults.map((rule, index) => ({ ...rule, name: `${index}` })),
      maxLogged: 100,
    });
    const server = await emulator.listen({ limits: { closeGrace: 100 } });
    return new World({ emulator, server, schedule, api });
  }

  get endpoint(): string {
    return `${this.#parts.server.url}${this.#parts.api.path}`;
  }

  get credentials(): Emulator['credentials'] {
    return this.#parts.emulator.credentials;
  }

  /** The status of every instance, now. */
  statuses(region?: string): Map<string, number> {
    const list = this.#parts.emulator.instances.list(region === undefined ? {} : { region });
    return new Map(list.map(({ unInstanceId, status }) => [unInstanceId, status]));
  }

  close(): Promise<void> {
    return this.#parts.server.close();
  }

  #take(request: LoggedRequest | undefined): void {
    if (request === undefined) return;
    const { api, schedule, emulator } = this.#parts;
    const { at, action = '', region, outcome } = request;
    const kind = this.#kinds.get(action) ?? 'other';
    const ids = api.idsOf(request).map((id) => this.#newIds.get(id) ?? id);
    const faults = request.faults.flatMap((name) => schedule.faults[Number(name)]?.fault ?? []);
    const fault = answerOf(faults);
    const code = fault?.kind === 'code' ? fault.code : undefined;
    const isLost = fault !== undefined && code === undefined;
    const results = Object.entries(api.resultsOf(request));
    const having = (fits: (code: number) => boolean): Set<string> =>
      new Set(results.flatMap(([id, code]) => (fits(code) ? [this.#newIds.get(id) ?? id] : [])));
    const answered = outcome.kind === 'answered' ? outcome : undefined;
    const said = code ?? answered?.code;
    const seen: Seen = {
      at,
      life: this.life,
      attempt: this.attempt,
      kind,
      force: api.isForced(request),
      ids,
      accepted: having((code) => code === 0),
      unclear: having((code) => api.isUnclear(code)),
      isDelivered: answered !== undefined && fault === undefined,
      isLost,
      isUnclear: isLost || (said !== undefined && api.isUnclear(said)),
      refusedBy: answered?.refusedBy,
      code: answered?.code,
      faults,
      statuses: kind === 'look' && answered?.code === 0 ? this.#shown(region, ids) : new Map(),
    };
    this.seen.push(seen);
    for (const { id, after, status } of schedule.flaps) {
      if (after === this.seen.length) emulator.instances.update(id, { status });
    }
    this.onRequest(seen);
  }

  #shown(region: string | undefined, ids: readonly string[]): Map<string, number> {
    const all = this.statuses(region);
    if (ids.length === 0) return all;
    return new Map(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id)!] as const] : [])));
  }
}
