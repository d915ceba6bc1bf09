import { instanceStatus } from '@qcvm/client/descriptors';
import { bad, good, type Finding } from '../../check.js';
import { lifeOf, type Change } from '../../life-cycle.js';
import type { Check } from '../check.js';
import { pages } from '../pages.js';
import { codeOf, type Answer, type SessionV2 } from '../session.js';
import { resultOf } from './answers.js';
import { unknownInstance } from './list.js';

const [running, shutDown] = [`${instanceStatus.running}`, `${instanceStatus.shutDown}`] as const;
const stop = { action: 'StopInstances', from: running, via: '9', to: shutDown };
const start = { action: 'StartInstances', from: shutDown, via: '8', to: running };
const wrongStatus = 'OperationConstraints.InvaildInstanceStatus';
const idList = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, index) => [`instanceIds.${index}`, id]));

async function look(session: SessionV2, ids: readonly string[]) {
  const { code, body, inWords } = await session.ask({
    method: 'POST',
    parameters: { ...idList(ids), limit: '100' },
  });
  const set: unknown = body?.['instanceSet'];
  if (code !== 0 || !Array.isArray(set)) return inWords;
  const found = new Map<unknown, string>();
  for (const item of set as readonly unknown[]) {
    const { unInstanceId, instanceId, status } = (item ?? {}) as Readonly<Record<string, unknown>>;
    for (const id of [unInstanceId, instanceId]) found.set(id, String(status));
  }
  const missing = ids.find((id) => !found.has(id));
  return missing === undefined
    ? new Map(ids.map((id) => [id, { state: found.get(id) ?? '' }]))
    : `${missing} is not listed`;
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
    const result = resultOf(answer, id);
    const code = codeOf(result?.['code']);
    if (code === undefined || code === 0) return bad(`${answer.inWords}, and of ${id}: code ${String(code)}`);
    const { codeDesc } = result ?? {};
    if (codeDesc !== wrongStatus)
      session.note(
        `a wrong status is told as ${code}${typeof codeDesc === 'string' ? ` ${codeDesc}` : ' without codeDesc'}`,
      );
  }
  return good(answer.inWords);
}

/** The whole life of some instances, for those who allow it. It leaves them as it found them. */
export function lifeCycleChecks(ids: readonly string[]): readonly Check[] {
  const { turn, settle, bring, listed, back } = lifeOf({
    words: ['status', 'running', 'shut down'],
    isImmediate: true,
    ...{ ids, stop, start, look, act, listSource: pages.list, stopSource: pages.stop },
    refusal: (answer: Answer, due) => (answer.code === 0 ? refusal(answer, due) : answer.inWords),
  });

  const again = (change: Change): Check['run'] =>
    turn(async (session) => {
      const finding = refused(session, await act(session, change, ids), ids);
      if (!finding.agrees) return finding;
      const found = await look(session, ids);
      if (typeof found === 'string') return bad(found);
      const moved = [...found].find(([, { state }]) => state !== change.to);
      return moved ? bad(`${moved[0]} has the status ${moved[1].state} after it was refused`) : finding;
    });

  return [
    listed,
    {
      id: 'life-cycle/stop',
      title:
        'StopInstances is accepted for what runs, with a task for each; it shuts down (9) and is shut down (4)',
      meaning: 'A program that stops instances and waits for it fails, or waits for ever.',
      source: pages.stop,
      run: turn(bring(stop)),
    },
    {
      id: 'life-cycle/stop-again',
      title: 'StopInstances of what is shut down is refused for each of them, and changes nothing',
      meaning: 'A program cannot tell an instance that it has stopped from one that was already shut down.',
      source: pages.stop,
      run: again(stop),
    },
    {
      id: 'life-cycle/partly',
      title:
        'a batch with an id that does not exist is 5400: the others are accepted, and detail tells who is who',
      meaning: 'A single wrong id fails the whole batch, or hides among those that were accepted.',
      source: pages.batch,
      run: turn(async (session) => {
        const answer = await act(session, start, [...ids, unknownInstance]);
        const problem = refusal(answer, ids);
        if (problem !== undefined) return bad(problem);
        const code = codeOf(resultOf(answer, unknownInstance)?.['code']);
        if (answer.code !== 5400 || code === undefined || code === 0)
          return bad(`${answer.inWords}, and of the unknown id: code ${String(code)}`);
        const settled = await settle(session, ids, start);
        return typeof settled === 'string' ? bad(settled) : good(answer.inWords);
      }),
    },
    {
      id: 'life-cycle/start-again',
      title: 'StartInstances of what runs is refused for each of them, and changes nothing',
      meaning: 'A program cannot tell an instance that it has started from one that was already running.',
      source: pages.start,
      run: again(start),
    },
    back,
  ];
}
