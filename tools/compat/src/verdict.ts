/** What became of one runtime or compiler. */
export interface Verdict {
  readonly name: string;
  readonly version: string;
  /** The transport that was used there; `types` for a compiler. */
  readonly way: string;
  readonly outcome: 'passed' | 'failed' | 'missing';
  /** What passed, or why it is missing. */
  readonly summary: string;
  readonly problems: readonly string[];
}
