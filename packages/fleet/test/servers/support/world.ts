import { createEmulator, type Emulator, type EmulatorServer, type InstanceSeed } from '@qcvm/mock';

/** A request as the emulator has logged it, with what it showed or did. */
export interface Seen {
  /** When it arrived, in milliseconds. */
  readonly at: number;
  readonly action: string;
  readonly account: string;
  readonly ids: readonly string[];
  /** For which it was accepted. */
  readonly accepted: ReadonlySet<string>;
  /** Those that a look has shown as running. */
  readonly running: ReadonlySet<string>;
  readonly isRefusedForQuota: boolean;
}

export interface WorldOptions {
  readonly accounts: number;
  readonly regions: readonly string[];
  /** Instances of each account in each region. */
  readonly size: number;
  readonly quota: { readonly calls: number; readonly seconds: number };
}

const running = 2;

/** An emulator behind HTTP with accounts, regions and instances of every temper, and a memory of all it was asked. */
export class World {
  readonly seen: Seen[] = [];
  readonly emulator: Emulator;
  /** Variables for workers: a key for each account. */
  readonly environment: Readonly<Record<string, string>>;
  readonly accounts: readonly string[];
  /** Those that are started once more after their first shutdown was accepted. */
  readonly #flapping = new Set<string>();
  #server: EmulatorServer | undefined;

  constructor({ accounts, regions, size, quota }: WorldOptions) {
    this.accounts = Array.from({ length: accounts }, (_, index) => `A${index}`);
    const keys = this.accounts.map((name) => ({
      secretId: `AKID${name}0000`,
      secretKey: `secret-of-${name}`,
    }));
    this.environment = Object.fromEntries(
      keys.flatMap(({ secretId, secretKey }, index) => [
        [`${this.accounts[index]}_SECRET_ID`, secretId],
        [`${this.accounts[index]}_SECRET_KEY`, secretKey],
      ]),
    );
    const few = Math.ceil(size / 25);
    const seeds = this.accounts.flatMap((account) =>
      regions.flatMap((region): InstanceSeed[] => {
        const place = { account, region, status: 'running' } as const;
        return [
          { ...place, count: few, instanceName: 'db-1' },
          { ...place, count: few, stubborn: true },
          { ...place, count: few, instanceName: 'flapping' },
          { ...place, count: few, instanceName: 'goes' },
          { ...place, count: few, status: 'shutDown' },
          { ...place, count: size - 5 * few, instanceName: 'web-1' },
        ];
      }),
    );
    this.emulator = createEmulator({
      accounts: this.accounts.map((id, index) => ({ id, keys: [keys[index]!] })),
      instances: seeds,
      durations: { stop: 1500, forcedStop: 500, start: 500, reboot: 1500, jitter: 0.5 },
      quota: [{ ...quota, per: 'action' }],
      maxLogged: 100,
    });
    for (const { unInstanceId } of this.named('flapping')) this.#flapping.add(unInstanceId);
    this.emulator.subscribe((change) => {
      if (change.kind === 'request') this.#take(change.id);
    });
  }

  named(name: string) {
    return this.emulator.instances.list().filter(({ instanceName }) => instanceName === name);
  }

  async listen(): Promise<string> {
    this.#server = await this.emulator.listen({ limits: { closeGrace: 100 } });
    return `${this.#server.url}/v2/index.php`;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  #take(id: number): void {
    const request = this.emulator.requests.get(id);
    if (request === undefined) return;
    const { at, action = '', account = '', input, outcome } = request;
    const ids = (input?.['instanceIds'] ?? []) as readonly string[];
    const answered = outcome.kind === 'answered' ? outcome : undefined;
    const accepted = new Set(
      Object.entries(answered?.results ?? {}).flatMap(([each, code]) => (code === 0 ? [each] : [])),
    );
    const shown = action === 'DescribeInstances' && answered?.code === 0 ? ids : [];
    const { instances } = this.emulator;
    this.seen.push({
      at,
      action,
      account,
      ids,
      accepted,
      running: new Set(shown.filter((each) => instances.has(each) && instances.get(each).status === running)),
      isRefusedForQuota: answered?.code === 4400,
    });
    for (const each of accepted)
      if (this.#flapping.delete(each)) instances.update(each, { status: 'running' });
  }
}

/** What the log says against the workers; empty when all is well. */
export function judge(
  seen: readonly Seen[],
  about: { readonly isProtected: (id: string) => boolean; readonly quota: WorldOptions['quota'] },
): readonly string[] {
  const verdict: string[] = [];
  const lastStop = new Map<string, number>();
  const lastRunning = new Map<string, number>();
  for (const [index, { action, ids, accepted, running: shown }] of seen.entries()) {
    for (const id of shown) lastRunning.set(id, index);
    if (action === 'DescribeInstances') continue;
    for (const id of ids)
      if (about.isProtected(id)) verdict.push(`${id} is protected, and was in a ${action}`);
    for (const id of accepted) {
      const before = lastStop.get(id);
      if (before !== undefined && (lastRunning.get(id) ?? -1) < before)
        verdict.push(`${id} was stopped twice, and not seen running between`);
      lastStop.set(id, index);
    }
  }
  const refused = seen.filter(({ isRefusedForQuota }) => isRefusedForQuota).length;
  if (refused > 0) verdict.push(`${refused} calls were refused because of the quota`);
  return [...verdict, ...judgeQuota(seen, about.quota)];
}

function* judgeQuota(seen: readonly Seen[], { calls, seconds }: WorldOptions['quota']): Iterable<string> {
  const lines = new Map<string, number[]>();
  for (const { account, action, at } of seen) {
    const key = `${account} ${action}`;
    const line = lines.get(key);
    if (line) line.push(at);
    else lines.set(key, [at]);
  }
  for (const [key, times] of lines) {
    times.sort((one, other) => one - other);
    const over = times.filter(
      (at, index) => index >= calls && at - times[index - calls]! < seconds * 1000,
    ).length;
    if (over > 0) yield `${key}: ${over} calls came too early for the quota`;
  }
}
