import { cvmOperations } from '@qcvm/client/descriptors';
import { bad, good, type Finding } from '../../check.js';
import { isJsonObject } from '../../../core/json.js';
import { changeBy, lifeOf, type Change } from '../../life-cycle.js';
import { unknownInstance } from '../../making.js';
import { codeOf, type Answer, type SessionV2 } from '../session.js';
import { resultOf } from './answers.js';

const stop = changeBy(cvmOperations.stopInstances);
const start = changeBy(cvmOperations.startInstances);
const wrongStatus = 'OperationConstraints.InvaildInstanceStatus';

const idList = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, index) => [`instanceIds.${index}`, id]));

/** Instances by both of their ids. */
async function list(session: SessionV2, ids: readonly string[]) {
  const parameters = { ...idList(ids), limit: '100' };
  const { code, body, inWords } = await session.ask({ method: 'POST', parameters });
  const set: unknown = body?.['instanceSet'];
  if (code !== 0 || !Array.isArray(set)) return inWords;
  const found = set.filter(isJsonObject).flatMap(({ unInstanceId, instanceId, status }) => {
    const instance = { state: String(status) };
    return [unInstanceId, instanceId].map((id) => [String(id), instance] as const);
  });
  return new Map(found.filter(([id]) => ids.includes(id)));
}

const act = (session: SessionV2, { action }: Change, ids: readonly string[]): Promise<Answer> =>
  session.ask({ method: 'POST', action, parameters: idList(ids) });

/** Why a batch was not accepted for all of these, each with a task of its own. */
function refusal(answer: Answer, ids: readonly string[]): string | undefined {
  for (const id of ids) {
    const result = resultOf(answer, id);
    if (!result) return `${id} is not in detail (${answer.inWords})`;
    if (codeOf(result['code']) !== 0)
      return `${id}: code ${String(result['code'])} in detail (${answer.inWords})`;
    if (!['string', 'number'].includes(typeof result['requestId'])) return `${id} has no requestId`;
  }
  return undefined;
}

/** Whether a batch was refused for all of these because of their status. */
function refused(session: SessionV2, answer: Answer, ids: readonly string[]): Finding {
  if (answer.code !== 5100) return bad(answer.inWords);
  for (const id of ids) {
    const { code: given, codeDesc } = resultOf(answer, id) ?? {};
    const code = codeOf(given);
    if (code === undefined || code === 0) return bad(`${answer.inWords}, and of ${id}: code ${String(code)}`);
    const described = typeof codeDesc === 'string' ? ` ${codeDesc}` : ' without codeDesc';
    if (codeDesc !== wrongStatus) session.note(`a wrong status is told as ${code}${described}`);
  }
  return good(answer.inWords);
}

/** The whole life of some instances, for those who allow it. It leaves them as it found them. */
export function lifeCycle(ids: readonly string[]) {
  const { turn, settle, alike } = lifeOf<SessionV2, Answer, { readonly state: string }>({
    noun: 'status',
    isImmediate: true,
    ...{ ids, stop, start, list, act },
    refusal: (answer, due) => (answer.code === 0 ? refusal(answer, due) : answer.inWords),
    refused: (session, answer) => refused(session, answer, ids),
  });
  const partly = turn(async (session) => {
    const answer = await act(session, start, [...ids, unknownInstance]);
    const problem = refusal(answer, ids);
    if (problem !== undefined) return bad(problem);
    const code = codeOf(resultOf(answer, unknownInstance)?.['code']);
    if (answer.code !== 5400 || code === undefined || code === 0)
      return bad(`${answer.inWords}, and of the unknown id: code ${String(code)}`);
    const settled = await settle(session, ids, start);
    return typeof settled === 'string' ? bad(settled) : good(answer.inWords);
  });
  return { ...alike, 'life-cycle/partly': partly };
}
