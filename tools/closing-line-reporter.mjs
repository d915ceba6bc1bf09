// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

/** A file with the counts of earlier runs, to which this one adds its own: the last line is about all of them. */
const { QCVM_TEST_COUNTS: earlierRuns } = process.env;

/** @returns {number[]} */
const countsSoFar = () => {
  const text = earlierRuns === undefined ? '' : readFileSync(earlierRuns, 'utf8').trim();
  return text === '' ? [0, 0, 0] : text.split(' ').map(Number);
};

/**
 * Closes a test run with one line that a person and a script can read: `N passed, N failed`.
 *
 * @implements {import('vitest/node').Reporter}
 */
export default class ClosingLineReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} errors
   */
  onTestRunEnd(modules, errors) {
    let [passed = 0, failed = 0, skipped = 0] = countsSoFar();
    failed += errors.length;
    for (const module of modules) {
      // A file that could not even be loaded has no tests to count, and must not pass for that.
      if (module.errors().length > 0) failed += 1;
      // Nor must a group whose preparation failed: its tests were never run.
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    if (earlierRuns !== undefined) writeFileSync(earlierRuns, [passed, failed, skipped].join(' '));
    // After the default reporter's own summary.
    process.once('exit', () => {
      console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    });
  }
}
