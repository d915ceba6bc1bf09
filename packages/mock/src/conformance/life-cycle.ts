import type { TransitionDescriptor } from '@qcvm/client/descriptors';
import { bad, good, Skipped, type Finding, type Run } from './check.js';
import type { Answered, AnySession } from './session.js';
import { inTurns } from './turns.js';

/** A call that changes the state of instances: the state that it is for, and those that it leads through and to. */
export interface Change {
  readonly action: string;
  readonly from: string;
  readonly via: string;
  readonly to: string;
}

/** A change by its line in the state table. */
export function changeBy({
  action,
  transition: { from, via, to },
}: {
  readonly action: string;
  readonly transition: TransitionDescriptor;
}): Change {
  return { action, from: `${from[0]}`, via: `${via}`, to: `${to}` };
}

/** An instance as it is listed. */
export interface Seen {
  readonly state: string;
  /** Something is being done with it. */
  readonly isBusy?: boolean;
}

/** Instances by their ids. */
export type Fleet<Instance extends Seen> = ReadonlyMap<string, Instance>;

/** How one API lists and changes instances. */
export interface LifeOptions<Session extends AnySession, Answer extends Answered, Instance extends Seen> {
  readonly ids: readonly string[];
  readonly stop: Change;
  readonly start: Change;
  /** What a state is called. */
  readonly noun: string;
  /** A call that is accepted changes the state before it is answered. */
  readonly isImmediate?: true;
  /** Those of some instances that are listed; a text where they cannot be seen. */
  readonly list: (session: Session, ids: readonly string[]) => Promise<Fleet<Instance> | string>;
  readonly act: (session: Session, change: Change, ids: readonly string[]) => Promise<Answer>;
  /** Why a call was not accepted for all of these. */
  readonly refusal: (answer: Answer, ids: readonly string[]) => string | undefined;
  /** Whether all instances were refused because of their state, as they must be. */
  readonly refused: (session: Session, answer: Answer, change: Change) => Finding;
  /** What the end of a change says of it. */
  readonly judge?: (
    session: Session,
    end: { readonly seen: Fleet<Instance>; readonly answer: Answer; readonly change: Change },
  ) => Finding | undefined;
}

const statesOf = (seen: Fleet<Seen>): string =>
  [...seen].map(([id, { state }]) => `${id}: ${state}`).join(', ');

/** The steps of the life of some instances. The checks of each API are made of them; they leave instances as they found them. */
export function lifeOf<Session extends AnySession, Answer extends Answered, Instance extends Seen>(
  options: LifeOptions<Session, Answer, Instance>,
) {
  const { ids, stop, start, act, isImmediate, noun } = options;
  const turn = inTurns<Session>();
  let before: ReadonlyMap<string, string> | undefined;

  /** Some instances, all of them; a text where one cannot be seen. */
  const look = async (session: Session, due = ids): Promise<Fleet<Instance> | string> => {
    const found = await options.list(session, due);
    if (typeof found === 'string') return found;
    const missing = due.find((id) => !found.has(id));
    return missing === undefined ? found : `${missing} is not listed`;
  };

  /** Waits until all have the state that a change leads to; says what is wrong on the way, or why it gave up. */
  const settle = async (
    session: Session,
    due: readonly string[],
    { via, to }: Change,
  ): Promise<Fleet<Instance> | string> => {
    const { patience = 300_000 } = session.options;
    const until = session.runtime.now() + patience;
    for (let pause = 1000; ; pause = Math.min(pause * 1.5, 10_000)) {
      const seen = await look(session, due);
      if (typeof seen === 'string') return seen;
      const unsettled = [...seen].filter(([, { state, isBusy }]) => state !== to || isBusy);
      if (unsettled.length === 0) return seen;
      const stray = unsettled.find(([, { state }]) => state !== via && state !== to);
      if (stray) return `${stray[0]} has the ${noun} ${stray[1].state}, which is neither ${via} nor ${to}`;
      if (session.runtime.now() > until) return `not all have the ${noun} ${to} after ${patience} ms`;
      await session.sleep(pause);
    }
  };

  /** Those of the instances that a call can change now. */
  const dueFor = async (session: Session, { from }: Change): Promise<readonly string[] | string> => {
    const seen = await look(session);
    return typeof seen === 'string' ? seen : ids.filter((id) => seen.get(id)?.state === from);
  };

  /** A call is accepted, and its instances get where it leads. */
  const bring = (change: Change): Run<Session> =>
    turn(async (session) => {
      const due = await dueFor(session, change);
      if (typeof due === 'string') return bad(due);
      if (due.length === 0) throw new Skipped(`none of the instances is in the ${noun} for it`);
      const answer = await act(session, change, due);
      const problem = options.refusal(answer, due);
      if (problem !== undefined) return bad(problem);
      if (isImmediate) {
        const now = await look(session, due);
        if (typeof now === 'string') return bad(now);
        const still = due.find((id) => now.get(id)?.state === change.from);
        if (still !== undefined)
          return bad(`${still} still has the ${noun} ${change.from} after it was accepted`);
      }
      const seen = await settle(session, due, change);
      if (typeof seen === 'string') return bad(seen);
      return (
        options.judge?.(session, { seen, answer, change }) ?? good(`${statesOf(seen)}: ${answer.inWords}`)
      );
    });

  /** Makes a call, and returns the instances that it has changed at once. */
  const attempt = async (
    session: Session,
    change: Change,
    batch = ids,
  ): Promise<{ readonly answer: Answer; readonly moved: readonly string[] } | string> => {
    const earlier = await look(session);
    if (typeof earlier === 'string') return earlier;
    const answer = await act(session, change, batch);
    const later = await look(session);
    if (typeof later === 'string') return later;
    return { answer, moved: ids.filter((id) => earlier.get(id)?.state !== later.get(id)?.state) };
  };

  /** A call for instances that are where it leads is refused, and changes nothing. */
  const again = (change: Change): Run<Session> =>
    turn(async (session) => {
      const outcome = await attempt(session, change);
      if (typeof outcome === 'string') return bad(outcome);
      const { answer, moved } = outcome;
      const finding = options.refused(session, answer, change);
      return finding.agrees && moved.length > 0
        ? bad(`${moved.join(', ')} changed although the call was refused`)
        : finding;
    });

  const listed: Run<Session> = turn(async (session) => {
    const seen = await look(session);
    if (typeof seen === 'string') return bad(seen);
    const isKnown = [...seen.values()].every(({ state }) => state === stop.from || state === stop.to);
    if (!isKnown) return bad(statesOf(seen));
    before = new Map([...seen].map(([id, { state }]) => [id, state]));
    return good(statesOf(seen));
  });

  /** However the checks before it ended. */
  const back: Run<Session> = async (session) => {
    const wanted = before;
    if (!wanted) throw new Skipped('nothing was changed');
    for (const change of [stop, start]) {
      const due = await dueFor(session, change);
      if (typeof due === 'string') return bad(due);
      const wrong = due.filter((id) => wanted.get(id) === change.to);
      if (wrong.length === 0) continue;
      await act(session, change, wrong);
      const settled = await settle(session, wrong, change);
      if (typeof settled === 'string') return bad(settled);
    }
    const seen = await look(session);
    if (typeof seen === 'string') return bad(seen);
    return { agrees: ids.every((id) => seen.get(id)?.state === wanted.get(id)), observed: statesOf(seen) };
  };

  return {
    turn,
    settle,
    bring,
    attempt,
    /** What both APIs do alike. */
    alike: {
      'life-cycle/listed': listed,
      'life-cycle/stop': bring(stop),
      'life-cycle/stop-again': again(stop),
      'life-cycle/start-again': again(start),
      'life-cycle/back': back,
    },
  };
}
