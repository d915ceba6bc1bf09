import { own } from '../../model/own.js';
import type { CallOptions } from '../../model/descriptor.js';
import type { Parameters } from '../../model/parameters/parameters.js';

/** How a call behaves that a job of many calls makes: beside its options, and not for applications. */
export interface Conduct {
  /** After an answer that leaves open whether the service has acted, nothing is sent again, even if the operation allows it. */
  readonly once?: true;
  /** Called before each attempt, when nothing but sending is left to do. What it throws ends the call. */
  readonly beforeAttempt?: () => void;
  /**
   * Called after each attempt: nothing is under way until the next one. `mayHaveActed`: one of those so far had no answer that says
   * that nothing was done.
   */
  readonly afterAttempt?: (mayHaveActed: boolean) => void;
  /** Parameters of the API that carries the call, for which the operation itself has none. */
  readonly extra?: Parameters;
  /**
   * The call is that of another program: the input of a batch was read by the operation's table already, and one result of all of its
   * resources is given as that.
   */
  readonly relayed?: true;
}

const conduct = Symbol('conduct');

type Conducted = CallOptions & { readonly [conduct]?: Conduct };

/** Options of a call with its conduct among them. */
export const withConduct = (options: CallOptions, wanted: Conduct): CallOptions => {
  // First a name, then the copy: V8 makes a class of its own for each object that gets a name after a copy.
  const conducted: CallOptions & { [conduct]: Conduct } = { [conduct]: wanted, ...options };
  conducted[conduct] = wanted;
  return conducted;
};

export const conductOf = (options: Conducted): Conduct => own(options[conduct] ?? {});
