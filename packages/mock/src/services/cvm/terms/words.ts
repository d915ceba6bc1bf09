import { instanceStatus, type TransitionDescriptor } from '@qcvm/client/descriptors';
import { services } from '../../services-3.0.gen.js';
import { stateOf, type InstanceState, type StateChange } from '../states.js';
import { newerWords } from '../values.gen.js';

/** How API 3.0 writes the states that it has a word for. */
const wordOf = new Map<string, string>([
  ...Object.entries(newerWords.status).map(([status, word]) => [stateOf(Number(status)), word] as const),
  // An instance that is out of order is shown as one whose creation failed.
  ['failure', newerWords.status[-1]],
]);
const states = new Map<string, InstanceState>(
  // The first state of a word is the one that it means.
  [...wordOf].map(([state, word]) => [word, state as InstanceState] as const).reverse(),
);

/** Whether something is being done with the instance for which API 3.0 has no word: it then says so by its latest operation. */
export const isTask = (state: InstanceState): boolean => !wordOf.has(state);

/** `RUNNING`. What has no word of its own is something that is done with a running instance. */
export const wordFor = (state: InstanceState): string =>
  wordOf.get(state) ?? newerWords.status[instanceStatus.running];

/** The state that API 3.0 means by a word. */
export const stateFor = (word: string): InstanceState | undefined => states.get(word);

/** A change in the words of API 3.0, in states. */
export const stateChangeIn = ({ from, via, to }: TransitionDescriptor): StateChange => ({
  from: from.flatMap((word) => stateFor(`${word}`) ?? []),
  via: stateFor(`${via}`) ?? 'failure',
  to: stateFor(`${to}`) ?? 'failure',
});

/** The name that API 3.0 has for a change of state, by what it goes through. */
const byVia = new Map<InstanceState, string>(
  services.flatMap(({ operations }) =>
    Object.values(operations).flatMap(({ action, transition }) =>
      transition ? [[stateChangeIn(transition).via, action] as const] : [],
    ),
  ),
);

/** The Action of API 3.0 that goes through a state. */
export const operationThrough = (via: InstanceState): string | undefined => byVia.get(via);
