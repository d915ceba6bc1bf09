import { cvmOperations } from '@qcvm/client/descriptors';
import type { Suite } from '../suite.js';
import { answerChecks } from './checks/answers.js';
import { freshnessChecks } from './checks/freshness.js';
import { lifeCycleChecks } from './checks/life-cycle.js';
import { listChecks } from './checks/list.js';
import { parameterChecks } from './checks/parameters.js';
import { signatureChecks } from './checks/signature.js';
import { SessionV2 } from './session.js';

/** What is asked of API 2.0. */
export const suiteV2: Suite<SessionV2> = {
  path: cvmOperations.describeInstances.service.path,
  session: (options, url) => new SessionV2(options, url),
  checks: (instances) => [
    ...signatureChecks,
    ...freshnessChecks,
    ...parameterChecks,
    ...listChecks,
    ...answerChecks,
    ...(instances.length > 0 ? lifeCycleChecks(instances) : []),
  ],
};
