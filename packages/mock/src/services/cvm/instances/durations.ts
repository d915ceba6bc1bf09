import { chance } from '../../../core/chance.js';

/** How long changes of state take, in milliseconds. */
export interface Durations {
  /** An ordinary shutdown, and the failing attempt of one. Default: 5000. */
  readonly stop: number;
  /** A forced shutdown, which begins after the ordinary one has failed. Default: 2000. */
  readonly forcedStop: number;
  /** Default: 8000. */
  readonly start: number;
  /** A reboot, ordinary shutdown included. Default: 12000. */
  readonly reboot: number;
  /** From the purchase of an instance to its running. Default: 10000. */
  readonly create: number;
  /** The destruction of an instance. Default: 5000. */
  readonly terminate: number;
  /** A change of type, password or keys. Default: 5000. */
  readonly modify: number;
  /** How much longer or shorter each change may take, as a part of itself; drawn from the seed. Default: 0. */
  readonly jitter: number;
}

export const defaultDurations: Durations = {
  stop: 5000,
  forcedStop: 2000,
  start: 8000,
  reboot: 12_000,
  create: 10_000,
  terminate: 5000,
  modify: 5000,
  jitter: 0,
};

/** A duration with its jitter, in whole milliseconds. Drawn for one change of one instance. */
export function jittered(
  duration: number,
  {
    jitter,
    seed,
    unInstanceId,
    changes,
  }: { jitter: number; seed: number; unInstanceId: string; changes: number },
): number {
  if (jitter === 0) return duration;
  return Math.round(duration * (1 + jitter * (2 * chance(seed, `${unInstanceId}/${changes}`, 0) - 1)));
}
