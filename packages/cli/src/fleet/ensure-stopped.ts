import { runPower } from './power.js';
import type { FleetRun } from './run-options.js';

export const runEnsureStopped = (run: FleetRun): Promise<void> => runPower(run);
