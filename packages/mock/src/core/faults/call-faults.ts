import type { Fault } from './rule.js';
import type { Hits } from './store.js';

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

/** The faults that hit one call, by kind and moment. */
export class CallFaults {
  readonly names: readonly string[];
  readonly #faults: readonly Fault[];

  constructor(hits: Hits | undefined) {
    this.#faults = hits?.faults ?? [];
    this.names = hits?.names ?? [];
  }

  of<Kind extends Fault['kind']>(kind: Kind, when?: 'before' | 'after'): FaultOf<Kind> | undefined {
    return this.#faults.find(
      (fault): fault is FaultOf<Kind> =>
        fault.kind === kind &&
        (when === undefined || (('when' in fault ? fault.when : undefined) ?? 'before') === when),
    );
  }
}

export const noFaults = new CallFaults(undefined);
