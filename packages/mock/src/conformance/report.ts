/** What became of one check. */
export type CheckStatus =
  /** The endpoint does what the documentation says. */
  | 'agrees'
  /** It does something else. */
  | 'differs'
  /** Could not be asked, or was not to be. */
  | 'skipped';

/** One thing that is asked of an endpoint. */
export interface ConformanceCheck {
  /** Names the check for good: `signature/sha1-when-absent`. */
  readonly id: string;
  /** What a service must do, as a sentence. */
  readonly title: string;
  /** What it means for a client if the endpoint does otherwise. */
  readonly meaning: string;
  /** The page that says so. */
  readonly source: string;
}

export interface CheckResult extends Omit<ConformanceCheck, 'meaning'> {
  readonly status: CheckStatus;
  /** What was answered, or why it was skipped. Never a secret. */
  readonly observed: string;
  /** Where it differs: what that means for a client. */
  readonly meaning?: string;
}

/** What a run found out. Plain data, without any secret. */
export interface ConformanceReport {
  /** The address that was asked, without parameters. */
  readonly endpoint: string;
  /** The API that it was asked for. */
  readonly api: '2.0' | '3.0';
  readonly region: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly milliseconds: number;
  readonly requests: number;
  /** There was an answer. If not, every check was skipped. */
  readonly reachable: boolean;
  /** Nothing differs, and there was an answer at all. */
  readonly conforms: boolean;
  readonly agrees: number;
  readonly differs: number;
  readonly skipped: number;
  readonly checks: readonly CheckResult[];
  /** What the documentation leaves open, and this endpoint has decided. */
  readonly notes: readonly string[];
}
