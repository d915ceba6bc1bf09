import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../client/test/support/runs.js';
import { createEmulator } from '@qcvm/mock';
import type { Emulator } from '@qcvm/mock';
import { advance } from './model/advance.js';
import { ids, secretId, secretKey } from './model/command.js';
import { describe } from './model/describe.js';
import { fault } from './model/fault.js';
import { key } from './model/key.js';
import { look } from './model/look.js';
import { Model, reachable } from './model/model.js';
import { powerV3 } from './model/power-v3.js';
import { put } from './model/put.js';
import { restart } from './model/restart.js';
import { seed } from './model/seed.js';
import { setClock } from './model/set-clock.js';
import { skew } from './model/skew.js';
import { start } from './model/start.js';
import { stop } from './model/stop.js';

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
    runs(150),
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
    runs(40),
  );
});
