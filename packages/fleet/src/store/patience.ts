import { isFleetError, type FleetError } from '../model/errors.js';
import type { FleetRuntime } from '../model/runtime.js';

export interface Patience {
  /** Milliseconds for which a step is tried again while the store is unreachable or full. */
  readonly milliseconds: number;
  readonly runtime: Pick<FleetRuntime, 'elapsed' | 'sleep'>;
  /** Hears of every step: why it has to wait, or that it was done (`undefined`). */
  readonly onOutage?: ((error: FleetError | undefined) => void) | undefined;
}

const passes = (error: unknown): error is FleetError =>
  isFleetError(error, 'store-unreachable') || isFleetError(error, 'store-full');

const firstPause = 50;
const longestPause = 1000;

/** Runs steps of a store; while it is away or full they wait, and nothing is sent meanwhile. */
export function createPatience({ milliseconds, runtime, onOutage }: Patience) {
  return async <Result>(step: () => Promise<Result>): Promise<Result> => {
    const begin = runtime.elapsed();
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      try {
        const result = await step();
        onOutage?.(undefined);
        return result;
      } catch (error) {
        if (!passes(error)) throw error;
        onOutage?.(error);
        if (runtime.elapsed() - begin + pause > milliseconds) throw error;
        await runtime.sleep(pause);
      }
    }
  };
}

export type Patiently = ReturnType<typeof createPatience>;
