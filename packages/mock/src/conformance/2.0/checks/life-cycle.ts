import { Skipped, bad, type Finding } from '../../check.js';
import { inTurns } from '../../turns.js';
import type { Check } from '../check.js';
import { pages } from '../pages.js';
import { codeOf, type Answer, type SessionV2 } from '../session.js';
import { resultOf } from './answers.js';
import { unknownInstance } from './list.js';

const [running, shutDown, starting, shuttingDown] = [2, 4, 8, 9] as const;
const wrongStatus = 'OperationConstraints.InvaildInstanceStatus';
const idList = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, index) => [`instanceIds.${index}`, id]));

/** What the checks of one life cycle share. */
interface Progress {
  /** The status that each instance had at the beginning. */
  before?: ReadonlyMap<string, number>;
}

async function statuses(
  session: SessionV2,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number> | string> {
  const { code, body, inWords } = await session.ask({
    method: 'POST',
    parameters: { ...idList(ids), limit: '100' },
  });
  const set: unknown = body?.['instanceSet'];
  if (code !== 0 || !Array.isArray(set)) return inWords;
  const found = new Map<string, number>();
  for (const item of set as readonly unknown[]) {
    const { unInstanceId, instanceId, status } = (item ?? {}) as Readonly<Record<string, unknown>>;
    for (const id of [unInstanceId, instanceId])
      if (typeof id === 'string') found.set(id, typeof status === 'number' ? status : NaN);
  }
  const missing = ids.find((id) => !found.has(id));
  return missing === undefined
    ? new Map(ids.map((id) => [id, found.get(id) ?? NaN]))
    : `${missing} is not listed`;
}

/** Waits until all have a status; says what else was seen on the way, or why it gave up. */
async function settle(
  session: SessionV2,
  ids: readonly string[],
  { wanted, via }: { wanted: number; via: number },
): Promise<{ seen: ReadonlySet<number> } | string> {
  const { patience = 300_000 } = session.options;
  const until = session.runtime.now() + patience;
  const seen = new Set<number>();
  for (let pause = 1000; ; pause = Math.min(pause * 1.5, 10_000)) {
    const found = await statuses(session, ids);
    if (typeof found === 'string') return found;
    for (const status of found.values()) seen.add(status);
    if ([...found.values()].every((status) => status === wanted)) return { seen };
    const stray = [...found].find(([, status]) => status !== wanted && status !== via);
    if (stray) return `${stray[0]} has the status ${stray[1]}, which is neither ${via} nor ${wanted}`;
    if (session.runtime.now() > until) return `not all have the status ${wanted} after ${patience} ms`;
    await session.sleep(pause);
  }
}

const act = (session: SessionV2, action: string, ids: readonly string[]): Promise<Answer> =>
  session.ask({ method: 'POST', action, parameters: idList(ids) });

/** Whether a batch was accepted for all of these, each with a task of its own. */
function accepted(answer: Answer, ids: readonly string[]): string | undefined {
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
  return { agrees: true, observed: answer.inWords };
}

/** The whole life of some instances, for those who allow it. It leaves them as it found them. */
export function lifeCycleChecks(ids: readonly string[]): readonly Check[] {
  const progress: Progress = {};
  const turn = inTurns<SessionV2>();

  const bring =
    (
      action: 'StopInstances' | 'StartInstances',
      { wanted, via }: { wanted: number; via: number },
    ): Check['run'] =>
    async (session) => {
      const found = await statuses(session, ids);
      if (typeof found === 'string') return bad(found);
      const from = action === 'StopInstances' ? running : shutDown;
      const due = ids.filter((id) => found.get(id) === from);
      if (due.length === 0) throw new Skipped('none of the instances is in the status for it');
      const answer = await act(session, action, due);
      const problem = answer.code === 0 ? accepted(answer, due) : answer.inWords;
      if (problem !== undefined) return bad(problem);
      const now = await statuses(session, due);
      if (typeof now === 'string') return bad(now);
      const untouched = due.find((id) => now.get(id) === from);
      if (untouched !== undefined)
        return bad(`${untouched} still has the status ${from} after it was accepted`);
      const settled = await settle(session, due, { wanted, via });
      return typeof settled === 'string'
        ? bad(settled)
        : { agrees: true, observed: `${due.join(', ')}: ${answer.inWords}` };
    };

  const again =
    (action: 'StopInstances' | 'StartInstances', status: number): Check['run'] =>
    async (session) => {
      const finding = refused(session, await act(session, action, ids), ids);
      if (!finding.agrees) return finding;
      const found = await statuses(session, ids);
      if (typeof found === 'string') return bad(found);
      const moved = [...found].find(([, each]) => each !== status);
      return moved ? bad(`${moved[0]} has the status ${moved[1]} after it was refused`) : finding;
    };

  return [
    {
      id: 'life-cycle/listed',
      title: 'the instances are listed, each running or shut down',
      meaning: 'The life cycle of these instances cannot be checked.',
      source: pages.list,
      run: turn(async (session) => {
        const found = await statuses(session, ids);
        if (typeof found === 'string') return bad(found);
        const other = [...found].find(([, status]) => status !== running && status !== shutDown);
        if (other) return bad(`${other[0]} has the status ${other[1]}`);
        progress.before = found;
        return { agrees: true, observed: [...found].map(([id, status]) => `${id}: ${status}`).join(', ') };
      }),
    },
    {
      id: 'life-cycle/stop',
      title:
        'StopInstances is accepted for what runs, with a task for each; it shuts down (9) and is shut down (4)',
      meaning: 'A program that stops instances and waits for it fails, or waits for ever.',
      source: pages.stop,
      run: turn(bring('StopInstances', { wanted: shutDown, via: shuttingDown })),
    },
    {
      id: 'life-cycle/stop-again',
      title: 'StopInstances of what is shut down is refused for each of them, and changes nothing',
      meaning: 'A program cannot tell an instance that it has stopped from one that was already shut down.',
      source: pages.stop,
      run: turn(again('StopInstances', shutDown)),
    },
    {
      id: 'life-cycle/partly',
      title:
        'a batch with an id that does not exist is 5400: the others are accepted, and detail tells who is who',
      meaning: 'A single wrong id fails the whole batch, or hides among those that were accepted.',
      source: pages.batch,
      run: turn(async (session) => {
        const answer = await act(session, 'StartInstances', [...ids, unknownInstance]);
        const problem = accepted(answer, ids);
        if (problem !== undefined) return bad(problem);
        const code = codeOf(resultOf(answer, unknownInstance)?.['code']);
        if (answer.code !== 5400 || code === undefined || code === 0)
          return bad(`${answer.inWords}, and of the unknown id: code ${String(code)}`);
        const settled = await settle(session, ids, { wanted: running, via: starting });
        return typeof settled === 'string' ? bad(settled) : { agrees: true, observed: answer.inWords };
      }),
    },
    {
      id: 'life-cycle/start-again',
      title: 'StartInstances of what runs is refused for each of them, and changes nothing',
      meaning: 'A program cannot tell an instance that it has started from one that was already running.',
      source: pages.start,
      run: turn(again('StartInstances', running)),
    },
    {
      id: 'life-cycle/back',
      title: 'in the end every instance has the status that it had',
      meaning: 'Look at the instances: the run could not bring them back.',
      source: pages.stop,
      // However the checks before it ended.
      run: async (session) => {
        const { before } = progress;
        if (!before) throw new Skipped('nothing was changed');
        for (const [action, wanted, via] of [
          ['StopInstances', shutDown, shuttingDown],
          ['StartInstances', running, starting],
        ] as const) {
          const found = await statuses(session, ids);
          if (typeof found === 'string') return bad(found);
          const due = ids.filter((id) => before.get(id) === wanted && found.get(id) !== wanted);
          if (due.length === 0) continue;
          await act(session, action, due);
          const settled = await settle(session, due, { wanted, via });
          if (typeof settled === 'string') return bad(settled);
        }
        return { agrees: true, observed: [...before].map(([id, status]) => `${id}: ${status}`).join(', ') };
      },
    },
  ];
}
