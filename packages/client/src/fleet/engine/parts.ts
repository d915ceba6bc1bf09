import { cut, namedBy } from '../../core/divide.js';
import { ApiError, type QcvmError } from '../../model/errors/errors.js';
import { own } from '../../model/own.js';
import type { CallFailure } from '../decisions/failure.js';

/** Result of a batch call. */
export type Part<Member, Answer> =
  | { readonly members: readonly Member[]; readonly answer: Answer }
  | { readonly members: readonly Member[]; readonly failure: CallFailure };

interface How<Member> {
  readonly classify: (error: unknown) => CallFailure;
  /** Nothing more may be sent: the rest gets no part. */
  readonly isOver: () => boolean;
  /** After a refusal of several: whether calls for parts of them may follow at once. If not, it is what it came to for all. */
  readonly mayDivide?: (parts: readonly (readonly Member[])[], error: QcvmError) => boolean;
}

/** Members of which a refusal can name some. */
type Named = { readonly id: string } | number;
const idOf = (member: Named): string => (typeof member === 'number' ? `${member}` : member.id);

/**
 * Makes a call on many instances. Where it is refused because of some of them, calls for those that the refusal names apart
 * from the others, or for halves, until it is clear because of which: what stays `divisible` is about a single one, or may not be
 * divided.
 */
export async function* inParts<Member extends Named, Answer>(
  members: readonly Member[],
  call: (members: readonly Member[]) => Promise<Answer>,
  how: How<Member>,
): AsyncGenerator<Part<Member, Answer>, void, void> {
  if (how.isOver()) return;
  const part = await call(members).then(
    (answer) => own({ members, answer }),
    (error: unknown) => own({ members, failure: how.classify(error) }),
  );
  if ('answer' in part || part.failure.kind !== 'divisible' || members.length === 1) {
    yield part;
    return;
  }
  const { error } = part.failure;
  const byId = new Map(members.map((member) => [idOf(member), member]));
  const cuts = cut([...byId.keys()], error instanceof ApiError ? namedBy(error) : []);
  const parts = cuts.map((ids) => ids.flatMap((id) => byId.get(id) ?? []));
  if (how.mayDivide?.(parts, error) === false) yield part;
  else for (const fewer of parts) yield* inParts(fewer, call, how);
}
