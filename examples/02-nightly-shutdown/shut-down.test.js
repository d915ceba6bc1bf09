import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createCvm } from '@qcvm/client';
import { createEmulator, fleet } from '@qcvm/mock';
import { readIds, shutDownTheRest } from './shut-down.js';

let emulator, cvm;
beforeEach(() => {
  emulator = createEmulator({
    clock: { mode: 'manual', automatic: true }, // ten minutes pass at once
    instances: fleet('ap-guangzhou')
      .running(150)
      .stubborn(1, { unInstanceId: 'ins-4jgc8a6z' })
      .running(1, { unInstanceId: 'ins-r8hr2upy', instanceName: 'database' })
      .shutDown(2),
  });
  const { credentials, runtime } = emulator;
  cvm = createCvm({ region: 'ap-guangzhou', credentials, transport: emulator, runtime });
});

test('shuts everything down but the protected, and forces the stubborn', async () => {
  const lines = [];
  const protectedIds = new Set(['ins-r8hr2upy']);
  assert.equal(await shutDownTheRest(cvm, { protectedIds, say: (line) => lines.push(line) }), true);
  const running = emulator.instances.list({ status: 'running' });
  assert.deepEqual(
    running.map(({ unInstanceId }) => unInstanceId),
    ['ins-r8hr2upy'],
  );
  assert.ok(lines.includes('ins-4jgc8a6z forced'));
  assert.equal(lines.filter((line) => line.endsWith(' stopped')).length, 150);
});

test('never as much as names a protected instance in a call that changes something', async () => {
  await shutDownTheRest(cvm, { protectedIds: new Set(['ins-r8hr2upy']), say: () => {} });
  const named = emulator.requests
    .list({ action: 'StopInstances' })
    .flatMap(({ parameters }) => Object.values(parameters));
  assert.ok(named.length > 0 && !named.includes('ins-r8hr2upy'));
});

test('tells when something is left', async () => {
  emulator.faults.add({
    fault: { kind: 'partialFailure', instances: ['ins-4jgc8a6z'], code: 4102 },
    action: 'StopInstances',
  });
  assert.equal(await shutDownTheRest(cvm, { protectedIds: new Set(), say: () => {} }), false);
});

test('reads a list with comments', () => {
  assert.deepEqual(readIds('# all of it\nins-a  # one\n\nins-b\n'), new Set(['ins-a', 'ins-b']));
});
