import { cvm } from '@qcvm/client/v3';
import { hasDate } from '../answers.js';
import { suiteOf } from '../suite.js';
import type { Asked } from './asked.js';
import { checks, type WrittenCheck } from './checks.gen.js';
import { answers } from './checks/answers.js';
import { dryRun } from './checks/dry-run.js';
import { lifeCycle } from './checks/life-cycle.js';
import { list } from './checks/list.js';
import { SessionV3 } from './session.js';

/** What is asked of API 3.0. */
export const suiteV3 = suiteOf<Asked, SessionV3, WrittenCheck>({
  path: cvm.path,
  session: (options, url) => new SessionV3(options, url),
  documented: checks,
  written: {
    'freshness/date': hasDate((session) => session.ask({ clockOff: -3600 })),
    ...list,
    ...answers,
    ...dryRun,
  },
  lifeCycle,
});
