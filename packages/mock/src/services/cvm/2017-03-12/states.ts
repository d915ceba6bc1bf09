import type { TransitionDescriptor } from '@qcvm/client/descriptors';
import type { InstanceState, InstanceStatusName, StateChange } from '../states.js';

/** How API 3.0 writes the states that it has a word for. */
const words: Readonly<Partial<Record<InstanceStatusName, string>>> = {
  running: 'RUNNING',
  shutDown: 'STOPPED',
  creating: 'PENDING',
  rebooting: 'REBOOTING',
  starting: 'STARTING',
  shuttingDown: 'STOPPING',
  creationFailed: 'LAUNCH_FAILED',
  failure: 'LAUNCH_FAILED',
  returned: 'SHUTDOWN',
  returning: 'TERMINATING',
};

const wordOf = new Map<string, string>(Object.entries(words));
const states = new Map<string, InstanceState>(
  // The first state of a word is the one that it means.
  Object.entries(words)
    .map(([state, word]) => [word, state as InstanceState] as const)
    .reverse(),
);

/** Whether something is being done with the instance for which API 3.0 has no word: it then says so by its latest operation. */
export const isTask = (state: InstanceState): boolean => !wordOf.has(state);

/** `RUNNING`. What has no word of its own is something that is done with a running instance. */
export const wordFor = (state: InstanceState): string => wordOf.get(state) ?? 'RUNNING';

/** The state that API 3.0 means by a word. */
export const stateFor = (word: string): InstanceState | undefined => states.get(word);

/** A change in the words of API 3.0, in states. */
export const stateChangeIn = ({ from, via, to }: TransitionDescriptor): StateChange => ({
  from: from.flatMap((word) => stateFor(`${word}`) ?? []),
  via: stateFor(`${via}`) ?? 'failure',
  to: stateFor(`${to}`) ?? 'failure',
});
