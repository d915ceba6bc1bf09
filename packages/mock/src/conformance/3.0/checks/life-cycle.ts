import { cvmOperations } from '@qcvm/client/v3';
import type { TransitionDescriptor } from '@qcvm/client/descriptors';
import { bad, good, type Finding } from '../../check.js';
import { lifeOf, type Change, type Fleet, type Seen } from '../../life-cycle.js';
import { unknownInstance, type Check } from '../check.js';
import { pages } from '../pages.js';
import type { Answer, SessionV3 } from '../session.js';
import { readPage } from './page.js';

/** A call that changes the state of instances, by its line in the state table. */
function changeBy({ action, transition }: { action: string; transition: TransitionDescriptor }): Change {
  const { from, via, to } = transition;
  return { action, from: String(from[0]), via: String(via), to: String(to) };
}

const stop = changeBy(cvmOperations.stopInstances);
const start = changeBy(cvmOperations.startInstances);
const reboot = changeBy(cvmOperations.rebootInstances);

interface Instance extends Seen {
  /** What was done with it last, and how that went. */
  readonly latest: string;
  readonly requestId: unknown;
}

async function look(session: SessionV3, ids: readonly string[]): Promise<Fleet<Instance> | string> {
  const page = readPage(await session.ask({ parameters: { InstanceIds: ids, Limit: 100 } }));
  if (typeof page === 'string') return page;
  const found = new Map(
    page.items.map((item) => {
      const { InstanceId, InstanceState, LatestOperation, LatestOperationState } = item;
      return [
        String(InstanceId),
        {
          state: String(InstanceState),
          isBusy: LatestOperationState === 'OPERATING',
          latest: `${String(LatestOperation)}, ${String(LatestOperationState)}`,
          requestId: item['LatestOperationRequestId'],
        },
      ];
    }),
  );
  const missing = ids.find((id) => !found.has(id));
  return missing === undefined ? found : `${missing} is not listed`;
}

const act = (session: SessionV3, { action }: Change, ids: readonly string[]): Promise<Answer> =>
  session.ask({ action, parameters: { InstanceIds: ids } });

/** The latest operation of all of these must be told as this one. */
function judge(
  session: SessionV3,
  { seen, answer, change }: { seen: Fleet<Instance>; answer: Answer; change: Change },
): Finding | undefined {
  for (const [id, { latest, requestId }] of seen) {
    if (latest !== `${change.action}, SUCCESS`) return bad(`${id}: LatestOperation ${latest}`);
    if (requestId !== answer.requestId)
      session.note('LatestOperationRequestId lags behind the end of a change');
  }
  return undefined;
}

/** The whole life of some instances, for those who allow it. It leaves them as it found them. */
export function lifeCycleChecks(ids: readonly string[]): readonly Check[] {
  const { turn, settle, bring, listed, back } = lifeOf({
    words: ['state', 'RUNNING', 'STOPPED'],
    ...{ ids, stop, start, look, act, judge, listSource: pages.list, stopSource: pages.stop },
    refusal: (answer: Answer) => (answer.succeeded ? undefined : answer.inWords),
  });

  /** A batch that must be refused, and what became of its instances. */
  const refused = async (
    session: SessionV3,
    { change, batch }: { change: Change; batch: readonly string[] },
  ): Promise<{ readonly answer: Answer; readonly moved: readonly string[] } | string> => {
    const before = await look(session, ids);
    const answer = await act(session, change, batch);
    if (answer.code === undefined) return `accepted: ${answer.inWords}`;
    const after = await look(session, ids);
    if (typeof before === 'string') return before;
    if (typeof after === 'string') return after;
    return { answer, moved: ids.filter((id) => before.get(id)?.state !== after.get(id)?.state) };
  };

  const again = (change: Change): Check['run'] =>
    turn(async (session) => {
      const outcome = await refused(session, { change, batch: ids });
      if (typeof outcome === 'string') return bad(outcome);
      const { answer, moved } = outcome;
      if (moved.length > 0) return bad(`${moved.join(', ')} changed although the call was refused`);
      session.note(`${change.action} of what is ${change.to} is refused with ${answer.code}`);
      return good(answer.inWords);
    });

  return [
    listed,
    {
      id: 'life-cycle/stop',
      title:
        'StopInstances is accepted for what is RUNNING; it is STOPPING and then STOPPED, and LatestOperation says so',
      meaning: 'A program that stops instances and waits for it fails, or waits for ever.',
      source: pages.stop,
      run: turn(bring(stop)),
    },
    {
      id: 'life-cycle/stop-again',
      title: 'StopInstances of what is STOPPED is refused, and changes nothing',
      meaning: 'A program cannot tell an instance that it has stopped from one that was already stopped.',
      source: pages.stop,
      run: again(stop),
    },
    {
      id: 'life-cycle/mixed',
      title: 'a batch with an id that does not exist is refused',
      meaning: 'A wrong id hides among those that were accepted.',
      source: pages.start,
      run: turn(async (session) => {
        const outcome = await refused(session, { change: start, batch: [...ids, unknownInstance] });
        if (typeof outcome === 'string') return bad(outcome);
        const { answer, moved } = outcome;
        session.note(
          moved.length === 0
            ? 'a batch with an id that does not exist is refused as a whole: nothing is done'
            : 'a batch with an id that does not exist is refused, and the others change all the same',
        );
        if (moved.length === 0) return good(answer.inWords);
        const settled = await settle(session, moved, start);
        return typeof settled === 'string' ? bad(settled) : good(answer.inWords);
      }),
    },
    {
      id: 'life-cycle/start',
      title: 'StartInstances is accepted for what is STOPPED; it is STARTING and then RUNNING',
      meaning: 'A program that starts instances and waits for it fails, or waits for ever.',
      source: pages.start,
      run: turn(bring(start)),
    },
    {
      id: 'life-cycle/start-again',
      title: 'StartInstances of what is RUNNING is refused, and changes nothing',
      meaning: 'A program cannot tell an instance that it has started from one that was already running.',
      source: pages.start,
      run: again(start),
    },
    {
      id: 'life-cycle/reboot',
      title: 'RebootInstances is accepted for what is RUNNING; it is REBOOTING and then RUNNING',
      meaning: 'A program that reboots instances cannot tell when they are back.',
      source: 'https://cloud.tencent.com/document/api/213/15742',
      run: turn(bring(reboot)),
    },
    back,
  ];
}
