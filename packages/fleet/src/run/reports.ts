/** With reports of no more runs than this it is not worth asking which of them are still there. */
const fewRuns = 100;

/** What a worker has reported of each run that it cannot work for: it reports each kind of reason once. */
export class Reports {
  readonly #ofRuns = new Map<string, Set<string>>();
  #most = fewRuns;

  /** Whether this was not reported of the run yet; from now on it was. */
  isNew(run: string, kind: string): boolean {
    const kinds = this.#ofRuns.get(run) ?? new Set();
    this.#ofRuns.set(run, kinds);
    const isNew = !kinds.has(kind);
    kinds.add(kind);
    return isNew;
  }

  /** Whether there are so many that it is worth asking which runs are still there. */
  get areMany(): boolean {
    return this.#ofRuns.size > this.#most;
  }

  /** Forgets what was reported of the runs that are not there any more; there are many again when there are twice as many as now. */
  keepOnly(isThere: (run: string) => boolean): void {
    for (const run of [...this.#ofRuns.keys()]) if (!isThere(run)) this.#ofRuns.delete(run);
    this.#most = Math.max(fewRuns, this.#ofRuns.size * 2);
  }
}
