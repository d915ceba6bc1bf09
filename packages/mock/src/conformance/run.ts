import { Skipped, type Check } from './check.js';
import { checkConformanceOptions, type ConformanceOptions } from './conformance-options.js';
import type { CheckResult, ConformanceCheck, ConformanceReport } from './report.js';
import { NoAnswer, type AnySession } from './session.js';
import type { Suite } from './suite.js';
import { suiteV2 } from './2.0/suite.js';
import { suiteV3 } from './3.0/suite.js';

/** More than a Date can be off by itself. */
const clockTolerance = 2000;

/**
 * Asks an endpoint that claims to speak the CVM API, 2.0 or 3.0, what the documentation says of it, and reports what agrees, what
 * differs, and what that means. Without `instances` it only reads, has calls refused, and makes dry runs. It makes about seventy
 * calls, most of them of DescribeInstances, and waits where the quota is used up.
 *
 * ```ts
 * const report = await runConformance({ endpoint: 'http://127.0.0.1:8787', credentials, api: '3.0' });
 * console.log(formatText(report));
 * ```
 *
 * @throws ConformanceOptionsError with everything that is wrong with the options; the reason of an abort. Never because
 * of the endpoint: one that does not answer is a report, too.
 */
export const runConformance = (options: ConformanceOptions): Promise<ConformanceReport> =>
  options.api === '3.0' ? runSuite(options, suiteV3) : runSuite(options, suiteV2);

/** What `runConformance` would check with these options, in its order: for a test runner that lists tests before it runs them. */
export function conformanceChecks(
  options: Pick<ConformanceOptions, 'api' | 'instances' | 'only'> = {},
): readonly ConformanceCheck[] {
  const { api, instances = [], only } = options;
  const all: readonly ConformanceCheck[] = suiteOf(api).checks(instances);
  return all
    .filter(({ id }) => isWanted(id, only))
    .map(({ id, title, meaning, source }) => ({ id, title, meaning, source }));
}

/**
 * The address that a run with these options asks, without running anything.
 *
 * @throws ConformanceOptionsError with everything that is wrong with the options.
 */
export const checkedEndpoint = (options: ConformanceOptions): URL =>
  checkedFor(options, suiteOf(options.api));

const suiteOf = (api: ConformanceOptions['api']) => (api === '3.0' ? suiteV3 : suiteV2);

function checkedFor(
  options: ConformanceOptions,
  { path, checks }: Pick<Suite<never>, 'path' | 'checks'>,
): URL {
  const all: readonly ConformanceCheck[] = checks(options.instances ?? []);
  return checkConformanceOptions(options, { defaultPath: path, checkIds: all.map(({ id }) => id) });
}

async function runSuite<Session extends AnySession>(
  options: ConformanceOptions,
  suite: Suite<Session>,
): Promise<ConformanceReport> {
  const all = suite.checks(options.instances ?? []);
  const url = checkedFor(options, suite);
  const session = suite.session(options, url);
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
    api: options.api ?? '2.0',
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

const isWanted = (id: string, only: ConformanceOptions['only']): boolean =>
  only === undefined || only.some((wanted) => id === wanted || id.startsWith(`${wanted}/`));

/** Looks whether there is an answer, and what time it is there. */
async function meet(session: AnySession): Promise<string | undefined> {
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

async function runCheck<Session extends AnySession>(
  check: Check<Session>,
  session: Session,
): Promise<CheckResult> {
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
  { id, title, source, meaning }: ConformanceCheck,
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
