import { cvmOperations } from '@qcvm/client/v3';
import { bad, good, Skipped, type Finding } from '../../check.js';
import type { JsonObject } from '../../json.js';
import { inTurns } from '../../turns.js';
import { unknownInstance, type Check } from '../check.js';
import { pages } from '../pages.js';
import type { Answer, SessionV3 } from '../session.js';
import { readPage } from './page.js';

const [running, stopped] = ['RUNNING', 'STOPPED'] as const;

/** The calls that change the state of instances, with the states that they lead through. */
const changes = {
  StopInstances: cvmOperations.stopInstances.transition,
  StartInstances: cvmOperations.startInstances.transition,
  RebootInstances: cvmOperations.rebootInstances.transition,
} as const;

type Action = keyof typeof changes;

/** What the checks of one life cycle share. */
interface Progress {
  /** The state that each instance had at the beginning. */
  before?: ReadonlyMap<string, string>;
}

/** Whether a call is accepted in a state. */
const isFrom = (action: Action, state: string): boolean =>
  (changes[action].from as readonly unknown[]).includes(state);

type Seen = ReadonlyMap<string, JsonObject>;

const stateOf = (instance: JsonObject | undefined): string => String(instance?.['InstanceState']);
const statesOf = (seen: Seen): string =>
  [...seen].map(([id, instance]) => `${id}: ${stateOf(instance)}`).join(', ');

async function look(session: SessionV3, ids: readonly string[]): Promise<Seen | string> {
  const page = readPage(await session.ask({ parameters: { InstanceIds: ids, Limit: 100 } }));
  if (typeof page === 'string') return page;
  const found = new Map(page.items.map((item) => [String(item['InstanceId']), item]));
  const missing = ids.find((id) => !found.has(id));
  return missing === undefined ? found : `${missing} is not listed`;
}

/** Waits until all have the state that a change leads to; says what is wrong on the way, or why it gave up. */
async function settle(session: SessionV3, ids: readonly string[], action: Action): Promise<Seen | string> {
  const { via, to } = changes[action];
  const { patience = 300_000 } = session.options;
  const until = session.runtime.now() + patience;
  for (let pause = 1000; ; pause = Math.min(pause * 1.5, 10_000)) {
    const seen = await look(session, ids);
    if (typeof seen === 'string') return seen;
    const unsettled = [...seen].filter(
      ([, instance]) => stateOf(instance) !== to || instance['LatestOperationState'] === 'OPERATING',
    );
    if (unsettled.length === 0) return seen;
    const stray = unsettled.find(([, instance]) => ![via, to].includes(stateOf(instance)));
    if (stray) return `${stray[0]} is ${stateOf(stray[1])}, which is neither ${via} nor ${to}`;
    if (session.runtime.now() > until) return `not all are ${to} after ${patience} ms`;
    await session.sleep(pause);
  }
}

const act = (session: SessionV3, action: Action, ids: readonly string[]): Promise<Answer> =>
  session.ask({ action, parameters: { InstanceIds: ids } });

/** Whether the latest operation of all of these is told as this one. */
function toldAsLatest(
  session: SessionV3,
  { seen, answer, action }: { seen: Seen; answer: Answer; action: Action },
): Finding {
  for (const [id, instance] of seen) {
    const { LatestOperation, LatestOperationState, LatestOperationRequestId } = instance;
    if (LatestOperation !== action || LatestOperationState !== 'SUCCESS')
      return bad(`${id}: LatestOperation ${String(LatestOperation)}, ${String(LatestOperationState)}`);
    if (LatestOperationRequestId !== answer.requestId)
      session.note('LatestOperationRequestId lags behind the end of a change');
  }
  return good(`${statesOf(seen)}: ${answer.inWords}`);
}

/** The whole life of some instances, for those who allow it. It leaves them as it found them. */
export function lifeCycleChecks(ids: readonly string[]): readonly Check[] {
  const progress: Progress = {};
  const turn = inTurns<SessionV3>();

  /** Those of the instances that a call can change now. */
  const dueFor = async (session: SessionV3, action: Action): Promise<readonly string[] | string> => {
    const seen = await look(session, ids);
    if (typeof seen === 'string') return seen;
    return ids.filter((id) => isFrom(action, stateOf(seen.get(id))));
  };

  const bring =
    (action: Action): Check['run'] =>
    async (session) => {
      const due = await dueFor(session, action);
      if (typeof due === 'string') return bad(due);
      if (due.length === 0) throw new Skipped('none of the instances is in the state for it');
      const answer = await act(session, action, due);
      if (!answer.succeeded) return bad(answer.inWords);
      const seen = await settle(session, due, action);
      return typeof seen === 'string' ? bad(seen) : toldAsLatest(session, { seen, answer, action });
    };

  /** A batch that must be refused, and what became of its instances. */
  const refused = async (
    session: SessionV3,
    { action, batch }: { action: Action; batch: readonly string[] },
  ): Promise<{ readonly answer: Answer; readonly moved: readonly string[] } | string> => {
    const before = await look(session, ids);
    const answer = await act(session, action, batch);
    if (answer.code === undefined) return `accepted: ${answer.inWords}`;
    const after = await look(session, ids);
    if (typeof before === 'string') return before;
    if (typeof after === 'string') return after;
    return { answer, moved: ids.filter((id) => stateOf(before.get(id)) !== stateOf(after.get(id))) };
  };

  const again =
    (action: Action): Check['run'] =>
    async (session) => {
      const outcome = await refused(session, { action, batch: ids });
      if (typeof outcome === 'string') return bad(outcome);
      const { answer, moved } = outcome;
      if (moved.length > 0) return bad(`${moved.join(', ')} changed although the call was refused`);
      session.note(`${action} of what is ${changes[action].to} is refused with ${answer.code}`);
      return good(answer.inWords);
    };

  return [
    {
      id: 'life-cycle/listed',
      title: 'the instances are listed, each RUNNING or STOPPED',
      meaning: 'The life cycle of these instances cannot be checked.',
      source: pages.list,
      run: turn(async (session) => {
        const seen = await look(session, ids);
        if (typeof seen === 'string') return bad(seen);
        const states = new Map([...seen].map(([id, instance]) => [id, stateOf(instance)]));
        if (![...states.values()].every((state) => state === running || state === stopped))
          return bad(statesOf(seen));
        progress.before = states;
        return good(statesOf(seen));
      }),
    },
    {
      id: 'life-cycle/stop',
      title:
        'StopInstances is accepted for what is RUNNING; it is STOPPING and then STOPPED, and LatestOperation says so',
      meaning: 'A program that stops instances and waits for it fails, or waits for ever.',
      source: pages.stop,
      run: turn(bring('StopInstances')),
    },
    {
      id: 'life-cycle/stop-again',
      title: 'StopInstances of what is STOPPED is refused, and changes nothing',
      meaning: 'A program cannot tell an instance that it has stopped from one that was already stopped.',
      source: pages.stop,
      run: turn(again('StopInstances')),
    },
    {
      id: 'life-cycle/mixed',
      title: 'a batch with an id that does not exist is refused',
      meaning: 'A wrong id hides among those that were accepted.',
      source: pages.start,
      run: turn(async (session) => {
        const outcome = await refused(session, {
          action: 'StartInstances',
          batch: [...ids, unknownInstance],
        });
        if (typeof outcome === 'string') return bad(outcome);
        const { answer, moved } = outcome;
        session.note(
          moved.length === 0
            ? 'a batch with an id that does not exist is refused as a whole: nothing is done'
            : 'a batch with an id that does not exist is refused, and the others change all the same',
        );
        if (moved.length === 0) return good(answer.inWords);
        const settled = await settle(session, moved, 'StartInstances');
        return typeof settled === 'string' ? bad(settled) : good(answer.inWords);
      }),
    },
    {
      id: 'life-cycle/start',
      title: 'StartInstances is accepted for what is STOPPED; it is STARTING and then RUNNING',
      meaning: 'A program that starts instances and waits for it fails, or waits for ever.',
      source: pages.start,
      run: turn(bring('StartInstances')),
    },
    {
      id: 'life-cycle/start-again',
      title: 'StartInstances of what is RUNNING is refused, and changes nothing',
      meaning: 'A program cannot tell an instance that it has started from one that was already running.',
      source: pages.start,
      run: turn(again('StartInstances')),
    },
    {
      id: 'life-cycle/reboot',
      title: 'RebootInstances is accepted for what is RUNNING; it is REBOOTING and then RUNNING',
      meaning: 'A program that reboots instances cannot tell when they are back.',
      source: 'https://cloud.tencent.com/document/api/213/15742',
      run: turn(bring('RebootInstances')),
    },
    {
      id: 'life-cycle/back',
      title: 'in the end every instance has the state that it had',
      meaning: 'Look at the instances: the run could not bring them back.',
      source: pages.stop,
      // However the checks before it ended.
      run: async (session) => {
        const { before } = progress;
        if (!before) throw new Skipped('nothing was changed');
        for (const action of ['StopInstances', 'StartInstances'] as const) {
          const due = await dueFor(session, action);
          if (typeof due === 'string') return bad(due);
          const wrong = due.filter((id) => before.get(id) === changes[action].to);
          if (wrong.length === 0) continue;
          await act(session, action, wrong);
          const seen = await settle(session, wrong, action);
          if (typeof seen === 'string') return bad(seen);
        }
        const seen = await look(session, ids);
        if (typeof seen === 'string') return bad(seen);
        const agrees = ids.every((id) => stateOf(seen.get(id)) === before.get(id));
        return { agrees, observed: statesOf(seen) };
      },
    },
  ];
}
