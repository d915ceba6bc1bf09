import { fleet } from '@qcvm/mock';

const region = 'ap-guangzhou';

/** A valid id of an instance that does not exist. */
const missing = 'ins-00000000';

/** Nine instances; the demo stops six of them, and tries one that does not exist. */
export const demo = {
  region,
  instances: fleet(region)
    .running(1, { unInstanceId: 'ins-09dx96dg', instanceName: 'web-1' })
    .running(1, { unInstanceId: 'ins-4jgc8a6z', instanceName: 'web-2' })
    .stubborn(1, { unInstanceId: 'ins-r8hr2upy', instanceName: 'database' })
    .shutDown(1, { unInstanceId: 'ins-5d8a23rs', instanceName: 'nightly-build' })
    .running(1, { unInstanceId: 'ins-7n2xk4qd', instanceName: 'reports' })
    .running(1, { unInstanceId: 'ins-c3v8m1ts', instanceName: 'legacy' })
    .running(3, { instanceName: 'not-ours' }),
  /** Short, to keep the demo short; at the real service a shutdown can take minutes. */
  durations: { stop: 2500, forcedStop: 1000 },
  targets: ['ins-09dx96dg', 'ins-4jgc8a6z', 'ins-r8hr2upy', 'ins-5d8a23rs', missing],
  /** Stopped by the same typed call through API 3.0. */
  carried: 'ins-7n2xk4qd',
  /** Stopped by an API 2.0 client through the bridge. */
  bridged: 'ins-c3v8m1ts',
  /** The expected outcome of each target. */
  expected: {
    'ins-09dx96dg': 'stopped',
    'ins-4jgc8a6z': 'stopped',
    'ins-r8hr2upy': 'forced',
    'ins-5d8a23rs': 'refused',
    [missing]: 'refused',
    'ins-7n2xk4qd': 'stopped',
    'ins-c3v8m1ts': 'stopped',
  },
} as const;
