import type { ChangeMark } from '@qcvm/client';
import type { Target } from '../../targets/target.js';
import type { Outcome, OutcomeKind } from '../terms/outcome.js';
import type { PlanTerms } from '../plan/plan.js';

/** The version of the format: checksums, and all that is decided beforehand, came with 2. */
export const journalVersion = 2;

/** The first line: what the run was asked to do. */
export interface JournalHeader extends PlanTerms {
  readonly type: 'begin';
  readonly journal: typeof journalVersion;
  readonly at: string;
}

interface OutcomeFields {
  readonly outcome: OutcomeKind;
  readonly code?: number | string;
  readonly reason?: string;
  readonly charging?: Outcome['charging'];
  readonly requestIds?: readonly string[];
}

/** Instances of one region. */
interface Ids {
  readonly region: string;
  readonly instanceIds: readonly string[];
}

/**
 * One line of a journal. Written before the first request: `begin`, all `targets`, `decided` and `protect`, then
 * `ready`. Then what happens, as it happens. A file without `ready` belongs to a run that never changed anything.
 */
export type JournalLine =
  | JournalHeader
  | ({ readonly type: 'targets' } & Ids)
  /** An instance that nothing is sent for, and why. */
  | ({ readonly type: 'decided'; readonly at: string } & Target & OutcomeFields)
  /** Ids of the protection list. A resumed run adds those that came onto it since. */
  | { readonly type: 'protect'; readonly instanceIds: readonly string[] }
  /** How many lines about instances there must have been. */
  | { readonly type: 'ready'; readonly targets: number; readonly decided: number }
  | ({
      readonly type: 'sending';
      readonly at: string;
      readonly force: boolean;
      /** For each of them, what was known of its last change; of a restart. Absent in journals of earlier versions. */
      readonly before?: readonly (ChangeMark | null)[];
    } & Ids)
  | ({ readonly type: 'accepted'; readonly at: string; readonly force: boolean } & Ids)
  /** The run was interrupted between the latest `sending` for these and the request itself. */
  | ({ readonly type: 'unsent'; readonly at: string } & Ids)
  | ({ readonly type: 'outcome'; readonly at: string } & Target & OutcomeFields)
  /** A call was sent; of any kind, as it counts for the account's quota. */
  | { readonly type: 'call'; readonly at: string; readonly action: string }
  | { readonly type: 'resumed'; readonly at: string }
  | {
      readonly type: 'end';
      readonly at: string;
      readonly exitCode: number;
      /** Instances without an outcome: a resumed run does them. */
      readonly unfinished: number;
    };

/** One line in as few fields as there are: `undefined` stays out of the file. */
export type LineOf<Type extends JournalLine['type']> = Extract<JournalLine, { readonly type: Type }>;

/** A line whose checksum is right was written by qcvm, as an object: what is left to tell is which version did. */
export function parseLine(json: string): JournalLine | undefined {
  const value = JSON.parse(json) as { readonly type?: unknown };
  return typeof value.type === 'string' && Object.hasOwn(types, value.type)
    ? (value as JournalLine)
    : undefined;
}

const types: Readonly<Record<JournalLine['type'], true>> = {
  begin: true,
  targets: true,
  decided: true,
  protect: true,
  ready: true,
  sending: true,
  accepted: true,
  unsent: true,
  outcome: true,
  call: true,
  resumed: true,
  end: true,
};
