import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCvm } from '@qcvm/client';
import { createEmulator, fleet } from '@qcvm/mock';
import { stopByName } from './after.js';

const emulator = createEmulator({
  instances: fleet('ap-guangzhou')
    .running(1, { unInstanceId: 'ins-09dx96dg', instanceName: 'nightly-1' })
    .running(1, { unInstanceId: 'ins-4jgc8a6z', instanceName: 'not-nightly' })
    .shutDown(1, { unInstanceId: 'ins-5d8a23rs', instanceName: 'nightly-2' }),
});
const cvm = createCvm({ region: 'ap-guangzhou', credentials: emulator.credentials, transport: emulator });

test('stops what runs and has the name, and nothing else', async () => {
  assert.deepEqual(await stopByName(cvm, 'nightly'), { stopped: ['ins-09dx96dg'], failed: [], unknown: [] });
});

test('stops nothing when nothing has the name', async () => {
  const before = emulator.requests.total;
  assert.deepEqual(await stopByName(cvm, 'no-such-name'), { stopped: [], failed: [], unknown: [] });
  assert.equal(emulator.requests.total, before + 1, 'one look, and no call that would have meant all');
});
