import type { State, Waiter } from '../../model/service.js';
import { major, minor, patch } from '../facts/change.js';
import type { Said } from '../facts/change.js';
import { comment, compareFacts, untold, without } from '../facts/compare-facts.js';
import type { FactRule, FactRules } from '../facts/compare-facts.js';

const either = (states: readonly State[]): string => (states.length === 0 ? 'none' : states.join(' or '));

/** States of which the order means nothing. */
const states =
  (say: FactRule<readonly State[]>): FactRule<readonly State[]> =>
  (before, after) =>
    without(before, after).length + without(after, before).length === 0 ? [] : say(before, after);

const rules: FactRules<Waiter> = {
  operation: (before, after) => [
    major('type', `It calls ${after} now, not ${before}: a program that waits by it must be changed.`),
  ],
  success: states((before, after) => [
    major(
      'behaviour',
      `It waits for ${either(after)} now, not for ${either(before)}: a program that waits by it must be changed.`,
      'calls',
    ),
  ]),
  failure: states((before, after) => [
    minor('behaviour', `It gives up at ${either(after)} now, not at ${either(before)}.`),
  ]),
  state: (before, after) => [minor('behaviour', `It looks at ${after} now, not at ${before}.`)],
  ids: (before, after) => [patch('behaviour', `It asks for ids in ${after} now, not in ${before}.`)],
  itemIds: (before, after) => [
    patch('behaviour', `It knows a resource by ${either(after)} now, not by ${either(before)}.`),
  ],
  changed: () => [patch('behaviour', 'How it knows when a state has changed is another.')],
  minDelay: (before, after) => [
    patch('behaviour', `Its first pause has ${after} seconds now, not ${before}.`),
  ],
  maxDelay: (before, after) => [
    patch('behaviour', `Its longest pause has ${after} seconds now, not ${before}.`),
  ],
  description: comment,
  name: untold,
};

/** What has become of a waiter. */
export const compareWaiter = (before: Waiter, after: Waiter): Said[] => compareFacts(rules, before, after);
