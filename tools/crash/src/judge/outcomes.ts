import type { Api } from '../api.js';
import type { ReportLine } from '../life.js';
import type { History } from '../round.js';
import { factsOf, type Conviction } from './facts.js';
import { untruth, type Told } from './truth.js';

/** Outcomes after which all is as it was asked for, by the table of exit codes in the help of the commands. */
const good = new Set(
  'stopped forced already-stopped started already-running restarted accepted protected'.split(' '),
);

/** What the processes have told of the instances: exactly one outcome for each, the true one, and an exit code that fits. */
export function* judgeOutcomes(history: History, api: Api): Iterable<Conviction> {
  const { schedule, seen } = history;
  if (schedule.report === 'text') return;
  const rule = 'one outcome for each';
  const lives = history.lives.slice(0, schedule.extra.kind === 'again' ? -1 : undefined);
  const told = new Map<string, Told>();
  // What does not exist is told under the name that it was given.
  const newIds = new Map(schedule.members.map(({ id, oldId }) => [oldId, id]));
  for (const life of lives) {
    const here = new Set<string>();
    for (const line of life.lines) {
      if (line['type'] !== 'outcome') continue;
      const name = String(line['instanceId']);
      const id = newIds.get(name) ?? name;
      if (here.has(id)) yield { rule, what: 'two in one process', ids: [id] };
      here.add(id);
      told.set(id, { id, kind: String(line['outcome']), life, at: Date.parse(String(line['time'])) });
    }
  }
  const members = new Map(schedule.members.map((member) => [member.id, member]));
  const expected = schedule.members.filter(({ isTarget }) => isTarget || schedule.selection === 'all');
  const unasked = [...told.keys()].filter((id) => !expected.some((member) => member.id === id));
  if (unasked.length > 0) yield { rule, what: 'not asked for', ids: unasked };

  // What was told by a process that was ended while it wrote is known by number only.
  const isEnd = ({ type }: ReportLine): boolean => type === 'end';
  // Of twins, the one that has told the end.
  const last =
    lives.findLast(({ number, lines }) => number === lives.at(-1)?.number && lines.some(isEnd)) ??
    lives.at(-1);
  const end = last?.lines.find(isEnd);
  const untold = expected.filter(({ id }) => !told.has(id)).map(({ id }) => id);
  if (end === undefined) {
    const isBlind = lives.some(({ outputIsFull }) => outputIsFull);
    if (untold.length > 0 && !isBlind) yield { rule, what: 'none was told', ids: untold };
  } else {
    const counts = (end['outcomes'] ?? {}) as Readonly<Record<string, number>>;
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (total !== expected.length) yield { rule, what: `${total} for ${expected.length} instances` };
    for (const kind of new Set([...told.values()].map((each) => each.kind))) {
      const ids = [...told.values()].flatMap((each) => (each.kind === kind ? [each.id] : []));
      if (ids.length > (counts[kind] ?? 0)) yield { rule, what: `told and not counted: ${kind}`, ids };
    }
    const isGood = Object.entries(counts).every(([kind, count]) => count === 0 || good.has(kind));
    if (last?.code !== null && end['exitCode'] !== last?.code)
      yield { rule: 'exit codes', what: `${last?.code}, but the report has another` };
    if ([0, 1].includes(last?.code ?? -1) && (last?.code === 0) !== isGood) {
      yield { rule: 'exit codes', what: `${last?.code} for ${JSON.stringify(counts)}` };
    }
  }
  if (last?.code === 0 && [...told.values()].some(({ kind }) => !good.has(kind))) {
    yield { rule: 'exit codes', what: '0, although an outcome is not as asked for' };
  }
  for (const each of told.values()) {
    const untrue = untruth(each, factsOf(each.id, { seen, members }), { history, api });
    if (untrue !== undefined)
      yield { rule: 'outcomes are true', what: `${each.kind}: ${untrue}`, ids: [each.id] };
  }
}
