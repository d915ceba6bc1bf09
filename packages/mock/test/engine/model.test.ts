import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEmulator } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { Model, reachable } from './model.js';
import { ask, batch, freshNonce } from './support.js';

/** Commands run on both; each checks that they agree. */
type Command = fc.AsyncCommand<Model, Emulator>;

const secretId = 'AKIDmodel';
const secretKey = 'the key of the model';
const ids = Array.from({ length: 6 }, (_, index) => `ins-model${index}`);
const outerCode = (codes: readonly number[]): number => {
  const failures = codes.filter((code) => code !== 0).length;
  return failures === 0 ? 0 : failures === codes.length ? 5100 : 5400;
};

/** Signs with the time that the caller believes in, which a skew of the service does not change. */
const signed = (model: Model): { secretId: string; secretKey: string; timestamp: number; nonce: string } => ({
  secretId,
  secretKey,
  timestamp: Math.floor(model.now / 1000),
  nonce: freshNonce(),
});

const call = (action: string, wanted: readonly string[], force: boolean): Command => ({
  check: () => true,
  toString: () => `${action}(${wanted.join(', ')}${force ? ', force' : ''})`,
  run: async (model, emulator) => {
    const answer = await batch(emulator, {
      action,
      ids: wanted,
      force: force && action !== 'StartInstances',
      ...signed(model),
    });
    const { fault } = model;
    model.fault = undefined;
    if (fault?.when === 'before') {
      expect(answer.code).toBe(fault.code);
      return;
    }
    const refusal = model.refusal();
    model.skew = 0;
    const codes = refusal === undefined ? model.batch(action, wanted, force) : new Map<string, number>();
    if (fault) expect(answer.code).toBe(fault.code);
    else {
      expect(answer.code).toBe(refusal ?? outerCode([...codes.values()]));
      expect(Object.entries(answer.detail ?? {}).map(([id, { code }]) => [id, code])).toEqual([...codes]);
    }
  },
});

const describeAll = (status: number | undefined): Command => ({
  check: ({ fault }) => fault === undefined,
  toString: () => `DescribeInstances(${status ?? ''})`,
  run: async (model, emulator) => {
    const parameters = status === undefined ? {} : { status: `${status}` };
    const answer = await ask(emulator, { parameters, ...signed(model) });
    const refusal = model.refusal();
    model.skew = 0;
    expect(answer.code).toBe(refusal ?? 0);
    if (refusal !== undefined) return;
    const expected = [...model.instances.keys()].filter(
      (id) => status === undefined || model.status(id) === status,
    );
    expect(answer.instanceSet?.map((item) => [item.unInstanceId, item.status])).toEqual(
      expected.map((id) => [id, model.status(id)]),
    );
  },
});

const advance = (milliseconds: number): Command => ({
  check: () => true,
  toString: () => `advance(${milliseconds})`,
  run: async (model, emulator) => {
    model.now += milliseconds;
    emulator.clock.advance(milliseconds);
  },
});

const seed = (id: string, status: number, stubborn: boolean): Command => ({
  check: ({ instances }) => !instances.has(id),
  toString: () => `seed(${id}, ${status}${stubborn ? ', stubborn' : ''})`,
  run: async (model, emulator) => {
    emulator.instances.add({ unInstanceId: id, status, stubborn });
    model.instances.set(id, { status, since: model.now, stubborn });
  },
});

const put = (id: string, status: number): Command => ({
  check: ({ instances }) => instances.has(id),
  toString: () => `put(${id}, ${status})`,
  run: async (model, emulator) => {
    emulator.instances.update(id, { status });
    const instance = model.instances.get(id);
    if (instance) Object.assign(instance, { status, since: model.now, next: undefined });
  },
});

const setKey = (key: Model['key']): Command => ({
  check: (model) => model.key !== key && model.fault === undefined,
  toString: () => `key(${key})`,
  run: async (model, emulator) => {
    if (model.key === 'revoked') emulator.accounts.addKey({ secretId, secretKey });
    if (key === 'revoked') emulator.accounts.removeKey(secretId);
    else emulator.accounts.updateKey(secretId, { status: key });
    model.key = key;
  },
});

const addFault = (code: number, when: 'before' | 'after'): Command => ({
  check: ({ fault, skew }) => fault === undefined && skew === 0,
  toString: () => `fault(${code}, ${when})`,
  run: async (model, emulator) => {
    emulator.faults.add({ fault: { kind: 'code', code, when }, times: 1 });
    model.fault = { code, when };
  },
});

const addSkew = (seconds: number): Command => ({
  check: ({ fault, skew }) => fault === undefined && skew === 0 && seconds !== 0,
  toString: () => `skew(${seconds})`,
  run: async (model, emulator) => {
    emulator.faults.add({ fault: { kind: 'clockSkew', seconds }, times: 1 });
    model.skew = seconds;
  },
});

/** Nothing happens to the emulator, but everything about it is compared. */
const look: Command = {
  check: () => true,
  toString: () => 'look()',
  run: async (model, emulator) => {
    const shown = emulator.instances.list();
    expect(shown.map(({ unInstanceId, status }) => [unInstanceId, status])).toEqual(
      [...model.instances.keys()].map((id) => [id, model.status(id)]),
    );
    for (const { unInstanceId, next, since } of shown) {
      const instance = model.instances.get(unInstanceId);
      const pending = instance?.next && instance.next.at > model.now ? instance.next : undefined;
      expect(next && { status: next.status, at: next.at }).toEqual(pending);
      expect(since).toBe(instance?.next && !pending ? instance.next.at : instance?.since);
    }
  },
};

const anyIds = fc.subarray([...ids, 'ins-nothing'], { minLength: 1 });
const anyId = fc.constantFrom(...ids);
const anyStatus = fc.constantFrom(-1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 10, 20, 99);
const commands = [
  fc
    .tuple(fc.constantFrom('StopInstances', 'StartInstances', 'RestartInstances'), anyIds, fc.boolean())
    .map((given) => call(...given)),
  fc.option(anyStatus, { nil: undefined }).map(describeAll),
  fc.oneof(fc.nat(15_000), fc.constantFrom(5000, 7000, 8000, 12_000)).map(advance),
  fc.tuple(anyId, anyStatus, fc.boolean()).map((given) => seed(...given)),
  fc.tuple(anyId, anyStatus).map((given) => put(...given)),
  fc.constantFrom<Model['key']>('active', 'active', 'active', 'disabled', 'revoked').map(setKey),
  fc
    .tuple(fc.constantFrom(4400, 6000, 6200), fc.constantFrom('before' as const, 'after' as const))
    .map((given) => addFault(...given)),
  fc.integer({ min: -600, max: 600 }).map(addSkew),
  fc.constant(look),
];

const fresh = (): { model: Model; real: Emulator } => {
  const real = createEmulator({
    clock: 'manual',
    quota: false,
    accounts: [{ keys: [{ secretId, secretKey }] }],
    instances: ids
      .slice(0, 4)
      .map((unInstanceId, index) => ({ unInstanceId, stubborn: index === 1, status: index === 3 ? 4 : 2 })),
  });
  const model = new Model(real.clock.now());
  for (const { unInstanceId, status, since, stubborn } of real.instances.list()) {
    model.instances.set(unInstanceId, { status, since, stubborn });
  }
  return { model, real };
};

test('the emulator does what the simple model does, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { size: '+1', maxCommands: 60 }), (list) =>
      fc.asyncModelRun(fresh, list),
    ),
    { numRuns: 150 },
  );
});

test('calls alone never take an instance out of the documented table', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(
        [commands[0], commands[2]].flatMap((command) => command ?? []),
        { maxCommands: 40 },
      ),
      async (list) => {
        const { model, real } = fresh();
        await fc.asyncModelRun(() => ({ model, real }), list);
        for (const { status, next } of real.instances.list()) {
          expect(reachable).toContain(status);
          if (next) expect(reachable).toContain(next.status);
        }
      },
    ),
    { numRuns: 40 },
  );
});
