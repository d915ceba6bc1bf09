import { BatchError, type Cvm } from '@qcvm/client';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bridged, type Bridged } from './bridged.js';

let emulator: Emulator;
let bridge: Bridged;
let cvm: Cvm;
beforeEach(async () => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(3).shutDown(1),
  });
  bridge = await bridged(emulator);
  cvm = bridge.client();
});
afterEach(() => bridge[Symbol.asyncDispose]());

const ids = (): string[] => emulator.instances.list().map(({ unInstanceId }) => unInstanceId);

describe('qcvm bridge', () => {
  it('forwards StopInstances of API 2.0 to API 3.0 and returns a result for each instance', async () => {
    const [first = '', second = '', , down = ''] = ids();
    const error = await cvm
      .stopInstances({ instanceIds: [first, second, down] })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BatchError);
    const { code, succeeded, failed } = error as BatchError;
    expect({ code, done: succeeded.map(({ resourceId }) => resourceId) }).toEqual({
      code: 5400,
      done: [first, second],
    });
    expect(failed).toMatchObject([
      { resourceId: down, code: 5100, codeDesc: 'OperationConstraints.InvaildInstanceStatus' },
    ]);
    expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
      'shuttingDown',
      'shuttingDown',
      'running',
      'shutDown',
    ]);
    expect(emulator.requests.list().map(({ path }) => path)).not.toContain('/v2/index.php');
  });
});
