import { beforeAll, describe, test } from 'vitest';
import type { ConformanceOptions } from './conformance/conformance-options.js';
import type { CheckResult, ConformanceReport } from './conformance/report.js';
import { checkedEndpoint, conformanceChecks, runConformance } from './conformance/run.js';

/** The run ends by itself: each answer has its `timeout`, each change of status its `patience`. */
const noLimit = 0;

/**
 * Registers a suite of vitest: one test for each check of `runConformance`, named by what the service must do and by the id of the
 * check. The endpoint is asked once, before the first test. A test fails where the endpoint does something else than the
 * documentation says: it tells what was observed, what that means for a client, and the page that says so. A check that cannot be
 * made is skipped with the reason; where nothing answers, every test fails. Without `instances` nothing that is asked can change
 * anything.
 *
 * ```ts
 * contractSuite({ endpoint: 'http://127.0.0.1:8787', api: '3.0', credentials });
 * contractSuite({ endpoint: 'https://cvm.tencentcloudapi.com', api: '3.0', credentials, fetch: (request) => handler(request) });
 * ```
 *
 * @throws ConformanceOptionsError at once, with everything that is wrong with the options.
 */
export function contractSuite(options: ConformanceOptions): void {
  const { api = '2.0' } = options;
  const { href } = checkedEndpoint(options);
  describe(`CVM API ${api} at ${href}`, () => {
    let report: ConformanceReport;
    beforeAll(async () => {
      report = await runConformance(options);
    }, noLimit);

    for (const { id, title } of conformanceChecks(options))
      test(`${title} [${id}]`, ({ skip }) => {
        const result = report.checks.find((each) => each.id === id)!;
        // Not a failure of the hook: reporters such as JUnit show nothing of it, and every test as skipped.
        if (!report.reachable) throw new Error(`${href}: ${result.observed}`);
        if (result.status === 'skipped') skip(result.observed);
        if (result.status === 'differs') throw new Error(differenceOf(result));
      });
  });
}

const differenceOf = ({ id, title, observed, meaning, source }: CheckResult): string =>
  [
    `${id}: expected that ${title}`,
    `  observed: ${observed}`,
    ...(meaning === undefined ? [] : [`  meaning: ${meaning}`]),
    `  source: ${source}`,
  ].join('\n');
