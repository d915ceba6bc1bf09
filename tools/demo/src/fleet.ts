import { fleet } from '@qcvm/mock';

const region = 'ap-guangzhou';

/** Made up: it looks like an instance id, and does not exist. */
const missing = 'ins-00000000';

/** Seven instances; the demo touches four of them, and one that does not exist. */
export const demo = {
  region,
  instances: fleet(region)
    .running(1, { unInstanceId: 'ins-09dx96dg', instanceName: 'web-1' })
    .running(1, { unInstanceId: 'ins-4jgc8a6z', instanceName: 'web-2' })
    .stubborn(1, { unInstanceId: 'ins-r8hr2upy', instanceName: 'database' })
    .shutDown(1, { unInstanceId: 'ins-5d8a23rs', instanceName: 'nightly-build' })
    .running(3, { instanceName: 'not-ours' }),
  /** Short, so that the demo is; in the real service a shutdown takes up to minutes. */
  durations: { stop: 2500, forcedStop: 1000 },
  targets: ['ins-09dx96dg', 'ins-4jgc8a6z', 'ins-r8hr2upy', 'ins-5d8a23rs', missing],
  /** What has to become of each target. */
  expected: {
    'ins-09dx96dg': 'stopped',
    'ins-4jgc8a6z': 'stopped',
    'ins-r8hr2upy': 'forced',
    'ins-5d8a23rs': 'refused',
    [missing]: 'refused',
  },
} as const;
