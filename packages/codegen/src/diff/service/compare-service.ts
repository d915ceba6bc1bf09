import type { CodeNames } from '../../model/code-names.js';
import type { ErrorRule, Service } from '../../model/service.js';
import { major, minor, patch } from '../facts/change.js';
import type { Said } from '../facts/change.js';
import { quotas } from './compare-operation.js';
import { comment, compareFacts, documented, untold } from '../facts/compare-facts.js';
import type { FactRule, FactRules } from '../facts/compare-facts.js';

const calledNow =
  (what: string): FactRule<string> =>
  (before, after) => [major('renamed', `${what} is called ${after} now, not ${before}.`)];

const codeRules: FactRules<CodeNames> = {
  factory: calledNow('The function that makes a client'),
  client: calledNow('The type of a client'),
  operations: calledNow('The table of all operations'),
  service: calledNow('The constant that describes the service'),
};

const documentedRegions = documented('regions', ({ id, short }: Service['regions'][number]) =>
  short === undefined ? id : `${id} (${short})`,
);

const regions: FactRule<Service['regions']> = (before, after) => {
  const said = documentedRegions(before, after);
  return said.length === 0 ? comment() : said;
};

const rules: FactRules<Service> = {
  // Every call names it: the vendor may answer another one in another way, though the types are the same.
  version: (before, after) => [
    minor('behaviour', `Calls name version ${after} of the API now, no longer ${before}.`),
  ],
  hosts: (before, after) => [
    patch('behaviour', `Calls go to ${after.join(' or ')} now, no longer to ${before.join(' or ')}.`),
  ],
  path: (before, after) => [patch('behaviour', `Calls go to the path ${after} now, no longer to ${before}.`)],
  signingName: (before, after) => [
    patch('behaviour', `Signatures call it ${after ?? 'nothing'} now, no longer ${before ?? 'nothing'}.`),
  ],
  quotas,
  code: (before, after) => compareFacts(codeRules, before, after),
  regions,
  title: comment,
  // Others are other services, or of another API.
  name: untold,
  protocol: untold,
  specs: untold,
  // These are compared one by one.
  operations: untold,
  types: untold,
  waiters: untold,
  errors: untold,
  commonErrors: untold,
};

/** What has become of a service as a whole. */
export const compareService = (before: Service, after: Service): Said[] => compareFacts(rules, before, after);

/** What a program goes by when a call has failed. */
const taken =
  (what: string): FactRule<string> =>
  (before, after) => [minor('behaviour', `Its ${what} is "${after}" now, not "${before}".`)];

const errorRules: FactRules<ErrorRule> = {
  category: taken('category'),
  retry: taken('way to retry'),
  effect: taken('effect'),
  codeDesc: () => [patch('behaviour', 'How answers spell it has changed.')],
  scope: () => [minor('behaviour', 'Which operations it holds for has changed.')],
  name: comment,
  meaning: comment,
  advice: comment,
  source: comment,
  code: untold,
};

/** What has become of an error code. */
export const compareErrorRule = (before: ErrorRule, after: ErrorRule): Said[] =>
  compareFacts(errorRules, before, after);
