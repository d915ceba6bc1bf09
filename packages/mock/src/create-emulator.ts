import { accountsApi, drawAccountId, builtInKey } from './accounts/api.js';
import type { AccountSeed } from './accounts/account.js';
import { QuotaCounter } from './accounts/quota.js';
import { AccountStore } from './accounts/store.js';
import { createFetch } from './adapters/fetch.js';
import { createSend } from './adapters/in-process.js';
import type { IncomingCall, OutgoingAnswer } from './core/http/call.js';
import { Changes } from './core/changes.js';
import { createClock } from './core/clock.js';
import { Engine } from './core/engine.js';
import { ExpectedCalls } from './core/expectations/expected-calls.js';
import { ExpectationError, UnexpectedCallError } from './core/expectations/expectations.js';
import { UnexpectedCalls } from './core/expectations/unexpected-calls.js';
import { FaultStore } from './core/faults/store.js';
import { Log } from './core/log/log.js';
import { OptionsError } from './core/options/options-error.js';
import { machineRuntime } from './core/runtime.js';
import { behaviourOf } from './emulator/behaviour.js';
import type { Emulator } from './emulator/emulator.js';
import type { EmulatorOptions } from './emulator/emulator-options.js';
import { checkOptions } from './emulator/scenario.js';
import { checkSnapshot } from './emulator/snapshot-rules.js';
import { restoreSnapshot, takeSnapshot } from './emulator/snapshot.js';
import type { World } from './emulator/world.js';
import { NonceStore } from './protocols/nonces.js';
import { protocolV2 } from './protocols/v2/protocol.js';
import { protocolV3 } from './protocols/v3/protocol.js';
import { RequestIds } from './protocols/v3/request-ids.js';
import { Routes } from './protocols/routes.js';
import { cvmV3Behaviours } from './services/cvm/2017-03-12/service.js';
import { instancesApi } from './services/cvm/instances/api.js';
import { createInstances } from './services/cvm/instances/create.js';
import { defaultDurations } from './services/cvm/instances/durations.js';
import { oldIdOf } from './services/cvm/instances/fields/fields.js';
import { Resources } from './services/cvm/resources.js';
import { InstanceStore } from './services/cvm/instances/store.js';
import { cvmBehaviours } from './services/cvm/service.js';
import { tasksApi, TaskStore } from './services/cvm/tasks.js';
import { createServices, createServicesV3 } from './services/services.js';

/**
 * Makes an emulator of the CVM API, of both its generations. It needs no network and starts nothing that would have to be stopped.
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
  try {
    return assemble(options);
  } catch (failure) {
    // What only the whole can tell: an id that is taken, a region or an account that does not exist.
    if (!(failure instanceof Error) || !toldByParts.test(failure.name)) throw failure;
    throw new OptionsError('emulator options', [failure.message]);
  }
}

/** How the parts of an emulator call what they are given and cannot use. */
const toldByParts = /^(?:Account|CheckOrder|Clock|Fault|Instance)Error$/;

function assemble(options: EmulatorOptions): Emulator {
  const { seed = 1, maxTasks = 10_000, maxLogged = 1000 } = options;
  const changes = new Changes();
  const runtime = { ...machineRuntime, ...options.runtime };
  const behaviour = behaviourOf(options.behaviour);
  const clock = createClock(options.clock, {
    runtime,
    moved: (now) => changes.announce({ kind: 'clock', now }),
  });
  const { signatureClock = clock.mode === 'manual' ? 'emulator' : 'machine' } = options;
  const signatureNow = signatureClock === 'machine' ? () => runtime.now() : () => clock.now();
  // A clock that is moved by hand makes the durations of a test the same every time.
  const durationNow = clock.mode === 'manual' ? () => clock.now() : () => runtime.now();
  const world: World = {
    seed,
    behaviour,
    durations: { ...defaultDurations, ...options.durations },
    clock,
    accounts: new AccountStore(),
    instances: new InstanceStore(() => clock.now()),
    resources: new Resources(),
    nonces: new NonceStore(behaviour),
    quota: new QuotaCounter(),
    requestIds: new RequestIds(seed),
    tasks: new TaskStore({ maximum: maxTasks, seed }),
  };
  const expected = new ExpectedCalls();
  const { accounts, instances } = world;
  const accountSeeds: readonly AccountSeed[] = options.accounts ?? [{ keys: [builtInKey] }];
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
  const log = new Log(maxLogged);
  const unexpected = new UnexpectedCalls(options.onUnexpected ?? 'error');
  const surroundings = {
    ...{ accounts, quota: world.quota, quotas: options.quota, expected, nonces: world.nonces },
    explainSignatures: options.explainSignatures ?? 'never',
  };
  const { regions, v3 } = behaviour;
  const newer = createServicesV3([cvmV3Behaviours(world)]);
  const older = createServices([cvmBehaviours(world)]);
  const engine = new Engine({
    clock,
    signatureNow,
    durationNow,
    protocols: [
      protocolV3({
        ...{ ...surroundings, behaviour: v3, regions, requestIds: world.requestIds },
        routes: new Routes(newer, { hosts: v3.hosts, regions }),
      }),
      protocolV2({
        ...{ ...surroundings, behaviour },
        routes: new Routes(older, { hosts: behaviour.hosts, regions: [] }),
      }),
    ],
    faults,
    log,
    unexpected,
    changes,
  });
  const handle = async (call: IncomingCall): Promise<OutgoingAnswer> => engine.handle(call);

  const emulator: Emulator = {
    get credentials() {
      return workingKey(accounts);
    },
    clock,
    runtime: { now: signatureNow, sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal) },
    instances: instancesApi(world, changes),
    accounts: accountsApi(accounts, { world, changes }),
    tasks: tasksApi(world.tasks, () => clock.now()),
    faults,
    requests: log,
    handle,
    send: createSend(handle),
    fetch: createFetch(handle),
    listen: async (listenOptions = {}) => {
      const { listen } = await import('#server');
      return listen({ emulator, handle: (call) => engine.handle(call) }, listenOptions);
    },
    expect: (call) => expected.announce(call),
    assertExpectations: () => {
      const problems = [...expected.missing(), ...unexpected.all.map(({ message }) => message)];
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
