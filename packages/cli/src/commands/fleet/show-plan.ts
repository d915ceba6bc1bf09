import type { Command } from 'commander';
import type { Decision, Plan } from '@qcvm/fleet';
import { exitCodes } from '../../environment/exit-codes.js';
import { count, counted } from '../../output/numbers.js';
import { tableLines } from '../../output/table.js';
import { transportFor } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { credentialsFor, inWords, loadFleet } from './open.js';
import { readPlanFile } from './read-plan-file.js';

/** Instances that are listed for a person; programs get all. */
const most = 50;

/** Decisions of a plan as they come: the first of them, and how many there are of each kind. */
export interface Preview {
  readonly first: readonly Decision[];
  readonly counts: ReadonlyMap<Decision['kind'], number>;
  readonly total: number;
}

/** Previews a plan. `each` is called with every instance. */
export async function preview(
  context: Context,
  plan: Plan,
  each: (decision: Decision) => Promise<void> | void = () => undefined,
): Promise<Preview> {
  const { previewPlan } = await loadFleet();
  const { environment, signal } = context;
  const first: Decision[] = [];
  const counts = new Map<Decision['kind'], number>();
  let total = 0;
  const decisions = previewPlan(plan, {
    credentials: await credentialsFor(context),
    transport: await transportFor(context),
    signal,
    runtime: { environment: environment.variable },
  });
  for await (const decision of decisions) {
    total += 1;
    counts.set(decision.kind, (counts.get(decision.kind) ?? 0) + 1);
    if (first.length < most) first.push(decision);
    await each(decision);
  }
  return { first, counts, total };
}

/** `qcvm fleet plan FILE`. */
export function showPlan(context: Context, invoked: Command): Promise<number> {
  return inWords(async () => {
    const { stdout } = context.environment;
    const [file = ''] = invoked.args;
    const isJson = invoked.opts<{ readonly json?: true }>().json === true;
    const plan = await readPlanFile(context, file);
    const seen = await preview(context, plan, (decision) =>
      isJson ? stdout.write(`${JSON.stringify(decision)}\n`) : undefined,
    );
    if (isJson) return exitCodes.success;
    const lines = [
      summaryOf(plan, seen),
      ...(seen.total > 0 ? ['', ...tableOf(plan, seen.first, context)] : []),
      ...(seen.total > most ? [`… and ${count(seen.total - most)} more: --json has all.`] : []),
      ...(await timesOf(plan, context)),
    ];
    await stdout.write(`${lines.join('\n')}\n`);
    return exitCodes.success;
  });
}

/** `nightly would stop 12 of 20 instances: 4 protected, 4 already-stopped.` */
export function summaryOf(plan: Plan, { counts, total }: Preview): string {
  const others = [...counts].filter(([kind]) => kind !== 'open');
  const rest = others.map(([kind, number]) => `${count(number)} ${kind}`).join(', ');
  return `${plan.name} would ${plan.action} ${count(counts.get('open') ?? 0)} of ${counted(total, 'instance')}${rest && `: ${rest}`}.`;
}

function tableOf(
  plan: Plan,
  decisions: readonly Decision[],
  { environment, style }: Context,
): Iterable<string> {
  return tableLines({
    columns: [
      { title: 'Account' },
      { title: 'Region' },
      { title: 'Instance' },
      { title: 'Name', flexible: true },
      { title: 'What happens' },
    ],
    rows: decisions.map(({ account, region, instanceId, name = '', kind }) => [
      account,
      region,
      instanceId,
      name,
      kind === 'open' ? plan.action : kind,
    ]),
    width: environment.stdout.columns,
    heading: style.out.dim,
  });
}

/** When the schedule has it run. */
async function timesOf({ schedule }: Plan, { environment }: Context): Promise<readonly string[]> {
  if (schedule === undefined) return [];
  const { nextTimes } = await loadFleet();
  const times = nextTimes(schedule, { after: environment.now(), count: 3 }) ?? [];
  const shown = times.map((time) => `  ${new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')}`);
  return ['', `Next runs, by ${schedule.cron} in ${schedule.timeZone}:`, ...shown];
}
