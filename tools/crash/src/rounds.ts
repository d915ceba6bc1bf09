import type { Api } from './api.js';
import { drawSchedule } from './draw-schedule.js';
import type { Conviction } from './judge/facts.js';
import { judge } from './judge/judge.js';
import { runRound, type History } from './round.js';
import { summaryOf } from './schedule.js';

export interface Result {
  readonly api: Api;
  readonly history: History;
  readonly convictions: readonly Conviction[];
}

/** Runs rounds, so many at a time, as they mostly wait; gives each as soon as it is judged. */
export async function* runRounds(
  api: Api,
  { seed, rounds, parallel }: { seed: string; rounds: Iterable<number>; parallel: number },
): AsyncGenerator<Result> {
  const waiting = [...rounds];
  const running = new Map<number, Promise<Result>>();
  const run = async (round: number): Promise<Result> => {
    const history = await runRound(drawSchedule(api, { seed, round }), api);
    return { api, history, convictions: judge(history, api) };
  };
  while (waiting.length + running.size > 0) {
    for (const round of waiting.splice(0, parallel - running.size)) running.set(round, run(round));
    const result = await Promise.race(running.values());
    running.delete(result.history.schedule.round);
    yield result;
  }
}

/** Lines that a person needs to see what went wrong, and how to see it again. */
export function failureText({ api, history, convictions }: Result): string {
  const { schedule, lives, seen } = history;
  const begin = lives[0]?.startedAt ?? 0;
  const time = (at: number): string => `${((at - begin) / 1000).toFixed(2)} s`;
  const eventsOf = (id: string): string[] =>
    seen.flatMap((each) => {
      const { kind, ids, statuses, force, accepted, isDelivered, code, faults, life } = each;
      if (kind === 'look' ? !statuses.has(id) : !ids.includes(id)) return [];
      const what =
        kind === 'look' ? `is ${statuses.get(id)}` : accepted.has(id) ? 'accepted' : `not accepted (${code})`;
      const hits = faults.map((fault) => JSON.stringify(fault)).join(' ');
      return [
        `      ${time(each.at)} ${life}: ${kind}${force ? ' by force' : ''}: ${what}${isDelivered ? '' : ', answer lost'} ${hits}`,
      ];
    });
  return [
    `ROUND ${schedule.round} of seed ${schedule.seed} FAILED`,
    `  again: npm run test:crash -- --api ${api.name} --seed ${schedule.seed} --round ${schedule.round}`,
    `  schedule: ${JSON.stringify(summaryOf(schedule))}`,
    ...lives.map(({ number, args, startedAt, endedAt, end, code, resumes }) => {
      const shown = resumes || args.length < 16 ? args : [...args.slice(0, 3), '…', ...args.slice(-12)];
      return `  process ${number}: ${time(startedAt)} to ${time(endedAt)}, ${end === 'itself' ? `exit ${code}` : end}: qcvm ${shown.join(' ')}`;
    }),
    ...convictions
      .slice(0, 8)
      .flatMap(({ rule, what, ids = [] }: Conviction) => [
        `  ${rule}: ${what}${ids.length > 0 ? `: ${ids.slice(0, 5).join(' ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}` : ''}`,
        ...ids.slice(0, 1).flatMap(eventsOf),
      ]),
    ...(convictions.length > 8 ? [`  and ${convictions.length - 8} more`] : []),
  ].join('\n');
}
