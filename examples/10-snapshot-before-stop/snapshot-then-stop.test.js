import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCvm } from '@qcvm/client/v3';
import { createEmulator, fleet } from '@qcvm/mock';
import { createCbs } from './dist/cbs/index.js';
import { snapshotThenStop } from './dist/snapshot-then-stop.js';

const web = 'ins-09dx96dg';
const database = 'ins-4jgc8a6z';

const disk = (DiskId, InstanceId, SnapshotAbility = true) => ({
  DiskId,
  InstanceId,
  DiskSize: 50,
  DiskState: 'ATTACHED',
  DiskUsage: 'SYSTEM_DISK',
  SnapshotAbility,
});

/** What cbs would answer: each snapshot is there at the first look, and made at the second. */
function fakeCbs(disks, { refuses = [] } = {}) {
  const snapshots = new Map();
  const actions = [];
  const answers = {
    DescribeDisks({ Filters: [{ Values }], Offset = 0 }) {
      const found = disks.filter(({ InstanceId }) => Values.includes(InstanceId));
      return { TotalCount: found.length, DiskSet: found.slice(Offset) };
    },
    CreateSnapshot({ DiskId, SnapshotName }) {
      if (refuses.includes(DiskId))
        return { Error: { Code: 'InsufficientSnapshotQuota', Message: 'too many' } };
      const SnapshotId = `snap-${DiskId.slice(5)}`;
      snapshots.set(SnapshotId, { SnapshotId, SnapshotName, DiskId, looks: 0 });
      return { SnapshotId };
    },
    DescribeSnapshots({ SnapshotIds, Offset = 0 }) {
      const found = SnapshotIds.map((id) => snapshots.get(id)).slice(Offset);
      const SnapshotSet = found.map((snapshot) => {
        snapshot.looks += 1;
        const made = snapshot.looks > 1;
        return { ...snapshot, Percent: made ? 100 : 10, SnapshotState: made ? 'NORMAL' : 'CREATING' };
      });
      return { TotalCount: SnapshotIds.length, SnapshotSet };
    },
  };
  const fetch = async (request) => {
    const action = request.headers.get('x-tc-action');
    actions.push(action);
    return Response.json({ Response: { RequestId: 'made-up', ...answers[action](await request.json()) } });
  };
  return { fetch, actions, snapshots };
}

/** The program over the emulator, as far as it is about instances, and over what was made up for its disks. */
async function run(fake) {
  const emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(1, { unInstanceId: web }).running(1, { unInstanceId: database }),
  });
  const { credentials, runtime } = emulator;
  const region = 'ap-guangzhou';
  const clients = {
    cvm: createCvm({ region, credentials, runtime, transport: emulator }),
    cbs: createCbs({ region, credentials, runtime, fetch: fake.fetch }),
  };
  const lines = [];
  const done = await snapshotThenStop(clients, [web, database], {
    name: 'before-stop',
    say: (line) => lines.push(line),
  });
  return { done, lines, emulator };
}

test('stops instances when the snapshots of all their disks are made', async () => {
  const fake = fakeCbs([
    disk('disk-web00001', web),
    disk('disk-data0001', database),
    disk('disk-data0002', database),
  ]);
  const { done, lines } = await run(fake);
  assert.deepEqual(lines, [`${web} stopped`, `${database} stopped`]);
  assert.equal(done, true);
  assert.deepEqual([...fake.snapshots.keys()], ['snap-web00001', 'snap-data0001', 'snap-data0002']);
  assert.ok([...fake.snapshots.values()].every(({ looks }) => looks === 2));
});

test('an instance without all of its snapshots goes on running', async () => {
  const fake = fakeCbs([disk('disk-web00001', web), disk('disk-data0001', database)], {
    refuses: ['disk-data0001'],
  });
  const { done, lines, emulator } = await run(fake);
  assert.equal(done, false);
  assert.match(
    lines[0],
    new RegExp(`^${database} goes on running: disk-data0001: .*InsufficientSnapshotQuota`),
  );
  assert.equal(lines[1], `${web} stopped`);
  assert.equal(emulator.instances.get(database).status, 2);
  assert.equal(fake.actions.filter((action) => action === 'CreateSnapshot').length, 2);
});

test('a disk that cannot have snapshots, or no disk, keeps the instance running', async () => {
  const { done, lines, emulator } = await run(fakeCbs([disk('disk-web00001', web, false)]));
  assert.equal(done, false);
  assert.deepEqual(lines, [
    `${web} goes on running: disk-web00001 cannot have snapshots`,
    `${database} goes on running: no disk of it is listed`,
  ]);
  assert.deepEqual(
    [web, database].map((id) => emulator.instances.get(id).status),
    [2, 2],
  );
});
