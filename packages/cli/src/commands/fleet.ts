import type { Command } from 'commander';
import { usageError } from '../cli-error.js';
import { needRegions, protectedIds } from '../configuration/settings.js';
import { connect } from '../connect.js';
import { warn, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { mayTouch } from '../fleet/confirm.js';
import { printDryRun } from '../fleet/dry-run.js';
import type { FleetCommand } from '../fleet/event.js';
import { execute, type Execution } from '../fleet/execute.js';
import { parseForce, type ForcePolicy } from '../fleet/force.js';
import { findInterrupted, newJournalPath, pruneJournals, readNamed } from '../fleet/journal-paths.js';
import type { JournalContents } from '../fleet/journal.js';
import type { Outcome } from '../fleet/outcome.js';
import { quotaPause, RecentCalls } from '../fleet/quota-pause.js';
import type { OptionValues } from '../operation-options.js';
import { counted, duration } from '../output/numbers.js';
import { resolvePath, shortPath } from '../paths.js';
import { collectTargets, type Collected } from '../targets/collect.js';
import { describeIds, nowhere } from '../targets/locate.js';
import { resolveProtection } from '../targets/protection.js';
import { targetKey, type Target } from '../targets/target.js';

interface FleetOptions {
  readonly file?: string;
  readonly all?: true;
  readonly protect?: readonly string[];
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait?: true;
  readonly force?: string;
  readonly timeout: number;
  readonly json?: true;
  readonly quiet?: true;
  readonly journal?: string | boolean;
  readonly resume?: true;
}

/** What is to be done, by a new run or by the rest of an old one. */
interface Plan {
  readonly wait: boolean;
  readonly force: ForcePolicy;
  readonly timeout: number;
  readonly targets: readonly Target[];
  /** Instances whose end is known before anything is sent. */
  readonly known: readonly Outcome[];
  readonly resumed?: { readonly path: string; readonly contents: JournalContents };
}

/** `qcvm stop`, `start` and `restart`. */
export async function fleet(context: Context, invoked: Command, command: FleetCommand): Promise<number> {
  const { environment } = context;
  const options = invoked.opts<FleetOptions>();
  const names = invoked.args;
  const settings = await context.settings();
  const resumed =
    options.resume === undefined ? undefined : await findRun(context, { command, options, names });
  if (resumed === 'none') {
    await environment.stderr.write(
      `No interrupted \`qcvm ${command}\` was found: there is nothing to resume.\n`,
    );
    return exitCodes.success;
  }
  const force = resumed?.contents.header.force ?? parseForce(options.force ?? 'never');
  const wait = resumed?.contents.header.wait ?? options.wait === true;
  checkForce({ command, force, wait });
  const regions = resumed === undefined ? needRegions(settings) : regionsOf(resumed.contents);
  const notices: { say: (message: string) => void } = { say: () => undefined };
  const recentCalls = new RecentCalls();
  const { cvm, endpoint } = await connect(context, settings, {
    region: regions[0],
    notice: (message) => notices.say(message),
    onCall: (action) => recentCalls.add({ action, at: environment.now() }),
  });
  if (resumed !== undefined && resumed.contents.header.endpoint !== endpoint) {
    throw usageError(
      `the interrupted run was against ${resumed.contents.header.endpoint}, not ${endpoint}`,
      'Give the same --endpoint (and profile) again.',
    );
  }
  if (resumed !== undefined) await awaitQuota(context, resumed.contents);
  const lookup = { cvm, regions, signal: context.signal };

  const collected: Collected =
    resumed === undefined
      ? await collectTargets(context, lookup, {
          command,
          names,
          values: invoked.opts<OptionValues>(),
          ...(options.file === undefined ? {} : { file: options.file }),
          all: options.all === true,
        })
      : unfinishedOf(resumed.contents);

  // Starting a protected instance takes nothing from anybody.
  const listed =
    command === 'start'
      ? new Set<string>()
      : await protectedIds(environment, settings, options.protect ?? []);
  const isProtected = await resolveProtection(lookup, listed, collected.targets);
  const plan = planOf({ collected, isProtected, now: environment.now(), resumed }, { wait, force, options });

  if (options.dryRun) {
    const found = await describeIds(lookup, plan.targets);
    const statuses = new Map([...found].map(([key, instance]) => [key, Number(instance.status)]));
    const { targets, known } = plan;
    const json = options.json === true;
    await printDryRun(context, { command, targets, left: known, statuses, force, wait, endpoint, json });
    return exitCodes.success;
  }
  const yes = options.yes === true;
  if (!(await mayTouch(context, { command, targets: plan.targets, yes, stdinTaken: names.includes('-') }))) {
    await environment.stderr.write('Nothing was done.\n');
    return exitCodes.refused;
  }
  if (plan.targets.length + plan.known.length === 0) {
    await environment.stderr.write(`There is nothing to ${command}.\n`);
    return exitCodes.success;
  }
  const journalPath = await chooseJournal(context, { command, options, plan });
  const execution: Execution = {
    command,
    cvm,
    endpoint,
    ...(settings.profile === 'default' ? {} : { profile: settings.profile }),
    wait: plan.wait,
    force: plan.force,
    timeout: plan.timeout,
    targets: plan.targets,
    known: plan.known,
    ...(plan.resumed === undefined ? {} : { earlier: plan.resumed.contents }),
    ...(journalPath === undefined ? {} : { journalPath }),
    journalRequired: typeof options.journal === 'string' || plan.resumed !== undefined,
    json: options.json === true,
    quiet: options.quiet === true,
    notices,
    recentCalls,
  };
  return execute(context, execution);
}

/** The service still counts what the interrupted run has sent in the last minute. */
async function awaitQuota(context: Context, { calls, targets, outcomes }: JournalContents): Promise<void> {
  const { environment, signal, style } = context;
  const left = targets.length - outcomes.size;
  const pause = left === 0 ? 0 : quotaPause(calls, { now: environment.now(), left });
  if (pause === 0) return;
  const text = `Waiting ${duration(pause)}: the interrupted run has used the quota of this minute.`;
  await environment.stderr.write(style.err.dim(`${text}\n`));
  await environment.sleep(pause, signal);
}

function checkForce({
  command,
  force,
  wait,
}: {
  command: FleetCommand;
  force: ForcePolicy;
  wait: boolean;
}): void {
  if (typeof force === 'string') return;
  if (command !== 'stop') throw usageError(`${command}: --force takes never or fallback here`);
  if (!wait)
    throw usageError(
      'stop: --force with a time needs --wait',
      'Without waiting nobody knows that the time is over.',
    );
}

async function findRun(
  context: Context,
  { command, options, names }: { command: FleetCommand; options: FleetOptions; names: readonly string[] },
): Promise<{ path: string; contents: JournalContents } | 'none'> {
  const { environment } = context;
  if (names.length > 0 || options.file !== undefined || options.all) {
    throw usageError(
      `${command}: --resume goes on with the instances of the interrupted run`,
      'Name no others. To do something new, leave --resume out.',
    );
  }
  if (options.journal === false) throw usageError(`${command}: --resume needs a journal`);
  if (typeof options.journal === 'string') {
    const path = resolvePath(environment, options.journal);
    return { path, contents: await readNamed(environment, path, command) };
  }
  return (await findInterrupted(environment, command)) ?? 'none';
}

function regionsOf({ targets }: JournalContents): [string, ...string[]] {
  const [first, ...others] = new Set(targets.flatMap(({ region }) => (region === nowhere ? [] : [region])));
  if (first === undefined) throw usageError('the journal has no instances');
  return [first, ...others];
}

/** What the interrupted run has left over. */
function unfinishedOf({ targets, outcomes }: JournalContents): Collected {
  const open = targets.filter((target) => !outcomes.has(targetKey(target)));
  return {
    targets: open.filter(({ region }) => region !== nowhere),
    missing: open.filter(({ region }) => region === nowhere),
    instances: new Map(),
  };
}

function planOf(
  found: {
    collected: Collected;
    isProtected: (target: Target) => boolean;
    now: number;
    resumed: { path: string; contents: JournalContents } | undefined;
  },
  how: { wait: boolean; force: ForcePolicy; options: FleetOptions },
): Plan {
  const { collected, isProtected, now: at, resumed } = found;
  const targets: Target[] = [];
  const known: Outcome[] = [];
  for (const target of collected.targets) {
    if (isProtected(target)) known.push({ ...target, kind: 'protected', requestIds: [], at });
    else targets.push(target);
  }
  for (const target of collected.missing) {
    known.push({ ...target, kind: 'not-found', reason: 'there is no such instance', requestIds: [], at });
  }
  return {
    wait: how.wait,
    force: how.force,
    timeout: resumed?.contents.header.timeout ?? how.options.timeout,
    targets,
    known,
    ...(resumed === undefined ? {} : { resumed }),
  };
}

/** Where this run is written down; `undefined` when one instance is all there is, or nobody wants it. */
async function chooseJournal(
  context: Context,
  { command, options, plan }: { command: FleetCommand; options: FleetOptions; plan: Plan },
): Promise<string | undefined> {
  const { environment } = context;
  if (plan.resumed !== undefined) {
    const { contents, path } = plan.resumed;
    const left = plan.targets.length + plan.known.length;
    if (!options.json) {
      await environment.stderr.write(
        `Going on with ${shortPath(environment, path)}: ${counted(contents.outcomes.size, 'instance')} done, ${counted(left, 'instance')} left.\n`,
      );
    }
    return path;
  }
  if (options.journal === false) return undefined;
  if (typeof options.journal === 'string') return resolvePath(environment, options.journal);
  if (plan.targets.length <= 1) return undefined;
  await pruneJournals(environment).catch((error: unknown) =>
    warn(context, `old journals stay: ${error instanceof Error ? error.message : String(error)}`),
  );
  return newJournalPath(environment, command);
}
