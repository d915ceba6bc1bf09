import type { Quota, ServiceDescriptor } from '@qcvm/client/descriptors';
import type { Transport, TransportRequest, TransportResponse } from '@qcvm/client/wire';
import type { AccountSeed } from './accounts/account.js';
import { accountsApi, drawAccountId } from './accounts/api.js';
import type { Accounts } from './accounts/accounts.js';
import { AccountStore } from './accounts/store.js';
import { defaultBehaviour } from './protocols/v2/behaviour.js';
import type { IncomingCall, OutgoingAnswer } from './core/call.js';
import { Changes } from './core/changes.js';
import type { ChangeListener } from './core/changes.js';
import { orderChecks } from './protocols/v2/checks/checks.js';
import { createClock } from './core/clock.js';
import type { Clock } from './core/clock.js';
import { createFetch } from './adapters/fetch.js';
import { createSend } from './adapters/in-process.js';
import { Engine } from './core/engine.js';
import { ExpectedCalls } from './core/expectations/expected-calls.js';
import { ExpectationError, UnexpectedCallError } from './core/expectations/expectations.js';
import type { ExpectedCall, UnexpectedCall } from './core/expectations/expectations.js';
import { UnexpectedCalls } from './core/expectations/unexpected-calls.js';
import { explainCall } from './protocols/v2/explain/explain-call.js';
import type { Faults } from './core/faults/rule.js';
import { FaultStore } from './core/faults/store.js';
import { instancesApi } from './services/cvm/instances/api.js';
import { createInstances } from './services/cvm/instances/create.js';
import { defaultDurations } from './services/cvm/instances/durations.js';
import { oldIdOf } from './services/cvm/instances/fields.js';
import type { Instances } from './services/cvm/instances/instances.js';
import { InstanceStore } from './services/cvm/instances/store.js';
import type { EmulatorServer, ListenOptions } from './emulator/listen.js';
import type { RequestLog } from './core/log/entry.js';
import { Log } from './core/log/log.js';
import { NonceStore } from './protocols/v2/nonces.js';
import { createOperations } from './services/cvm/catalogue.js';
import type { EmulatorOptions, QuotaOptions } from './emulator/options.js';
import { QuotaCounter } from './accounts/quota.js';
import { checkOptions } from './emulator/scenario.js';
import { checkSnapshot } from './emulator/snapshot-rules.js';
import { machineRuntime } from './core/runtime.js';
import { restoreSnapshot, takeSnapshot } from './emulator/snapshot.js';
import type { Snapshot } from './emulator/snapshot.js';
import { tasksApi, TaskStore } from './services/cvm/tasks.js';
import type { Tasks } from './services/cvm/tasks.js';
import type { World } from './emulator/world.js';

/**
 * A stateful fake of the CVM API 2.0, one engine behind every door. All its functions may be passed around
 * without it.
 */
export interface Emulator extends Transport {
  /** A key that works: the first active key of the first account. */
  readonly credentials: { readonly secretId: string; readonly secretKey: string; readonly token?: string };
  readonly clock: Clock;
  /** The emulator's time for a client: `createCvm({ …, transport: emulator, runtime: emulator.runtime })`. */
  readonly runtime: {
    readonly now: () => number;
    readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  };
  readonly instances: Instances;
  readonly accounts: Accounts;
  readonly tasks: Tasks;
  readonly faults: Faults;
  /** What was asked and what became of it. */
  readonly requests: RequestLog;

  /** The engine itself, which every door shares. Rejects only with an `UnexpectedCallError`. */
  readonly handle: (call: IncomingCall) => Promise<OutgoingAnswer>;
  /** The in-process transport: `createCvm({ …, transport: emulator })`. */
  readonly send: (request: TransportRequest) => Promise<TransportResponse>;
  /** A `fetch` that needs no network and no interception. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** An HTTP(S) server, on loopback unless told otherwise. Needs Node. */
  readonly listen: (options?: ListenOptions) => Promise<EmulatorServer>;

  /** Announces a call. As soon as one is announced, calls that were not are unexpected. */
  readonly expect: (call: ExpectedCall) => void;
  /** Throws an `ExpectationError` that lists announced calls that never came, and unexpected ones that did. */
  readonly assertExpectations: () => void;
  readonly unexpectedCalls: readonly UnexpectedCall[];
  /** Throws an `UnexpectedCallError` when there was a call that nobody expected. */
  readonly assertNoUnexpectedCalls: () => void;

  /** Everything that makes the future, as plain JSON. */
  readonly snapshot: () => Snapshot;
  /** Continues the history of a snapshot. Throws on anything else, and then changes nothing. */
  readonly restore: (snapshot: unknown) => void;
  /** Hears every change from now on; the result stops it. */
  readonly subscribe: (listener: ChangeListener) => () => void;
}

/** The key of the account that an emulator has when nobody names one. Worth nothing anywhere else. */
const defaultKey = {
  secretId: 'AKIDemulatoremulatoremulatoremulator',
  secretKey: 'emulatoremulatoremulatoremulator',
};

/** The quota of a service in the form of the option. */
function quotaOf({ quotas }: ServiceDescriptor): Required<QuotaOptions> {
  const of = (kind: Quota['per']): number | undefined => quotas.find(({ per }) => per === kind)?.calls;
  return { perMinute: of('service') ?? Infinity, perMinuteEachAction: of('action') ?? Infinity };
}

/**
 * Makes an emulator of the CVM API 2.0. It needs no network and starts nothing that would have to be stopped.
 *
 * ```ts
 * const emulator = createEmulator({ instances: fleet('ap-guangzhou').running(3).stubborn() });
 * const cvm = createCvm({ region: 'ap-guangzhou', credentials: emulator.credentials, transport: emulator });
 * ```
 *
 * @throws OptionsError that names every option that is wrong
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkOptions(options);
  const { seed = 1, maxTasks = 10_000, maxLogged = 1000 } = options;
  const changes = new Changes();
  const runtime = { ...machineRuntime, ...options.runtime };
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const operations = createOperations();
  const clock = createClock(options.clock, {
    runtime,
    moved: (now) => changes.announce({ kind: 'clock', now }),
  });
  const world: World = {
    seed,
    behaviour,
    durations: { ...defaultDurations, ...options.durations },
    quotaOptions: options.quota === false ? false : { ...quotaOf(operations.service), ...options.quota },
    explainSignatures: options.explainSignatures ?? 'never',
    clock,
    operations,
    accounts: new AccountStore(),
    instances: new InstanceStore(),
    nonces: new NonceStore(behaviour),
    quota: new QuotaCounter(),
    tasks: new TaskStore({ maximum: maxTasks, seed }),
    expected: new ExpectedCalls(),
  };
  const { accounts, instances } = world;
  const accountSeeds: readonly AccountSeed[] = options.accounts ?? [{ keys: [defaultKey] }];
  for (const account of accountSeeds) {
    accounts.add({ ...account, id: account.id ?? drawAccountId(accounts, seed) });
  }
  const seeds = options.instances ?? [];
  createInstances('seeds' in seeds ? seeds.seeds() : seeds, world);
  const faults = new FaultStore({
    world,
    changes,
    idsOf: (id) => {
      const record = instances.find(id);
      return record ? [record.unInstanceId, oldIdOf(record)] : [id];
    },
  });
  for (const rule of options.faults ?? []) faults.add(rule);
  const log = new Log({
    maximum: maxLogged,
    explain: (call) => explainCall({ call, accounts }),
  });
  const unexpected = new UnexpectedCalls(options.onUnexpected ?? 'error');
  const engine = new Engine({
    world,
    checks: orderChecks(behaviour.checkOrder),
    faults,
    log,
    unexpected,
    changes,
  });
  const handle = (call: IncomingCall): Promise<OutgoingAnswer> => engine.handle(call);

  const emulator: Emulator = {
    get credentials() {
      return workingKey(accounts);
    },
    clock,
    runtime: { now: () => clock.now(), sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal) },
    instances: instancesApi(world, changes),
    accounts: accountsApi(accounts, { world, changes }),
    tasks: tasksApi(world.tasks, () => clock.now()),
    faults,
    requests: log,
    handle,
    send: createSend(handle),
    fetch: createFetch(handle),
    listen: async (listenOptions = {}) => (await import('#server')).listen(emulator, listenOptions),
    expect: (call) => world.expected.announce(call),
    assertExpectations: () => {
      const problems = [...world.expected.missing(), ...unexpected.all.map(({ message }) => message)];
      if (problems.length > 0) throw new ExpectationError(problems.join('\n'));
    },
    get unexpectedCalls() {
      return unexpected.all;
    },
    assertNoUnexpectedCalls: () => {
      const [first] = unexpected.all;
      if (!first) return;
      throw new UnexpectedCallError(unexpected.all.map(({ message }) => message).join('\n'), first);
    },
    snapshot: () => takeSnapshot(world, faults),
    restore: (snapshot) => {
      restoreSnapshot(checkSnapshot(snapshot), { world, faults });
      changes.announce({ kind: 'restored' });
    },
    subscribe: (listener) => changes.subscribe(listener),
  };
  return emulator;
}

/** The first active key of the first account that has one. */
function workingKey(accounts: AccountStore): Emulator['credentials'] {
  for (const account of accounts.all()) {
    const key = accounts.keysOf(account).find(({ status }) => status === 'active');
    if (!key) continue;
    const { secretId, secretKey, token } = key;
    return { secretId, secretKey, ...(token === undefined ? {} : { token }) };
  }
  throw new Error('no account has an active key');
}
