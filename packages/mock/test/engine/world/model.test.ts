import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../client/test/support/runs.js';
import { createEmulator } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { askV3, changesV3, keyPair } from '../model/v3/changes.js';
import { lookV3 } from '../model/v3/look.js';
import { runV3 } from '../model/v3/run.js';
import { advance } from '../model/behind/advance.js';
import { ids, secretId, secretKey } from '../model/command.js';
import { describe } from '../model/v2/describe.js';
import { fault } from '../model/behind/fault.js';
import { key } from '../model/behind/key.js';
import { look } from '../model/look.js';
import { Model, reachable } from '../model/model.js';
import { powerV3 } from '../model/v3/power.js';
import { put } from '../model/behind/put.js';
import { restart } from '../model/v2/restart.js';
import { seed } from '../model/behind/seed.js';
import { setClock } from '../model/behind/set-clock.js';
import { skew } from '../model/behind/skew.js';
import { start } from '../model/v2/start.js';
import { stop } from '../model/v2/stop.js';

const commands = [
  stop,
  start,
  restart,
  powerV3,
  describe,
  advance,
  setClock,
  seed,
  put,
  key,
  fault,
  skew,
  look,
];

const fresh = (): { model: Model; real: Emulator } => {
  const real = createEmulator({
    clock: 'manual',
    quota: false,
    accounts: [{ keys: [{ secretId, secretKey }] }],
    instances: ids.slice(0, 4).map((unInstanceId, index) => ({
      ...{ unInstanceId, stubborn: index === 1, status: index === 3 ? 4 : 2 },
      cvmPayMode: index === 2 ? 1 : 2,
    })),
  });
  const model = new Model(real.clock.now());
  for (const { unInstanceId, status, since, stubborn, cvmPayMode } of real.instances.list()) {
    model.instances.set(unInstanceId, { status, since, stubborn, prepaid: cvmPayMode === 1 });
  }
  return { model, real };
};

test('the emulator does what the simple model does, with any events in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { size: '+1', maxCommands: 60 }), (list) =>
      fc.asyncModelRun(fresh, list),
    ),
    runs(40),
  );
});

test('calls alone never take an instance out of the documented table', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([stop, start, restart, powerV3, advance], { maxCommands: 40 }),
      async (list) => {
        const { model, real } = fresh();
        await fc.asyncModelRun(() => ({ model, real }), list);
        for (const { status, next } of real.instances.list()) {
          expect(reachable).toContain(status);
          if (next) expect(reachable).toContain(next.status);
        }
      },
    ),
    runs(25),
  );
});

/** A world with a key pair, whose id is the same in each. */
async function withKeyPair(): Promise<{ model: Model; real: Emulator; keyId: string }> {
  const { model, real } = fresh();
  const { KeyPair } = await askV3(model, real, { action: 'CreateKeyPair', parameters: keyPair });
  return { model, real, keyId: (KeyPair as { readonly KeyId: string }).KeyId };
}

test('both generations together create, change and destroy the instances of one world as the model does', async () => {
  const { keyId } = await withKeyPair();
  const both = [stop, start, restart, powerV3, runV3, changesV3(keyId), advance, lookV3];
  await fc.assert(
    fc.asyncProperty(fc.commands(both, { size: '+1', maxCommands: 60 }), async (list) => {
      const { model, real } = await withKeyPair();
      await fc.asyncModelRun(() => ({ model, real }), [...list, ...fc.sample(lookV3, 1)]);
    }),
    runs(60),
  );
});
