import { cvmOperations } from '@qcvm/client/v3';
import { operationThrough, stateChangeIn, wordFor } from '../terms/words.js';
import { beginStateChange } from '../change.js';
import type { InstanceState, StateChange } from '../states.js';
import type { CvmWorld } from '../world.js';
import { InstanceError } from './create.js';
import type { PowerAction } from './instances.js';
import { noteOperation, stateAt, type InstanceRecord } from './record.js';

const changes: Readonly<Record<PowerAction, StateChange>> = {
  StopInstances: stateChangeIn(cvmOperations.stopInstances.transition),
  StartInstances: stateChangeIn(cvmOperations.startInstances.transition),
  RebootInstances: stateChangeIn(cvmOperations.rebootInstances.transition),
};

export const powerActions = Object.keys(changes) as readonly PowerAction[];

/**
 * Begins on some instances what a call would.
 *
 * @throws InstanceError when one of them is in another state; then nothing is begun
 */
export function beginOn(
  records: readonly InstanceRecord[],
  { action, force, world }: { action: PowerAction; force: boolean; world: CvmWorld },
): void {
  const now = world.clock.now();
  const change = changes[action];
  for (const record of records) {
    const state = stateAt(record, now);
    if (!change.from.includes(state))
      throw new InstanceError(
        `${action}: instance ${record.unInstanceId} is ${wordFor(state)}, and must be ${change.from.map(wordFor).join(' or ')}`,
      );
  }
  const requestId = world.requestIds.next();
  for (const record of records)
    beginStateChange(record, { world, change, action, operation: action, force, now, requestId });
}

/** The operation that leads through a state, or to it. */
function operationTo(state: InstanceState): string | undefined {
  const through = operationThrough(state);
  if (through !== undefined) return through;
  return powerActions.find((action) => changes[action].to === state);
}

/** A test has put an instance into a state: what led there is its latest operation, if the API has one that does. */
export function notePut(
  record: InstanceRecord,
  { state, lasts, world }: { state: InstanceState; lasts: number; world: CvmWorld },
): void {
  const operation = operationTo(state);
  if (operation === undefined) return;
  noteOperation(record, {
    ...{ operation, lasts },
    requestId: world.requestIds.next(),
    now: world.clock.now(),
    lag: world.behaviour.v3.latestRequestIdLag,
  });
}
