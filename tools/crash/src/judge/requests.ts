import type { Api, Command } from '../api.js';
import type { History } from '../round.js';
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
    if (each.kind === 'look') continue;
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
    if (schedule.command === 'stop') yield* judgeForce(facts, { schedule, id });
  }
}

/** No second request of a kind has its effect unless the first was seen to have come to nothing; no second restart ever. */
function* judgeRepeats(
  { seen }: Pick<Facts, 'seen'>,
  { command, from, id }: { command: Command; from: number; id: string },
): Iterable<Conviction> {
  const mayRepeat = { true: true, false: true };
  for (const each of seen) {
    if (shows(each) && each.statuses.get(id) === from && command !== 'restart') {
      mayRepeat.true = true;
      mayRepeat.false = true;
    } else if (each.accepted.has(id)) {
      const kind = `${each.force}` as const;
      if (!mayRepeat[kind]) {
        const what = `a second ${command} was accepted`;
        yield { rule: 'nothing is done twice', what, ids: [id] };
      }
      mayRepeat[kind] = false;
      if (command === 'restart') mayRepeat.true = mayRepeat.false = false;
    }
  }
}

/** Force only where it was allowed, and only after what it is a fallback for. */
function* judgeForce(
  { seen }: Pick<Facts, 'seen'>,
  { schedule: { force, wait }, id }: Pick<History, 'schedule'> & { id: string },
): Iterable<Conviction> {
  const forced = seen.findIndex((each) => each.force);
  if (forced < 0) return;
  if (force === 'never') yield { rule: 'force only where allowed', what: 'it was never', ids: [id] };
  if (!wait || force === 'never') return;
  const before = seen.slice(0, forced);
  if (!before.some((each) => each.kind === 'stop')) {
    yield { rule: 'force only where allowed', what: 'nothing ordinary was sent before', ids: [id] };
  }
}
