/** When there are reports of more runs than this, those of runs that are no longer kept are forgotten. */
const manyRuns = 100;

/** What a worker has reported of the runs that it cannot work for: each kind of reason once, of those runs that are still there. */
export class Reports {
  readonly #ofRuns = new Map<string, Set<string>>();

  /** Whether this was not reported of the run yet; from now on it was. */
  isNew(run: string, kind: string): boolean {
    const kinds = this.#ofRuns.get(run) ?? new Set();
    this.#ofRuns.set(run, kinds);
    return !kinds.has(kind) && kinds.add(kind) !== undefined;
  }

  /** Whether there are so many that it is worth asking which runs are still there. */
  get areMany(): boolean {
    return this.#ofRuns.size > manyRuns;
  }

  /** Forgets what was reported of all other runs. */
  keepOnly(runs: ReadonlySet<string>): void {
    for (const run of [...this.#ofRuns.keys()]) if (!runs.has(run)) this.#ofRuns.delete(run);
  }
}
