import type { Api, Command } from '../api.js';
import type { History } from '../round.js';
import { isChange } from '../world.js';
import { factsOf, shows, type Conviction, type Facts } from './facts.js';

export function* judgeRequests({ schedule, seen }: History, api: Api): Iterable<Conviction> {
  const members = new Map(schedule.members.map((member) => [member.id, member]));
  const { from } = api.changes[schedule.command];
  const all = new Map<string, Facts>();
  for (const each of seen) {
    if (
      each.refusedBy !== undefined &&
      !['fault', 'operation', 'timestamp', 'quota'].includes(each.refusedBy)
    ) {
      yield { rule: 'requests are correct', what: `${each.kind} refused by the check ${each.refusedBy}` };
    }
    if (!isChange(each)) continue;
    if (each.kind !== schedule.command)
      yield { rule: 'only what was asked for', what: `${each.kind} was sent` };
    const touched = each.ids.filter((id) => members.get(id)?.isProtected);
    if (touched.length > 0)
      yield { rule: 'protected ones stay', what: `${each.kind} names them`, ids: touched };
    const others = each.ids.filter(
      (id) => members.get(id)?.isTarget === false && schedule.selection !== 'all',
    );
    if (others.length > 0) yield { rule: 'only what was asked for', what: 'not chosen', ids: others };
    for (const id of each.ids) if (!all.has(id)) all.set(id, factsOf(id, { seen, members }));
  }
  for (const [id, facts] of all) {
    yield* judgeRepeats(facts, { command: schedule.command, from, id });
    if (schedule.command === 'stop') yield* judgeForce(facts, { schedule, from, id });
  }
}

/** No second request of a kind has its effect unless the first was seen to have come to nothing. */
function* judgeRepeats(
  { seen }: Facts,
  { command, from, id }: { command: Command; from: number; id: string },
): Iterable<Conviction> {
  const mayRepeat = { true: true, false: true };
  let mayHaveActed = false;
  for (const each of seen) {
    if (each.kind === 'look') {
      if (shows(each) && each.statuses.get(id) === from) mayRepeat.true = mayRepeat.false = true;
      continue;
    }
    const kind = `${each.force}` as const;
    if (each.accepted.has(id) && !mayRepeat[kind]) {
      yield { rule: 'nothing is done twice', what: `a second ${command} was accepted`, ids: [id] };
    }
    // It looks the same before and after a restart: no look tells whether a second one is needed.
    if (command === 'restart' && mayHaveActed) {
      yield { rule: 'nothing is done twice', what: 'a second restart was sent', ids: [id] };
    }
    if (each.accepted.has(id)) mayRepeat[kind] = false;
    mayHaveActed ||= each.accepted.has(id) || each.isUnclear;
  }
}

/** Force only where it was allowed, and only once the ordinary shutdown has failed, or takes longer than was said. */
function* judgeForce(
  { seen, member }: Facts,
  { schedule: { force, wait }, from, id }: Pick<History, 'schedule'> & { from: number; id: string },
): Iterable<Conviction> {
  const rule = 'force only where allowed';
  const forced = seen.find((each) => each.force);
  if (forced === undefined) return;
  if (force === 'never') yield { rule, what: 'it was never', ids: [id] };
  if (!wait || force === 'never' || member?.kind === 'flapping') return;
  const before = seen.slice(0, seen.indexOf(forced));
  const ordinary = before.findIndex((each) => each.accepted.has(id));
  const hasReturned = before
    .slice(ordinary + 1)
    .some((each) => shows(each) && each.statuses.get(id) === from);
  const isLate = force === '4s' && forced.at - (before[ordinary]?.at ?? 0) >= 4000;
  if (ordinary < 0) yield { rule, what: 'nothing ordinary was accepted before', ids: [id] };
  else if (!hasReturned && !isLate) yield { rule, what: 'the ordinary shutdown was under way', ids: [id] };
}
