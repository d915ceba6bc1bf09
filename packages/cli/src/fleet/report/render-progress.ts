import { count, counted, duration } from '../../output/numbers.js';
import type { Style } from '../../output/style.js';
import type { FleetCommand, Stage } from '../terms/event.js';
import { outcomeMeanings, type OutcomeKind } from '../terms/outcome.js';
import type { ProgressSnapshot } from './progress.js';
import { outcomeText, stageText, words } from '../terms/words.js';

export interface Drawing {
  readonly command: FleetCommand;
  readonly regions: number;
  readonly width: number;
  readonly unicode: boolean;
  readonly style: Style;
  /** Ctrl-C was pressed once. */
  readonly stopping: boolean;
}

const labelWidth = 16;
const longestBar = 48;
/** Milliseconds without an event after which it says what it waits for. */
const quietIsNews = 6_000;

const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

function paintOf(style: Style, row: Stage | OutcomeKind): (text: string) => string {
  if (row === 'queued' || row === 'looked-at' || row === 'protected') return style.dim;
  if (row === 'requested' || row === 'changing') return style.cyan;
  if (row === 'returned' || row === 'forced') return style.yellow;
  return Object.hasOwn(outcomeMeanings, row) && !outcomeMeanings[row as OutcomeKind].good
    ? style.red
    : style.green;
}

/** A bar for every state in which there are instances, the rate, and the time that is left. */
export function renderProgress(snapshot: ProgressSnapshot, drawing: Drawing): string {
  const { style, unicode } = drawing;
  // The last column stays free: a full line makes some terminals wrap.
  const width = Math.max(30, drawing.width - 1);
  const { total, done } = snapshot;
  const numberWidth = count(total).length;
  const barWidth = Math.min(longestBar, width - labelWidth - numberWidth - 6);
  const [full, empty] = unicode ? ['█', '░'] : ['#', '-'];

  const bar = (value: number): { filled: string; rest: string } => {
    // Never an empty bar for one instance of thousands.
    const cells = value === 0 ? 0 : Math.max(1, Math.round((value / total) * barWidth));
    return { filled: full.repeat(cells), rest: empty.repeat(Math.max(0, barWidth - cells)) };
  };
  const row = (key: Stage | OutcomeKind, label: string, value: number): string => {
    const { filled, rest } = bar(value);
    const paint = paintOf(style, key);
    return `  ${label.padEnd(labelWidth)} ${paint(filled)}${style.dim(rest)} ${count(value).padStart(numberWidth)}`;
  };

  const places = drawing.regions > 1 ? ` in ${drawing.regions} regions` : '';
  const title = `${words[drawing.command].progressive} ${counted(total, 'instance')}${places}`;
  const time = duration(snapshot.elapsed);
  const lines = [
    `${style.bold(cut(title, width - time.length - 1))}${' '.repeat(
      Math.max(1, Math.min(width, labelWidth + barWidth + numberWidth + 4) - title.length - time.length),
    )}${time}`,
  ];
  for (const [stage, value] of Object.entries(snapshot.stages) as [Stage, number][]) {
    if (value > 0) lines.push(row(stage, stageText(drawing.command, stage), value));
  }
  for (const [kind, value] of Object.entries(snapshot.outcomes) as [OutcomeKind, number][]) {
    if (value > 0) lines.push(row(kind, outcomeText(drawing.command, kind), value));
  }
  const separator = unicode ? ' · ' : ', ';
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  lines.push(
    cut(
      [
        `${percent}% done`,
        ...(snapshot.rate === undefined ? [] : [`${rateText(snapshot.rate)}`]),
        ...(snapshot.timeLeft === undefined || done === total
          ? []
          : [`about ${duration(Math.max(1000, snapshot.timeLeft))} left`]),
      ].join(separator),
      width,
    ),
  );
  if (drawing.stopping) {
    lines.push(style.yellow(cut('Finishing what is under way. Ctrl-C again to leave at once.', width)));
  } else if (snapshot.notice !== undefined) {
    lines.push(style.dim(cut(snapshot.notice, width)));
  } else if (snapshot.quiet >= quietIsNews && done < total) {
    const since = `Nothing new for ${duration(snapshot.quiet)}: waiting for the instances`;
    lines.push(style.dim(cut(`${since}, or for the quota.`, width)));
  }
  return lines.join('\n');
}

/** `24/s`, or `12/min` where that says more. */
export const rateText = (rate: number): string =>
  rate >= 1 ? `${Math.round(rate)}/s` : `${Math.max(1, Math.round(rate * 60))}/min`;

/** The same in one line, for a log. */
export function progressLine(command: FleetCommand, snapshot: ProgressSnapshot): string {
  const parts = [`${count(snapshot.done)} of ${count(snapshot.total)} done`];
  for (const [stage, value] of Object.entries(snapshot.stages) as [Stage, number][]) {
    if (value > 0 && stage !== 'queued') parts.push(`${count(value)} ${stageText(command, stage)}`);
  }
  for (const [kind, value] of Object.entries(snapshot.outcomes) as [OutcomeKind, number][]) {
    if (value > 0 && !outcomeMeanings[kind].good)
      parts.push(`${count(value)} ${outcomeMeanings[kind].label}`);
  }
  if (snapshot.rate !== undefined) parts.push(rateText(snapshot.rate));
  if (snapshot.timeLeft !== undefined && snapshot.done < snapshot.total) {
    parts.push(`about ${duration(Math.max(1000, snapshot.timeLeft))} left`);
  }
  return parts.join(', ');
}
