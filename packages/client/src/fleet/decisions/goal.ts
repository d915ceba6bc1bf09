import { own, ownData } from '../../model/own.js';
import type { ChangeOperation, ResourceState, WaiterDescriptor } from '../../model/descriptor.js';

/** What a run brings every instance to. Plain data: states are numbers in one API and words in another. */
export interface Goal {
  /** What an instance shall be, as a participle: `stopped`. */
  readonly aim: string;
  /** The states in which the request is accepted. */
  readonly from: readonly ResourceState[];
  /** The state while the change is under way. */
  readonly via: ResourceState;
  /** The state that is wanted. */
  readonly to: ResourceState;
  /** States from which no waiting and no request leads to the wanted one. */
  readonly failure: readonly ResourceState[];
  /** Other states that last until something is asked for. */
  readonly resting: readonly ResourceState[];
  /** A request that is sent twice may act twice: it is not sent again unless it was refused. */
  readonly once: boolean;
  /** Parameters of the request make the change happen where an ordinary one fails. */
  readonly forceable: boolean;
  /** How an instance ends that is in the wanted state: after a request, after none, after one by force. */
  readonly kinds: { readonly done: string; readonly already: string; readonly forced: string };
  /** It stops instances: their billing is reported. */
  readonly stops: boolean;
  /** A state in words. */
  readonly describe: (state: ResourceState) => string;
}

/** What a state means for a goal. */
export type Role =
  /** The wanted one. */
  | 'reached'
  /** The request can be sent. For a goal that ends in the state in which it begins, also the wanted one. */
  | 'ready'
  /** On the way. */
  | 'changing'
  /** No way leads from here to the wanted one. */
  | 'hopeless'
  /** It lasts, and the request is not accepted. */
  | 'resting'
  /** It passes by itself. */
  | 'passing';

export function roleOf(goal: Goal, state: ResourceState): Role {
  if (goal.failure.includes(state)) return 'hopeless';
  if (state === goal.via) return 'changing';
  if (goal.from.includes(state)) return 'ready';
  if (state === goal.to) return 'reached';
  return goal.resting.includes(state) ? 'resting' : 'passing';
}

/** What the descriptors do not say of a goal. */
export interface GoalWords {
  readonly aim: string;
  readonly kinds: Goal['kinds'];
  readonly stops?: true;
  /** Documented states by name. */
  readonly names: Readonly<Record<string, ResourceState>>;
  /** What waits for states that last. */
  readonly lasting: readonly Pick<WaiterDescriptor<never, unknown, unknown>, 'success'>[];
}

/** The goal of an operation, with everything about states taken from descriptors. */
export function goalOf(
  operation: Pick<ChangeOperation<never, unknown>, 'transition' | 'repeatability'>,
  { failure }: Pick<WaiterDescriptor<never, unknown, unknown>, 'failure'>,
  { names, lasting, ...words }: GoalWords,
): Goal {
  const { transition, repeatability } = ownData(operation);
  const { from, via, to, force } = transition;
  const resting = lasting
    .flatMap(({ success }) => success)
    .filter((state) => state !== to && !from.includes(state));
  return {
    ...words,
    stops: own(words).stops === true,
    from,
    via,
    to,
    failure,
    resting,
    once: repeatability !== 'idempotent',
    forceable: force !== undefined,
    describe: (state) => inWords(names, state),
  };
}

/** `shutting down` for 9 and for `SHUTTING_DOWN`; a number without a name stays one. */
function inWords(names: Readonly<Record<string, ResourceState>>, state: ResourceState): string {
  if (typeof state === 'string') return state.toLowerCase().replaceAll('_', ' ');
  const name = Object.keys(names).find((each) => names[each] === state);
  return name?.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) ?? `in status ${state}`;
}
