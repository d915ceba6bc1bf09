import { ensureStopped, isQcvmError, paginate, waitUntil, type Cvm } from '@qcvm/client/v3';
import { snapshotsNormal, type Cbs } from './cbs/index.js';

export interface Clients {
  readonly cvm: Cvm;
  readonly cbs: Cbs;
}

/** Makes a snapshot of a disk, and gives its id; or says why there is none. */
async function snapshot(cbs: Cbs, disk: { DiskId: string; SnapshotAbility: boolean }, name: string) {
  if (!disk.SnapshotAbility) return { problem: `${disk.DiskId} cannot have snapshots` };
  try {
    const { SnapshotId } = await cbs.createSnapshot({ DiskId: disk.DiskId, SnapshotName: name });
    return SnapshotId === null ? { problem: `${disk.DiskId}: no snapshot id came back` } : { id: SnapshotId };
  } catch (error) {
    if (!isQcvmError(error)) throw error;
    return { problem: `${disk.DiskId}: ${error.message}` };
  }
}

/** Makes a snapshot of each disk of an instance and waits until all are made. Gives the reason if one is missing. */
async function secure(cbs: Cbs, instanceId: string, name: string): Promise<string | undefined> {
  const disks = [];
  for await (const disk of paginate(cbs.describeDisks, {
    Filters: [{ Name: 'instance-id', Values: [instanceId] }],
  }))
    disks.push(disk);
  if (disks.length === 0) return 'no disk of it is listed';

  const ids = [];
  for (const disk of disks) {
    const { id, problem } = await snapshot(cbs, disk, name);
    if (id === undefined) return problem;
    ids.push(id);
  }
  const { results } = await waitUntil(cbs.describeSnapshots, snapshotsNormal, { ids });
  const bad = results.find(({ outcome }) => outcome !== 'reached');
  return bad && `snapshot ${bad.id} ${bad.outcome}${bad.state === undefined ? '' : ` (${bad.state})`}`;
}

/**
 * Stops the instances of which every disk has a new snapshot; the others go on running. Gives whether all are stopped.
 */
export async function snapshotThenStop(
  { cvm, cbs }: Clients,
  instanceIds: readonly string[],
  { name, say = console.log }: { readonly name: string; readonly say?: (line: string) => void },
): Promise<boolean> {
  const secured: string[] = [];
  for (const id of instanceIds) {
    const problem = await secure(cbs, id, name);
    if (problem === undefined) secured.push(id);
    else say(`${id} goes on running: ${problem}`);
  }
  if (secured.length === 0) return false;
  const { outcomes } = await ensureStopped(cvm, secured);
  for (const { instanceId, kind, reason } of outcomes)
    say(`${instanceId} ${kind}${reason ? `: ${reason}` : ''}`);
  const stopped = outcomes.filter(({ kind }) => kind === 'stopped' || kind === 'already-stopped');
  return stopped.length === instanceIds.length;
}
