import { restartInstances, startInstances, stopInstances } from '@qcvm/client';
import type { ChangeOperation } from '@qcvm/client/descriptors';
import type { FleetCommand } from './event.js';
import type { OutcomeKind } from './outcome.js';

/** What a command does to an instance, in the numbers of DescribeInstances. */
export interface PowerAction {
  /** The Action that is called. */
  readonly action: string;
  /** Only an instance in this status can be operated on. */
  readonly from: number;
  /** The status on the way. */
  readonly via: number;
  /** The status that is wanted. */
  readonly to: number;
  /** Nothing to do. `undefined`: there always is (a running instance can be restarted). */
  readonly already: OutcomeKind | undefined;
}

const actionOf = (
  { action, transition }: Pick<ChangeOperation<never, unknown>, 'action' | 'transition'>,
  already?: OutcomeKind,
): PowerAction => ({
  action,
  from: Number(transition.from[0]),
  via: Number(transition.via),
  to: Number(transition.to),
  already,
});

export const powerActions: Readonly<Record<FleetCommand, PowerAction>> = {
  stop: actionOf(stopInstances, 'already-stopped'),
  start: actionOf(startInstances, 'already-running'),
  restart: actionOf(restartInstances),
};
