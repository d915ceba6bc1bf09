import type { ErrorRule, Operation, Service } from '../model/service.js';
import { compareChanges, major, minor } from './facts/change.js';
import type { Change, Said } from './facts/change.js';
import { compareOperation } from './service/compare-operation.js';
import { compareErrorRule, compareService } from './service/compare-service.js';
import { TypeComparison } from './types/compare-types.js';
import { compareWaiter } from './service/compare-waiter.js';
import { mergeWords } from './facts/merge-words.js';

/** Things of both versions by their names: what is said of those that are new, that are gone, and that both have. */
function compareNamed<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  about: {
    readonly nameOf: (thing: Thing) => string;
    readonly added: (thing: Thing) => Said;
    readonly removed: (thing: Thing) => Said;
    readonly both: (before: Thing, after: Thing) => readonly Said[];
    readonly actionsOf: (thing: Thing) => readonly string[];
  },
): Change[] {
  const { nameOf, added, removed, both, actionsOf } = about;
  const [was, is] = [before, after].map((all) => new Map(all.map((each) => [nameOf(each), each])));
  const tell = (thing: Thing, said: readonly Said[]): Change[] =>
    said.map((each) => ({ ...each, subject: nameOf(thing), actions: actionsOf(thing) }));
  return [
    ...before.filter((each) => is?.has(nameOf(each)) !== true).flatMap((each) => tell(each, [removed(each)])),
    ...after.flatMap((each) => {
      const old = was?.get(nameOf(each));
      return tell(each, old === undefined ? [added(each)] : both(old, each));
    }),
  ];
}

function operations(before: Service, after: Service, types: TypeComparison): Change[] {
  return compareNamed<Operation>(before.operations, after.operations, {
    nameOf: ({ action }) => action,
    actionsOf: ({ action }) => [action],
    removed: ({ method }) => major('removed', `It is gone, and the method ${method} with it.`),
    added: ({ method }) => minor('added', `It can be called: ${method}.`),
    both: (was, is) => [...compareOperation(was, is), ...types.inputAndOutput(was, is)],
  });
}

const waiters = (before: Service, after: Service): Change[] =>
  compareNamed(before.waiters, after.waiters, {
    nameOf: ({ name }) => name,
    actionsOf: ({ operation }) => [operation],
    removed: () => major('removed', 'The waiter is gone.'),
    added: () => minor('added', 'The waiter is new.'),
    both: compareWaiter,
  });

/** What programs can go by when a call has failed. */
function errors(before: Service, after: Service): Change[] {
  const compare = (was: readonly ErrorRule[], is: readonly ErrorRule[]): Change[] =>
    compareNamed(was, is, {
      nameOf: ({ code }) => code,
      actionsOf: () => [],
      removed: () => minor('removed', 'What to do about this error is no longer said.'),
      added: ({ category }) =>
        minor('added', `What to do about this error is said now; its category is "${category}".`),
      both: compareErrorRule,
    });
  return [...compare(before.errors, after.errors), ...compare(before.commonErrors, after.commonErrors)];
}

/** Everything that has changed between two versions of an API, the gravest first. */
export function compareApis(before: Service, after: Service): Change[] {
  const types = new TypeComparison(before, after);
  const service = compareService(before, after);
  const all: Change[] = [
    ...service.map((said) => ({ ...said, subject: after.name, actions: [] })),
    ...operations(before, after, types),
    ...types.changes(),
    ...waiters(before, after),
    ...errors(before, after),
  ];
  // A type that two others are in the place of is met twice.
  const once = new Map(all.map((change) => [JSON.stringify(change), change])).values();
  return mergeWords([...once], after.name).sort(compareChanges);
}
