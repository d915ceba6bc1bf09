import { cvm } from '@qcvm/client/v3';
import type { Suite } from '../suite.js';
import { answerChecks } from './checks/answers.js';
import { dryRunChecks } from './checks/dry-run.js';
import { freshnessChecks } from './checks/freshness.js';
import { lifeCycleChecks } from './checks/life-cycle.js';
import { listChecks } from './checks/list.js';
import { parameterChecks } from './checks/parameters.js';
import { signatureChecks } from './checks/signature.js';
import { signatureV1Checks } from './checks/signature-v1.js';
import { SessionV3 } from './session.js';

/** What is asked of API 3.0. */
export const suiteV3: Suite<SessionV3> = {
  path: cvm.path,
  session: (options, url) => new SessionV3(options, url),
  checks: (instances) => [
    ...signatureChecks,
    ...signatureV1Checks,
    ...freshnessChecks,
    ...parameterChecks,
    ...listChecks,
    ...answerChecks,
    ...dryRunChecks,
    ...(instances.length > 0 ? lifeCycleChecks(instances) : []),
  ],
};
