import { namedBy } from '../../core/divide.js';
import { ApiError, type QcvmError } from '../../model/errors/errors.js';
import { own } from '../../model/own.js';
import { afterAnswer, afterSight, type Decision, type Ruling } from '../decisions/decide.js';
import type { End } from '../decisions/ends.js';
import { problemOf, type CallFailure, type Refusal } from '../decisions/failure.js';
import { markOf, type Answer } from '../decisions/known.js';
import type { Batch } from './lanes.js';
import type { Member } from './member.js';
import { inParts } from './parts.js';
import type { FleetService, ServiceCall } from './service.js';
import type { FleetEvent } from './types.js';

/** What the work on a batch needs of the run. */
export interface Crew {
  readonly service: FleetService;
  readonly classify: (error: unknown) => CallFailure;
  /** The answer for the only instance of a call that failed. */
  readonly refused: (error: unknown) => Refusal;
  readonly ruling: () => Ruling;
  /** Nothing more is to be sent. */
  readonly isOver: () => boolean;
  /** It has not got its outcome meanwhile. */
  readonly isOpen: (member: Member) => boolean;
  readonly tell: (event: FleetEvent) => Promise<void>;
  readonly lookLater: (member: Member) => void;
  readonly queue: (member: Member, force: boolean) => void;
  readonly conclude: (member: Member, end: End) => Promise<void>;
  /** Nothing that is sent from now on can succeed. */
  readonly giveUp: (error: unknown) => void;
}

const ids = (members: readonly Member[]): readonly string[] => members.map(({ id }) => id);

/** The region of a batch, for events and calls. */
const regionOf = ([first]: readonly Member[]): { readonly region?: string } =>
  first?.region === undefined ? {} : { region: first.region };

/** Nothing was sent: the run has ended meanwhile, or one of the batch has its outcome. */
class NotSent extends Error {}

/** One that has its outcome, or whose time is over, must not be sent anything any more. */
const isWanted = (crew: Crew, member: Member): boolean =>
  crew.isOpen(member) && crew.ruling().now < member.deadline;

interface Sending {
  readonly stage: 'looking' | 'changing';
  readonly signal: AbortSignal;
  /** There is no use for it any more: it is not sent. */
  readonly isUnwanted: () => boolean;
}

/** How a call about members is made. */
function sending(members: readonly Member[], { stage, signal, isUnwanted }: Sending): ServiceCall {
  const mark = (isSent: boolean): void =>
    members.forEach((member) => Object.assign(member, { stage, isSent }));
  return {
    ...regionOf(members),
    signal,
    beforeAttempt: () => {
      if (isUnwanted()) throw new NotSent();
      mark(true);
    },
    afterAttempt: () => mark(false),
  };
}

/** Looks at a batch of one region, and does what follows from it. */
export async function lookAt(crew: Crew, batch: readonly Member[], signal: AbortSignal): Promise<void> {
  const call = (members: readonly Member[]) => {
    const isUnwanted = (): boolean => crew.isOver() || !members.some((member) => isWanted(crew, member));
    return crew.service.look(ids(members), sending(members, { stage: 'looking', signal, isUnwanted }));
  };
  const classify = (error: unknown): CallFailure =>
    signal.aborted || error instanceof NotSent ? { kind: 'unsent' } : crew.classify(error);
  for await (const part of inParts(batch, call, { classify, isOver: crew.isOver })) {
    const members = part.members.filter(crew.isOpen);
    const failure = 'failure' in part ? part.failure : undefined;
    if (failure && failure.kind !== 'divisible') {
      await failed(crew, members, failure);
      continue;
    }
    for (const member of members) {
      if (failure) {
        const answer = crew.refused(failure.error);
        const { problem } = answer;
        member.known = { ...member.known, problem };
        if (answer.final) {
          // What was asked for may happen all the same.
          const kind = member.known.request ? 'unknown' : 'refused';
          await crew.conclude(member, { do: 'end', kind, ...problem });
          continue;
        }
      }
      const sight = 'answer' in part ? part.answer.get(member.id) : undefined;
      const ruling = crew.ruling();
      if (sight !== undefined && sight.state !== member.known.state)
        await crew.tell({ type: 'seen', at: ruling.now, ...about(member), status: sight.state });
      member.looks++;
      await follow(crew, member, afterSight(member.known, sight, ruling));
    }
  }
}

/** Sends the request for a batch, and does what follows from the answer. */
export async function request(
  crew: Crew,
  { members: batch, force }: Batch,
  signal: AbortSignal,
): Promise<void> {
  const call = async (members: readonly Member[]): Promise<ReadonlyMap<string, Answer>> => {
    const at = crew.ruling().now;
    // The others go without one that is not wanted.
    const isUnwanted = (): boolean => crew.isOver() || !members.every((member) => isWanted(crew, member));
    await crew.tell({
      type: 'sending',
      at,
      ...regionOf(members),
      instanceIds: ids(members),
      force,
      before: members.map(({ known }) => markOf(known)),
    });
    if (isUnwanted()) throw new NotSent();
    return crew.service.request(ids(members), {
      ...sending(members, { stage: 'changing', signal, isUnwanted }),
      force,
    });
  };
  const classify = (error: unknown): CallFailure => {
    if (error instanceof NotSent) return { kind: 'unsent' };
    // After an abort, the progress of the request is unknown.
    return signal.aborted ? { kind: 'lost', error } : crew.classify(error);
  };
  const mayDivide = (parts: readonly (readonly Member[])[], error: QcvmError): boolean => {
    if (!crew.service.refusesAsWhole || !(error instanceof ApiError)) return true;
    const namedIds = namedBy(error);
    const ruling = crew.ruling();
    const answer = { kind: 'lost', shared: true, problem: problemOf(error), force } as const;
    // A message that names all of them identifies none.
    const isOfSome = namedIds.length < parts.flat().length;
    for (const part of parts)
      for (const member of part) {
        // Of those that it does not name, the service may have done some.
        if (!isOfSome || !namedIds.includes(member.id))
          member.known = afterAnswer(member.known, answer, ruling).known;
        if (ruling.goal.once) Object.assign(member, { part: part[0]?.key, looks: 0 });
      }
    return !ruling.goal.once;
  };
  for await (const part of inParts(batch, call, { classify, isOver: crew.isOver, mayDivide })) {
    const members = part.members.filter(crew.isOpen);
    const failure = 'failure' in part ? part.failure : undefined;
    if (failure?.kind === 'divisible' && part.members.length > 1) {
      // Only a look shows what was done, and for which of them the request may be retried.
      await failed(crew, members, { kind: 'lost', error: failure.error });
      continue;
    }
    if (failure?.kind === 'lost') {
      const answer = { kind: 'lost', problem: problemOf(failure.error), force } as const;
      for (const member of members) {
        member.known = afterAnswer(member.known, answer, crew.ruling()).known;
        member.looks = 0;
      }
    }
    if (failure && failure.kind !== 'divisible') {
      await failed(crew, members, failure);
      continue;
    }
    for (const member of members) {
      const given = 'answer' in part ? part.answer.get(member.id) : undefined;
      const answer: Answer = failure ? crew.refused(failure.error) : (given ?? unanswered);
      await answered(crew, member, { ...answer, force });
    }
  }
}

const unanswered: Answer = {
  kind: 'lost',
  problem: { reason: 'the response has no result for it' },
};

async function answered(
  crew: Crew,
  member: Member,
  answer: Answer & { readonly force: boolean },
): Promise<void> {
  const ruling = crew.ruling();
  if (answer.kind !== 'refused') member.looks = 0;
  const decision = afterAnswer(member.known, answer, ruling);
  member.known = decision.known;
  if (answer.kind === 'accepted') {
    const { force, requestId } = answer;
    const more = requestId === undefined ? {} : { requestId };
    await crew.tell({ type: 'accepted', at: ruling.now, ...about(member), force, ...more });
  }
  await follow(crew, member, decision);
}

/** A call failed for all of a batch, and not because of one of them. */
async function failed(
  crew: Crew,
  members: readonly Member[],
  failure: Exclude<CallFailure, { kind: 'divisible' }>,
): Promise<void> {
  if (failure.kind === 'unsent') return members.forEach(crew.lookLater);
  const { kind, error } = failure;
  for (const member of members) {
    member.known = { ...member.known, problem: problemOf(error) };
    if (kind === 'later') member.looks++;
    crew.lookLater(member);
  }
  if (kind === 'fatal') return crew.giveUp(error);
  if (members.length === 0 || crew.isOver() || !(error instanceof Error)) return;
  const at = crew.ruling().now;
  await crew.tell({ type: 'trouble', at, ...regionOf(members), instanceIds: ids(members), error });
}

async function follow(crew: Crew, member: Member, decision: Decision): Promise<void> {
  const { known, step, returned } = own(decision);
  member.known = known;
  if (returned) await crew.tell({ type: 'returned', at: crew.ruling().now, ...about(member) });
  if (step.do === 'end') return crew.conclude(member, step);
  if (step.do === 'look') return crew.lookLater(member);
  crew.queue(member, step.force);
}

/** Which instance an event is about. */
const about = ({ id, region }: Member): { readonly instanceId: string; readonly region?: string } => ({
  instanceId: id,
  ...(region !== undefined && { region }),
});
