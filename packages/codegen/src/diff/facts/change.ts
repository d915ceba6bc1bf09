/** What a change asks of users: `major`, a program that worked must be changed; `minor`, something is new; `patch`, the rest. */
export type Effect = 'major' | 'minor' | 'patch';

export type ChangeKind =
  | 'added'
  | 'removed'
  | 'renamed'
  | 'required'
  | 'optional'
  | 'type'
  | 'narrowed'
  | 'widened'
  | 'nullable'
  | 'not nullable'
  | 'deprecated'
  | 'not deprecated'
  | 'behaviour'
  | 'words';

/** One change of an API, as its users see it. */
export interface Change {
  readonly effect: Effect;
  readonly kind: ChangeKind;
  /** What has changed: `RunInstances`, `Placement.HostIds`. */
  readonly subject: string;
  /** What this is to a program, in one or two sentences. */
  readonly message: string;
  /** Where a program meets a change that is major: the compiler refuses it, or only the call is refused. */
  readonly seen?: 'types' | 'calls';
  /** The Actions that take or give what has changed, sorted. */
  readonly actions: readonly string[];
}

/** Where both versions have something: programs write it, read it, or both. */
export interface Positions {
  readonly written: boolean;
  readonly read: boolean;
}

/** What programs do with something: `gives`, `reads`, `gives or reads`. */
export const doneWith = ({ written, read }: Positions): string =>
  [written && 'gives', read && 'reads'].filter(Boolean).join(' or ');

/** What is said of a change, beside what it is a change of. */
export type Said = Omit<Change, 'subject' | 'actions'>;

/** A program that worked must be changed, as the compiler says or only the service does. */
export const major = (kind: ChangeKind, message: string, seen: Change['seen'] = 'types'): Said => ({
  effect: 'major',
  kind,
  message,
  seen,
});
/** Something is new. */
export const minor = (kind: ChangeKind, message: string): Said => ({ effect: 'minor', kind, message });
/** The rest. */
export const patch = (kind: ChangeKind, message: string): Said => ({ effect: 'patch', kind, message });

/** What is said where the vendor's advice against something is new, or gone. */
export const deprecation = (_before: true | undefined, after: true | undefined): readonly Said[] =>
  after === true
    ? [minor('deprecated', 'The vendor advises against it now.')]
    : [patch('not deprecated', 'The vendor does not advise against it any more.')];

const order: readonly Effect[] = ['major', 'minor', 'patch'];

/** The gravest effect of some changes; `undefined` for none. */
export const effectOf = (changes: readonly Pick<Change, 'effect'>[]): Effect | undefined =>
  order.find((effect) => changes.some((change) => change.effect === effect));

/** The gravest first, then by what has changed. */
export const compareChanges = (left: Change, right: Change): number =>
  order.indexOf(left.effect) - order.indexOf(right.effect) ||
  (left.subject < right.subject ? -1 : left.subject > right.subject ? 1 : 0);
