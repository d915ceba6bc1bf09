import type { Operation, Quota } from '../../model/service.js';
import { batch, filters, pagination, transition } from './abilities.js';
import { deprecation, major, minor, patch } from '../facts/change.js';
import type { Said } from '../facts/change.js';
import { comment, compareFacts, documented, untold } from '../facts/compare-facts.js';
import type { FactRule, FactRules } from '../facts/compare-facts.js';

const quotaWords = ({ calls, seconds, per }: Quota): string => `${calls} in ${seconds} s for each ${per}`;

export const quotas: FactRule<readonly Quota[]> = (_, after) => [
  patch(
    'behaviour',
    `So many calls are taken now: ${after.length === 0 ? 'any number' : after.map(quotaWords).join(', ')}.`,
  ),
];

/** A parameter that makes a call another: safe to repeat, or a trial. */
const parameterFor =
  (what: string): FactRule<string | undefined> =>
  (_, after) => [
    minor(
      'behaviour',
      `${after === undefined ? 'No parameter' : `The parameter ${after}`} makes it ${what} now.`,
    ),
  ];

const rules: FactRules<Operation> = {
  method: (before, after) => [major('renamed', `Its method is called ${after} now, not ${before}.`)],
  command: (before, after) => [
    major('renamed', `Its command is called ${after ?? 'as it is'} now, not ${before ?? 'so'}.`, 'calls'),
  ],
  offline: (_, after) => [
    after === true
      ? major('removed', 'The vendor has taken it offline: calls are refused.', 'calls')
      : minor('added', 'It is online again.'),
  ],
  deprecated: deprecation,
  repeatability: (before, after) => [
    minor('behaviour', `How often a call may be sent is "${after}" now, not "${before}".`),
  ],
  clientToken: parameterFor('safe to repeat'),
  dryRun: parameterFor('a trial'),
  quota: (before, after) => quotas([before ?? []].flat(), [after ?? []].flat()),
  batch,
  transition,
  pagination,
  filters,
  errors: documented('error codes', (code) => JSON.stringify(code)),
  summary: comment,
  description: comment,
  tags: comment,
  examples: comment,
  action: untold,
  // Its page is another with each version of the API.
  source: untold,
  // What it takes and gives is told as types.
  input: untold,
  output: untold,
};

/** What has become of an operation, beside what it takes and gives. */
export const compareOperation = (before: Operation, after: Operation): Said[] =>
  compareFacts(rules, before, after);
