// @ts-check
/** Our own rules for Redocly, as `qcloud/<rule>`. Each looks at a whole module file; redocly.yaml switches them on. */
import { pathToFileURL } from 'node:url';
import { batchFields, paginationFields } from './lint/batches-and-pages.js';
import { examplesAgree } from './lint/examples.js';
import { cited, described, knownWords, patternMeaning } from './lint/facts.js';
import {
  actionAgrees,
  bodiesComposed,
  errorsDeclared,
  errorsUsed,
  onlyPost,
  summaryShort,
} from './lint/operations.js';
import { Spec } from './lint/spec.js';
import { transitionStates, waiterOperation } from './lint/states.js';

/** @typedef {(spec: Spec) => import('./lint/spec.js').Problem[]} Check */

/** @type {Record<string, Check>} */
const checks = {
  'action-agrees': actionAgrees,
  'only-post': onlyPost,
  'errors-declared': errorsDeclared,
  'errors-used': errorsUsed,
  'summary-short': summaryShort,
  'bodies-composed': bodiesComposed,
  'batch-fields': batchFields,
  'pagination-fields': paginationFields,
  'waiter-operation': waiterOperation,
  'transition-states': transitionStates,
  described,
  cited,
  'known-words': knownWords,
  'pattern-meaning': patternMeaning,
  'examples-agree': examplesAgree,
};

/** @type {WeakMap<object, Spec>} */
const specs = new WeakMap();

/**
 * @param {Record<string, any>} root a parsed module file
 * @param {string} file its absolute path
 */
function specOf(root, file) {
  const spec = specs.get(root) ?? new Spec(root, new URL('./common.yaml', pathToFileURL(file)));
  specs.set(root, spec);
  return spec;
}

/**
 * A Redocly rule that reports what a check finds. Files without paths (common.yaml) have no operations to look at.
 * @param {Check} check
 */
const rule = (check) => () => ({
  Root: {
    /**
     * @param {Record<string, any>} root
     * @param {{ report: (problem: object) => void, location: any }} context
     */
    enter(root, { report, location }) {
      if (root['paths'] === undefined) return;
      const spec = specOf(root, location.source.absoluteRef);
      for (const { path, message } of check(spec)) report({ message, location: location.child(path) });
    },
  },
});

// Redocly takes plugins by their default export.
export default function qcloud() {
  return {
    id: 'qcloud',
    rules: { oas3: Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, rule(check)])) },
  };
}
