// @ts-check
import { appendFileSync } from 'node:fs';

/** A file to which each of several runs adds its counts as a line: `.ci/run` prints their sum. */
const { QCVM_TEST_COUNTS: countsOfRuns } = process.env;

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
    let [passed, failed, skipped] = [0, errors.length, 0];
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
    if (countsOfRuns !== undefined) {
      appendFileSync(countsOfRuns, `${passed} ${failed} ${skipped}\n`);
      return;
    }
    // After the default reporter's own summary.
    process.once('exit', () => {
      console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    });
  }
}
