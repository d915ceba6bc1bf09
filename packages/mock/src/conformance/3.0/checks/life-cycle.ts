import { cvmOperations } from '@qcvm/client/v3';
import { bad, good, type Finding } from '../../check.js';
import { changeBy, lifeOf, type Change, type Fleet, type Seen } from '../../life-cycle.js';
import { unknownInstance } from '../../making.js';
import type { Answer, SessionV3 } from '../session.js';
import { askPage } from './page.js';

const stop = changeBy(cvmOperations.stopInstances);
const start = changeBy(cvmOperations.startInstances);
const reboot = changeBy(cvmOperations.rebootInstances);

interface Instance extends Seen {
  /** What was done with it last, and how that went. */
  readonly latest: string;
  readonly requestId: unknown;
}

async function list(session: SessionV3, ids: readonly string[]): Promise<Fleet<Instance> | string> {
  const page = await askPage(session, { InstanceIds: ids, Limit: 100 });
  if (typeof page === 'string') return page;
  return new Map(
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
}

const act = (session: SessionV3, { action }: Change, ids: readonly string[]): Promise<Answer> =>
  session.ask({ action, parameters: { InstanceIds: ids } });

/** The latest operation of all of these must be reported as this one. */
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
export function lifeCycle(ids: readonly string[]) {
  const { turn, settle, bring, attempt, alike } = lifeOf<SessionV3, Answer, Instance>({
    noun: 'state',
    ...{ ids, stop, start, list, act, judge },
    refusal: (answer) => (answer.succeeded ? undefined : answer.inWords),
    refused: (session, { code, inWords }, { action, to }) => {
      if (code === undefined) return bad(`accepted: ${inWords}`);
      session.note(`${action} of what is ${to} is refused with ${code}`);
      return good(inWords);
    },
  });
  const mixed = turn(async (session) => {
    const outcome = await attempt(session, start, [...ids, unknownInstance]);
    if (typeof outcome === 'string') return bad(outcome);
    const { answer, moved } = outcome;
    if (answer.code === undefined) return bad(`accepted: ${answer.inWords}`);
    session.note(
      moved.length === 0
        ? 'a batch with an id that does not exist is refused as a whole: nothing is done'
        : 'a batch with an id that does not exist is refused, and the others change all the same',
    );
    const settled = moved.length === 0 ? '' : await settle(session, moved, start);
    return typeof settled === 'string' && settled !== '' ? bad(settled) : good(answer.inWords);
  });
  return {
    ...alike,
    'life-cycle/mixed': mixed,
    'life-cycle/start': bring(start),
    'life-cycle/reboot': bring(reboot),
  };
}
