/** The latest outcome of an instance. */
export type State = 'not asked' | 'accepted' | 'stopped' | 'forced' | 'refused' | 'running again';

export interface Outcome {
  readonly state: State;
  /** Why it was refused, as the service reported it. */
  readonly reason?: string;
  /** The id of the last asynchronous task that the service started for it. */
  readonly requestId?: string;
}

/** One outcome for each instance. */
export class Outcomes {
  readonly #byId = new Map<string, Outcome>();

  constructor(ids: readonly string[]) {
    for (const id of ids) this.#byId.set(id, { state: 'not asked' });
  }

  set(id: string, outcome: Outcome): void {
    this.#byId.set(id, { ...this.#byId.get(id), ...outcome });
  }

  entries(): readonly (readonly [id: string, outcome: Outcome])[] {
    return [...this.#byId];
  }

  /** The outcomes that differ from the expected ones, one sentence each. */
  differences(expected: Readonly<Record<string, State>>): readonly string[] {
    return this.entries()
      .filter(([id, { state }]) => expected[id] !== state)
      .map(([id, { state }]) => `${id} should be ${expected[id]}, but is ${state}.`);
  }
}
