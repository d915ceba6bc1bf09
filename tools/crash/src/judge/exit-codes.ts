import type { Life } from '../life.js';
import type { History } from '../round.js';
import { isChange } from '../world.js';
import type { Conviction } from './facts.js';

const unfinishedOf = ({ lines }: Life): number | undefined => {
  const end = lines.find(({ type }) => type === 'end');
  return typeof end?.['unfinished'] === 'number' ? end['unfinished'] : undefined;
};

/** Exit codes by the table of the README, for every process that ended by itself. */
export function* judgeLives({ lives, seen, schedule, end }: History): Iterable<Conviction> {
  for (const life of lives) {
    const { code, isInterrupted, number: index } = life;
    if (life.end !== 'itself') continue;
    const wrong = (what: string): Conviction => ({
      rule: 'exit codes',
      what: `${what} (process ${index}: ${code})`,
    });
    const mine = seen.filter((each) => each.life === index);
    const sent = mine.filter(isChange);
    const unfinished = unfinishedOf(life);
    const isFull = life.outputIsFull || (index === 0 && schedule.extra.kind === 'full-journal');
    if (code === 2 && sent.length > 0) yield wrong('2 means that nothing was sent');
    if (code === 2 && !life.resumes) yield wrong('the usage is right');
    if (code === 3) yield wrong('the credentials are right');
    if (code === 4 && !mine.some(({ isLost }) => isLost)) yield wrong('the service was reachable');
    if (code === 4 && sent.some(({ accepted, isDelivered }) => isDelivered && accepted.size > 0)) {
      yield wrong('the service was reached');
    }
    if (code === 5 && !isFull && schedule.extra.kind !== 'damage') yield wrong('nothing local has failed');
    if (code === 130 && !isInterrupted) yield wrong('nothing was interrupted');
    if (![0, 1, 2, 3, 4, 5, 130].includes(code ?? -1)) yield wrong('not in the table');
    if (life.outputIsFull && sent.length > 0 && code !== 5)
      yield wrong('standard output could not be written: 5');
    if (schedule.report === 'json' && life.torn !== '' && !life.outputIsFull) {
      yield { rule: 'reports are whole', what: `cut off: ${life.torn.slice(0, 60)}` };
    }
    if (unfinished === undefined) {
      // A twin that comes late finds that there is nothing left.
      const isTold = lives.some((each) => each.number === index && unfinishedOf(each) !== undefined);
      const mustTell =
        schedule.report === 'json' && !life.outputIsFull && sent.length > 0 && code !== 5 && !isTold;
      if (mustTell)
        yield { rule: 'reports are whole', what: `no end (process ${index}: ${life.stderr.trim()})` };
      continue;
    }
    if (unfinished > 0 && ![4, 5, 130].includes(code ?? -1)) {
      const what = `${unfinished} left over (process ${index}: ${code}, ${life.stderr.trim().slice(0, 300)})`;
      yield { rule: 'no instance is abandoned', what };
    }
    if (isInterrupted && unfinished > 0 && code !== 130) yield wrong('it was interrupted');
  }
  yield* judgeTwins(lives);
  const isAgain = schedule.extra.kind === 'again' && end === 'done';
  if (isAgain && seen.some((each) => each.life === lives.at(-1)?.number && isChange(each))) {
    yield { rule: 'nothing is done twice', what: 'a run that was done sends again when it is resumed' };
  }
}

/** Of two processes on one journal, one works at a time. */
function* judgeTwins(lives: readonly Life[]): Iterable<Conviction> {
  const outcomesUntil = ({ lines }: Life, time: number): string[] =>
    lines.flatMap(({ type, instanceId, time: at }) =>
      type === 'outcome' && Date.parse(String(at)) < time ? [String(instanceId)] : [],
    );
  for (const [index, life] of lives.entries()) {
    const twin = lives[index + 1];
    if (twin?.number !== life.number) continue;
    const until = Math.min(life.endedAt, twin.endedAt) - 200;
    const told = new Set(outcomesUntil(life, until));
    const ids = outcomesUntil(twin, until).filter((id) => told.has(id));
    if (ids.length > 0) yield { rule: 'nothing is done twice', what: 'by two processes at once', ids };
  }
}
