import { createEmulator, type Emulator } from '@qcvm/mock';
import { credentials, instanceIds, region } from './shared-fleet.js';
import { lanes } from './load.js';

/** The emulator with every check on. The quota counts, and is never used up; what is stopped or started is so at once. */
export const emulatorOf = (count: number, clock: 'real' | 'manual' = 'real'): Emulator =>
  createEmulator({
    clock,
    accounts: [{ keys: [credentials] }],
    instances: instanceIds(lanes * count).map((unInstanceId) => ({ unInstanceId, region })),
    quota: [
      { calls: 1e9, seconds: 60, per: 'action' },
      { calls: 1e9, seconds: 60, per: 'service' },
    ],
    durations: { stop: 0, start: 0 },
  });
