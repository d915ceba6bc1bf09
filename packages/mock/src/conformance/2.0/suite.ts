import { cvmOperations } from '@qcvm/client/descriptors';
import { suiteOf } from '../suite.js';
import type { Asked } from './asked.js';
import { checks, type WrittenCheck } from './checks.gen.js';
import { answers } from './checks/answers.js';
import { freshness } from './checks/freshness.js';
import { lifeCycle } from './checks/life-cycle.js';
import { list } from './checks/list.js';
import { parameters } from './checks/parameters.js';
import { SessionV2 } from './session.js';

/** What is asked of API 2.0. */
export const suiteV2 = suiteOf<Asked, SessionV2, WrittenCheck>({
  path: cvmOperations.describeInstances.service.path,
  session: (options, url) => new SessionV2(options, url),
  documented: checks,
  written: { ...freshness, ...parameters, ...list, ...answers },
  lifeCycle,
});
