import { bad, good, Skipped, type Check, type Finding } from './check.js';
import type { Answered, AnySession } from './session.js';
import { inTurns } from './turns.js';

/** A call that changes the state of instances: the state that it is for, and those that it leads through and to. */
export interface Change {
  readonly action: string;
  readonly from: string;
  readonly via: string;
  readonly to: string;
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
  /** Of the pages that say what is checked. */
  readonly listSource: string;
  readonly stopSource: string;
  readonly stop: Change;
  readonly start: Change;
  /** What a state is called, that of a running instance, and that of a stopped one. */
  readonly words: readonly [noun: string, running: string, stopped: string];
  /** A call that is accepted changes the state before it is answered. */
  readonly isImmediate?: true;
  /** A text where they cannot be seen. */
  readonly look: (session: Session, ids: readonly string[]) => Promise<Fleet<Instance> | string>;
  readonly act: (session: Session, change: Change, ids: readonly string[]) => Promise<Answer>;
  /** Why a call was not accepted for all of these. */
  readonly refusal: (answer: Answer, ids: readonly string[]) => string | undefined;
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
  const { ids, stop, start, look, act, isImmediate } = options;
  const [noun, running, stopped] = options.words;
  const turn = inTurns<Session>();
  let before: ReadonlyMap<string, string> | undefined;

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
    const seen = await look(session, ids);
    return typeof seen === 'string' ? seen : ids.filter((id) => seen.get(id)?.state === from);
  };

  const bring =
    (change: Change): Check<Session>['run'] =>
    async (session) => {
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
    };

  const listed: Check<Session> = {
    id: 'life-cycle/listed',
    title: `the instances are listed, each ${running} or ${stopped}`,
    meaning: 'The life cycle of these instances cannot be checked.',
    source: options.listSource,
    run: turn(async (session) => {
      const seen = await look(session, ids);
      if (typeof seen === 'string') return bad(seen);
      const isKnown = [...seen.values()].every(({ state }) => state === stop.from || state === stop.to);
      if (!isKnown) return bad(statesOf(seen));
      before = new Map([...seen].map(([id, { state }]) => [id, state]));
      return good(statesOf(seen));
    }),
  };

  const back: Check<Session> = {
    id: 'life-cycle/back',
    title: `in the end every instance has the ${noun} that it had`,
    meaning: 'Look at the instances: the run could not bring them back.',
    source: options.stopSource,
    // However the checks before it ended.
    run: async (session) => {
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
      const seen = await look(session, ids);
      if (typeof seen === 'string') return bad(seen);
      return {
        agrees: ids.every((id) => seen.get(id)?.state === wanted.get(id)),
        observed: statesOf(seen),
      };
    },
  };

  return { turn, settle, bring, listed, back };
}
