import { cvmOperations } from '@qcvm/client/descriptors';
import { Skipped } from './check.js';
import type { Check } from './check.js';
import { answerChecks } from './checks/answers.js';
import { freshnessChecks } from './checks/freshness.js';
import { listChecks } from './checks/list.js';
import { parameterChecks } from './checks/parameters.js';
import { signatureChecks } from './checks/signature.js';
import { lifeCycleChecks } from './checks/life-cycle.js';
import { checkConformanceOptions } from './conformance-options.js';
import type { ConformanceOptions } from './conformance-options.js';
import type { CheckResult, ConformanceReport } from './report.js';
import { NoAnswer, Session } from './session.js';

/** More than a Date can be off by itself. */
const clockTolerance = 2000;

/**
 * Asks an endpoint that claims to speak the CVM API 2.0 everything that the documentation says, and reports what agrees, what
 * differs, and what that means. Without `instances` nothing that it asks can change anything. It makes about seventy calls, most of
 * them of DescribeInstances, and waits where the quota is used up.
 *
 * ```ts
 * const report = await runConformance({ endpoint: 'http://127.0.0.1:8787', credentials });
 * console.log(formatText(report));
 * ```
 *
 * @throws ConformanceOptionsError with everything that is wrong with the options; the reason of an abort. Never because
 * of the endpoint: one that does not answer is a report, too.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const all = checksFor(options);
  const url = checkConformanceOptions(options, {
    defaultPath: cvmOperations.describeInstances.service.path,
    checkIds: all.map(({ id }) => id),
  });
  const session = new Session(options, url);
  const started = session.runtime.now();
  const unreachable = await meet(session);
  const checks: CheckResult[] = [];
  for (const check of all.filter(({ id }) => isWanted(id, options.only))) {
    checks.push(
      unreachable === undefined
        ? await runCheck(check, session)
        : resultOf(check, 'skipped', `no answer: ${unreachable}`),
    );
  }
  const count = (status: CheckResult['status']): number =>
    checks.filter((each) => each.status === status).length;
  return {
    endpoint: url.href,
    region: session.region,
    startedAt: new Date(started).toISOString(),
    milliseconds: session.runtime.now() - started,
    requests: session.requests,
    reachable: unreachable === undefined,
    conforms: unreachable === undefined && count('differs') === 0,
    agrees: count('agrees'),
    differs: count('differs'),
    skipped: count('skipped'),
    checks,
    notes: [...new Set(session.notes)],
  };
}

/** Every check that a run with these options can make, in its order. */
const checksFor = ({ instances = [] }: ConformanceOptions): readonly Check[] => [
  ...signatureChecks,
  ...freshnessChecks,
  ...parameterChecks,
  ...listChecks,
  ...answerChecks,
  ...(instances.length > 0 ? lifeCycleChecks(instances) : []),
];

const isWanted = (id: string, only: ConformanceOptions['only']): boolean =>
  only === undefined || only.some((wanted) => id === wanted || id.startsWith(`${wanted}/`));

/** Looks whether there is an answer, and what time it is there. */
async function meet(session: Session): Promise<string | undefined> {
  try {
    const { date } = await session.ask();
    const offset = date === undefined ? 0 : date - session.runtime.now();
    if (Math.abs(offset) > clockTolerance) {
      session.clockOffset = offset;
      const seconds = Math.round(Math.abs(offset) / 1000);
      session.note(
        `the clock of this machine is ${seconds} s ${offset > 0 ? 'behind' : 'ahead of'} that of the endpoint`,
      );
    }
    return undefined;
  } catch (error) {
    if (error instanceof NoAnswer) return error.message;
    throw error;
  }
}

async function runCheck(check: Check, session: Session): Promise<CheckResult> {
  try {
    const { agrees, observed } = await check.run(session);
    return resultOf(check, agrees ? 'agrees' : 'differs', session.clean(observed));
  } catch (error) {
    if (error instanceof Skipped) return resultOf(check, 'skipped', session.clean(error.message));
    if (error instanceof NoAnswer) return resultOf(check, 'differs', `no answer: ${error.message}`);
    throw error;
  }
}

const resultOf = (
  { id, title, source, meaning }: Check,
  status: CheckResult['status'],
  observed: string,
): CheckResult => ({
  id,
  title,
  status,
  observed,
  ...(status === 'differs' ? { meaning } : {}),
  source,
});
