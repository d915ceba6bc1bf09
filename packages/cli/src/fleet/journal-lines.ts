import type { ForcePolicy } from './force.js';
import type { FleetCommand } from './event.js';
import type { OutcomeKind } from './outcome.js';

/** What a run was asked to do; a resumed run does the rest of exactly this. */
export interface JournalHeader {
  readonly type: 'begin';
  /** Version of this format. */
  readonly journal: 1;
  readonly command: FleetCommand;
  readonly at: string;
  readonly endpoint: string;
  readonly profile?: string;
  readonly wait: boolean;
  readonly force: ForcePolicy;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * One line of a journal. Written before the first request: `begin`, all `targets`, `ready`. Then what happens,
 * as it happens. A file without `ready` belongs to a run that never began to change anything.
 */
export type JournalLine =
  | JournalHeader
  | { readonly type: 'targets'; readonly region: string; readonly instanceIds: readonly string[] }
  | { readonly type: 'ready'; readonly count: number }
  | {
      readonly type: 'sending' | 'accepted';
      readonly at: string;
      readonly region: string;
      readonly instanceIds: readonly string[];
      readonly force: boolean;
    }
  | {
      readonly type: 'outcome';
      readonly at: string;
      readonly region: string;
      readonly instanceId: string;
      readonly outcome: OutcomeKind;
      readonly code?: number | string;
      readonly reason?: string;
      readonly requestIds?: readonly string[];
    }
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

const texts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

type Fields = Readonly<Record<string, unknown>>;
const shapes: Readonly<Record<JournalLine['type'], (fields: Fields) => boolean>> = {
  begin: ({ journal, command, endpoint, wait, force, timeout, profile }) =>
    journal === 1 &&
    (command === 'stop' || command === 'start' || command === 'restart') &&
    typeof endpoint === 'string' &&
    typeof wait === 'boolean' &&
    (force === 'never' ||
      force === 'fallback' ||
      (typeof force === 'object' && force !== null && 'after' in force && typeof force.after === 'number')) &&
    typeof timeout === 'number' &&
    (profile === undefined || typeof profile === 'string'),
  targets: ({ region, instanceIds }) => typeof region === 'string' && texts(instanceIds),
  ready: ({ count }) => typeof count === 'number',
  sending: ({ region, instanceIds, force }) =>
    typeof region === 'string' && texts(instanceIds) && typeof force === 'boolean',
  accepted: ({ region, instanceIds, force }) =>
    typeof region === 'string' && texts(instanceIds) && typeof force === 'boolean',
  outcome: ({ region, instanceId, outcome, at }) =>
    typeof region === 'string' &&
    typeof instanceId === 'string' &&
    typeof outcome === 'string' &&
    typeof at === 'string',
  call: ({ at, action }) => typeof at === 'string' && typeof action === 'string',
  resumed: () => true,
  end: ({ unfinished }) => typeof unfinished === 'number',
};

/** Whether a parsed line is one that this version writes. */
export function isJournalLine(value: unknown): value is JournalLine {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Fields = { ...value };
  const type = fields['type'];
  return (
    typeof type === 'string' && Object.hasOwn(shapes, type) && shapes[type as JournalLine['type']](fields)
  );
}
