import type { OutputStream } from '../../environment/environment.js';
import { count, counted, duration } from '../../output/numbers.js';
import { printable } from '../../output/text.js';
import type { Style } from '../../output/style.js';
import { tableLines } from '../../output/table.js';
import { targetKey, type Target } from '../../targets/target.js';
import type { FleetCommand } from '../terms/event.js';
import { outcomeMeanings, type Outcome, type OutcomeKind } from '../terms/outcome.js';
import { outcomeText, words } from '../terms/words.js';

/** How each instance ended, and which have no end yet. */
export interface FleetResult {
  readonly command: FleetCommand;
  readonly outcomes: readonly Outcome[];
  readonly unfinished: readonly Target[];
  /** Keys of instances for which a request was sent, or may have been. */
  readonly sent: ReadonlySet<string>;
  /** Every unfinished instance gets a line, however many they are: nothing else has written them down. */
  readonly listUnfinished: boolean;
  /** Milliseconds. */
  readonly elapsed: number;
  /** Costs were to be stopped as well. */
  readonly stopCharging?: boolean;
}

export const summaryCounts = (outcomes: readonly Outcome[]): Partial<Record<OutcomeKind, number>> => {
  const counts: Partial<Record<OutcomeKind, number>> = {};
  for (const kind of Object.keys(outcomeMeanings) as OutcomeKind[]) {
    const number = outcomes.reduce((sum, outcome) => sum + (outcome.kind === kind ? 1 : 0), 0);
    if (number > 0) counts[kind] = number;
  }
  return counts;
};

/** It was stopped when the run began, and costs were to be stopped: whether they go on is not known. */
const mayBeCharged = ({ kind, charging, reason }: Outcome): boolean =>
  kind === 'already-stopped' && charging === undefined && reason !== undefined;

type Costs = Pick<FleetResult, 'outcomes' | 'stopCharging'>;

/** Costs were asked to stop, and the run has not waited to see whether they have. */
const isUnconfirmed = ({ stopCharging }: Pick<Costs, 'stopCharging'>, outcome: Outcome): boolean =>
  stopCharging === true && outcome.kind === 'accepted' && outcome.charging === undefined;

/** How many instances are no longer billed, are still billed, or cannot stop billing; nothing over API 2.0, which does not report it. */
export function chargingText({ outcomes, stopCharging }: Costs): string | undefined {
  const counts = { stopped: 0, kept: 0, 'not applicable': 0 };
  for (const { charging } of outcomes) if (charging !== undefined) counts[charging]++;
  const { stopped, kept, 'not applicable': none } = counts;
  const before = outcomes.filter(mayBeCharged).length;
  const asked = outcomes.filter((outcome) =>
    isUnconfirmed({ stopCharging: stopCharging === true }, outcome),
  ).length;
  const parts = [
    ...(stopped + kept + none + before > 0
      ? [`${count(stopped)} stopped, ${count(kept)} still billed, ${count(none)} cannot be stopped`]
      : []),
    ...(before > 0 ? [`${count(before)} stopped before, may still be billed`] : []),
    ...(asked > 0 ? [`${count(asked)} requested to stop, not confirmed (use --wait)`] : []),
  ];
  return parts.length === 0 ? undefined : `billing: ${parts.join(', ')}`;
}

function costsOf(result: Costs, outcome: Outcome): string {
  const { charging, reason, kind } = outcome;
  if (isUnconfirmed(result, outcome)) return ', billing stop requested, not confirmed';
  if (mayBeCharged(outcome) || (charging === 'kept' && kind === 'already-stopped' && reason !== undefined))
    return `, ${reason ?? ''}`;
  return charging === undefined
    ? ''
    : {
        stopped: ', billing stopped',
        kept: ', still billed',
        'not applicable': ', billing cannot be stopped',
      }[charging];
}

/** Up to here every instance gets a line of its own. */
const few = 10;
/** So many instances that are not as asked for are named; a mail from cron should be readable. */
const named = 20;

/** `code` belongs to the reason, unless the reason says it already. */
export function why({ code, reason = '' }: Outcome): string {
  const text = printable(reason);
  if (code === undefined || text.includes(String(code))) return text;
  return text === '' ? `code ${code}` : `${code}: ${text}`;
}

/** Whether a request was sent for an instance that has no outcome. */
const sentText = ({ sent }: FleetResult, target: Target): string =>
  sent.has(targetKey(target)) ? 'sent' : 'never sent';

function problemRows(result: FleetResult): string[][] {
  return [
    ...result.outcomes
      .filter(({ kind }) => !outcomeMeanings[kind].good)
      .map((outcome) => [
        outcome.region,
        outcome.instanceId,
        outcomeMeanings[outcome.kind].label,
        why(outcome),
        outcome.requestIds.at(-1) ?? '',
      ]),
    ...result.unfinished.map((target) => [
      target.region,
      target.instanceId,
      'unfinished',
      sentText(result, target),
      '',
    ]),
  ];
}

/** Prints the results of a run on stdout. */
export async function printSummary(out: OutputStream, result: FleetResult, style: Style): Promise<void> {
  const { outcomes, unfinished, elapsed, command } = result;
  const total = outcomes.length + unfinished.length;
  const text = (kind: OutcomeKind): string => outcomeText(command, kind);
  const label = (kind: OutcomeKind): string =>
    outcomeMeanings[kind].good ? text(kind) : style.red(text(kind));
  const costs = chargingText(result);
  if (total <= few) {
    for (const outcome of outcomes) {
      const reason = why(outcome);
      const good = outcomeMeanings[outcome.kind].good;
      await out.write(
        `${outcome.instanceId} ${label(outcome.kind)}${good || reason === '' ? '' : `: ${reason}`}${costsOf(result, outcome)}\n`,
      );
    }
    for (const target of unfinished) {
      await out.write(`${target.instanceId} ${style.yellow('unfinished')}: ${sentText(result, target)}\n`);
    }
    if (costs !== undefined && total > 1) await out.write(`${costs}\n`);
    return;
  }
  const counts = Object.entries(summaryCounts(outcomes)) as [OutcomeKind, number][];
  const widest = count(total).length;
  const line = (name: string, value: number, paint: (name: string) => string): string =>
    `  ${count(value).padStart(widest)}  ${paint(name)}\n`;
  await out.write(
    `${style.bold(`${words[command].progressive} ${counted(total, 'instance')} took ${duration(elapsed)}:`)}\n`,
  );
  for (const [kind, value] of counts) {
    await out.write(line(text(kind), value, outcomeMeanings[kind].good ? (same) => same : style.red));
  }
  if (unfinished.length > 0) {
    await out.write(line('unfinished', unfinished.length, style.yellow));
    for (const state of ['sent', 'never sent']) {
      const those = unfinished.filter((target) => sentText(result, target) === state).length;
      if (those > 0) await out.write(`  ${''.padStart(widest)}    ${count(those)} ${state}\n`);
    }
  }

  if (costs !== undefined) await out.write(`  ${costs}\n`);
  const rows = problemRows(result);
  if (rows.length === 0) return;
  const most = result.listUnfinished ? rows.length : named;
  const lines = tableLines({
    columns: [
      { title: 'REGION' },
      { title: 'ID' },
      { title: 'WHAT' },
      { title: 'WHY', flexible: true },
      { title: 'REQUEST', flexible: true },
    ],
    rows: rows.slice(0, most),
    width: out.columns,
    heading: style.bold,
  });
  await out.write(`\n${[...lines].join('\n')}\n`);
  if (rows.length > most) await out.write(`and ${count(rows.length - most)} more\n`);
}
