import type { Batch, Filters, Pagination, State, Transition } from '../../model/service.js';
import { major, minor, patch } from '../facts/change.js';
import type { Said } from '../facts/change.js';
import { comment, compareFacts, isSame, quotedList, without } from '../facts/compare-facts.js';
import type { AnyOf, FactRule, FactRules } from '../facts/compare-facts.js';
import { narrowed, upperLimit, widened } from '../facts/limits.js';

/** What an operation can do beside being called; `can`: in words. */
const ability =
  <Ability extends object>(can: string, rules: FactRules<Ability>): FactRule<Ability | undefined> =>
  (before, after) => {
    if (before === undefined) return [minor('behaviour', `It can be ${can} now.`)];
    if (after === undefined) return [major('type', `It can no longer be ${can}.`)];
    return compareFacts(rules, before, after);
  };

export const batch = ability<Batch>('called for many resources at once', {
  ids: (before, after) => [
    minor('behaviour', `The ids of its resources are in ${after} now, not in ${before}.`),
  ],
  maximum: upperLimit({ name: 'ids in one call:' }),
  results: (_, after) => [
    minor(
      'behaviour',
      `The result for each resource is ${after === undefined ? 'not told' : `in ${after}`} now.`,
    ),
  ],
});

/** A name that only paging goes by: programs that list all items do not meet it. */
const pagingName: FactRule<string | undefined> = (before, after) =>
  // With the way of paging there are other names.
  before === undefined || after === undefined
    ? []
    : [patch('behaviour', `It is paged through by ${after} now, not by ${before}.`)];

export const pagination = ability<AnyOf<Pagination>>('paged through', {
  kind: (_, after) => [
    major('type', `It is paged through by ${after ?? ''} now: a program that reads pages must be changed.`),
  ],
  items: (before, after) => [
    major(
      'type',
      `Its list is ${after} now, not ${before}: a program that reads it must be changed.`,
      'calls',
    ),
  ],
  maxLimit: upperLimit({ name: 'items of one page:' }),
  limit: pagingName,
  id: pagingName,
  offset: pagingName,
  total: pagingName,
  token: pagingName,
  nextToken: pagingName,
});

/** The states in which a resource is accepted. */
const from: FactRule<readonly State[]> = (before, after) => {
  const [gone, added] = [without(before, after), without(after, before)];
  return [
    ...(gone.length > 0
      ? [major('narrowed', `It is refused for resources in these states now: ${quotedList(gone)}.`, 'calls')]
      : []),
    ...(added.length > 0
      ? [minor('widened', `It is accepted for resources in these states now: ${quotedList(added)}.`)]
      : []),
  ];
};

export const transition = ability<Transition>('used to change the state of resources', {
  from,
  to: (before, after) => [
    major(
      'behaviour',
      `Resources end in the state ${after} now, not ${before}: a program that waits for it must be changed.`,
      'calls',
    ),
  ],
  via: (before, after) => [
    minor('behaviour', `Resources are in the state ${after} meanwhile, not ${before}.`),
  ],
  force: () => [minor('behaviour', 'Other parameters make it happen where it fails otherwise.')],
  resource: (before, after) => [patch('behaviour', `It is said to change a ${after} now, not a ${before}.`)],
});

type Names = Filters['names'];

/** Whether a filter of a name is known: by itself, or as one of those that `tag:{key}` stands for. */
const isKnown = (name: string, names: Names): boolean =>
  names.some(
    (known) =>
      known.name === name ||
      (known.name.endsWith('{key}') && name.startsWith(known.name.slice(0, -'{key}'.length))),
  );

function filterNames(before: Names, after: Names): Said[] {
  const missing = (all: Names, others: Names): string =>
    quotedList(all.map(({ name }) => name).filter((name) => !isKnown(name, others)));
  const [gone, added] = [missing(before, after), missing(after, before)];
  const kept = (all: Names, others: Names): Names =>
    all
      .filter(({ name }) => others.some((other) => other.name === name))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  return [
    ...(gone === ''
      ? []
      : [major('narrowed', `These filters are gone: ${gone}. A call with one is refused.`, 'calls')]),
    ...(added === '' ? [] : [minor('widened', `There are further filters: ${added}.`)]),
    ...(isSame(kept(before, after), kept(after, before)) ? [] : comment()),
  ];
}

const filterRules: FactRules<Filters> = {
  names: filterNames,
  maxFilters: upperLimit({ name: 'filters:' }),
  maxValues: upperLimit({ name: 'values of one filter:' }),
  parameter: (before, after) => [
    narrowed(`in ${after}, no longer in ${before}, only filters that are listed`),
  ],
};

const listed = (all: Filters | undefined): string => quotedList((all?.names ?? []).map(({ name }) => name));

/** The client takes no other names than those that are listed, and any where none are. */
export const filters: FactRule<Filters | undefined> = (before, after) => {
  if (before === undefined) return [narrowed(`only filters that are listed: ${listed(after)}`)];
  if (after === undefined) return [widened('any filter')];
  return compareFacts(filterRules, before, after);
};
