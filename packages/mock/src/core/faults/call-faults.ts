import type { Fault } from './rule.js';

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

/** What hits one call: at most one fault of each kind and moment, in the order in which the rules were added. */
export class CallFaults {
  readonly names: readonly string[];
  readonly #faults: readonly Fault[];

  constructor(faults: readonly Fault[], names: readonly string[]) {
    this.#faults = faults;
    this.names = names;
  }

  of<Kind extends Fault['kind']>(kind: Kind, when?: 'before' | 'after'): FaultOf<Kind> | undefined {
    return this.#faults.find(
      (fault): fault is FaultOf<Kind> =>
        fault.kind === kind &&
        (when === undefined || (('when' in fault ? fault.when : undefined) ?? 'before') === when),
    );
  }
}

export const noFaults = new CallFaults([], []);
