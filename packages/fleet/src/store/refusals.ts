import { FleetError } from '../model/errors.js';
import type { RunRecord } from './store.js';

/** Why an id ends as `cancelled`. */
export const cancelReasons = {
  sent: 'the run was cancelled before the result of its request was seen',
  unsent: 'the run was cancelled before a request was sent for it',
} as const;

/** What a step of a store is refused with, over any database. `shown`: the store, for messages. */
export const refusals = {
  fenced: (cause?: unknown) =>
    new FleetError(
      'fenced',
      'Another worker has taken this batch over, or its run was cancelled. Nothing was sent.',
      { cause },
    ),
  planned: (cause?: unknown) =>
    new FleetError(
      'run-state',
      'This process no longer plans this run: another process does, or the run was cancelled or removed.',
      { cause },
    ),
  unplanned: ({ id, state }: Pick<RunRecord, 'id' | 'state'>) =>
    new FleetError(
      'run-state',
      state === 'planning'
        ? `The run ${id} is being planned: not all of its instances are known yet.`
        : `The run ${id} was cancelled before all of its instances were known. Run its plan again with another id.`,
    ),
  unknown: (shown: string, run: string, cause?: unknown) =>
    new FleetError('run-unknown', `${shown} has no run ${JSON.stringify(run)}.`, { cause }),
} as const;

/** Why a server is not used: it is too old, or what another version has left in it cannot be read. */
export const unfitServer = {
  tooOld: (shown: string, version: number | string, minimum: number | string) =>
    new FleetError('store-version', `${shown} is version ${version}; it must be ${minimum} or newer.`),
  otherLayout: (shown: string, found: number | string, layout: number | string) =>
    new FleetError(
      'store-version',
      `${shown} has runs of another version of @qcvm/fleet (layout ${found}, this one reads ${layout}). Use that version, or another namespace.`,
    ),
} as const;
