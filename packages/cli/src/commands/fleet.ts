import type { Command } from 'commander';
import { usageError } from '../cli-error.js';
import { needRegions, protectionList, readSettings, type Settings } from '../configuration/settings.js';
import { connect, type Connection } from '../connect.js';
import { warn, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { mayTouch } from '../fleet/confirm.js';
import { printDryRun } from '../fleet/dry-run.js';
import type { FleetCommand } from '../fleet/event.js';
import { execute } from '../fleet/execute.js';
import { parseForce, type ForcePolicy } from '../fleet/force.js';
import { beginJournal, openJournal, type Journal, type OpenedJournal } from '../fleet/journal/journal.js';
import { newestJournal, newJournalPath, pruneJournals } from '../fleet/journal/paths.js';
import type { JournalContents } from '../fleet/journal/read.js';
import { accountOf, accountText, credentialsText, isSameAccount } from '../fleet/plan/account.js';
import { makePlan, restOf } from '../fleet/plan/make-plan.js';
import type { Plan, PlanTerms, Work } from '../fleet/plan/plan.js';
import { quotaPause, RecentCalls } from '../fleet/quota-pause.js';
import type { OptionValues } from '../operation-options.js';
import { counted, duration } from '../output/numbers.js';
import { resolvePath, shortPath } from '../paths.js';
import { parseRegions } from '../regions.js';
import { collectTargets, type Collected } from '../targets/collect.js';
import { filtersText } from '../targets/filters.js';
import { locate, type Lookup } from '../targets/locate.js';
import { resolveProtection, type Protection, type ProtectionEntry } from '../targets/protection.js';
import { targetKey } from '../targets/target.js';
import { tellUnmatched } from '../targets/unmatched.js';

interface FleetOptions {
  readonly file?: string;
  readonly all?: true;
  readonly protect?: readonly string[];
  readonly allowUnmatchedProtect?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait?: true;
  readonly force?: string;
  readonly timeout: number;
  readonly json?: true;
  readonly quiet?: true;
  readonly journal?: string | boolean;
  readonly resume?: true;
  readonly otherAccount?: true;
}

/** A command line of `stop`, `start` or `restart`. */
interface Invocation {
  readonly command: FleetCommand;
  readonly options: FleetOptions;
  readonly names: readonly string[];
  readonly values: OptionValues;
  /** Whether an option was typed, and is not its default. */
  readonly isTyped: (option: keyof FleetOptions) => boolean;
}

/** A run that is planned: what is left to allow it, write it down and do it. */
interface Planned {
  readonly terms: PlanTerms;
  readonly work: Work;
  readonly collected: Pick<Collected, 'instances' | 'chosen'>;
  readonly account: string;
  readonly unmatched: readonly ProtectionEntry[];
  readonly lookup: Lookup;
  /** Writes the plan down, or that an earlier one goes on. `undefined`: nothing is to be written. */
  readonly writeDown: () => Promise<Journal | undefined>;
}

/** `qcvm stop`, `start` and `restart`. */
export async function fleet(context: Context, invoked: Command, command: FleetCommand): Promise<number> {
  const invocation: Invocation = {
    command,
    options: invoked.opts<FleetOptions>(),
    names: invoked.args,
    values: invoked.opts<OptionValues>(),
    isTyped: (option) => invoked.getOptionValueSource(option) === 'cli',
  };
  if (invocation.options.resume) return resume(context, invocation);
  if (invocation.options.otherAccount) throw usageError(`${command}: --other-account belongs to --resume`);
  const session = openSession(context);
  return carryOut(context, { invocation, session, planned: await planNew(context, invocation, session) });
}

/** What planning and doing share: calls count for one quota, and are told about in one place. */
interface Session {
  readonly notices: { say: (message: string) => void };
  readonly recentCalls: RecentCalls;
  readonly connect: (settings: Settings, region: string) => Promise<Connection>;
  connection?: Connection;
}

function openSession(context: Context): Session {
  const notices: Session['notices'] = { say: () => undefined };
  const recentCalls = new RecentCalls();
  const session: Session = {
    notices,
    recentCalls,
    connect: async (settings, region) =>
      (session.connection = await connect(context, settings, {
        region,
        notice: (message) => notices.say(message),
        onCall: (action) => recentCalls.add({ action, at: context.environment.now() }),
      })),
  };
  return session;
}

/** Plans a new run from its command line. */
async function planNew(context: Context, invocation: Invocation, session: Session): Promise<Planned> {
  const { environment, signal } = context;
  const { command, options, names, values } = invocation;
  const settings = await context.settings();
  const force = parseForce(options.force ?? 'never');
  const wait = options.wait === true;
  checkForce({ command, force, wait });
  const regions = needRegions(settings);
  const { cvm, endpoint, credentials } = await session.connect(settings, regions[0]);
  const lookup: Lookup = { cvm, regions, signal };
  const found = await credentials();
  const collected = await collectTargets(context, lookup, {
    command,
    names,
    values,
    ...(options.file === undefined ? {} : { file: options.file }),
    all: options.all === true,
  });
  const listed = await listOf(context, invocation, settings);
  const protection = await resolveProtection(lookup, listed, collected.instances.values());
  const terms: PlanTerms = {
    command,
    api: '2.0',
    endpoint,
    account: await accountOf(found),
    ...(settings.profile === 'default' ? {} : { profile: settings.profile }),
    regions,
    selection: selectionText(invocation),
    wait,
    force,
    timeout: options.timeout,
  };
  const plan = makePlan(terms, { collected, protection, now: environment.now() });
  return {
    terms,
    work: plan,
    collected,
    account: credentialsText(found),
    unmatched: protection.unmatched,
    lookup,
    writeDown: () => writePlan(context, invocation, plan),
  };
}

/** The whole protection list. Starting an instance takes nothing away that protection is for. */
const listOf = async (
  { environment }: Context,
  { command, options }: Invocation,
  settings: Settings,
): Promise<ProtectionEntry[]> =>
  command === 'start' ? [] : protectionList(environment, settings, options.protect);

const few = 3;

/** How the instances were chosen, as it was typed. */
function selectionText({ names, options, values }: Invocation): string {
  const ids = names.filter((name) => name !== '-');
  const parts = [
    ...(ids.length > few ? [counted(ids.length, 'id')] : ids),
    ...(names.includes('-') ? ['ids from stdin'] : []),
    ...(options.file === undefined ? [] : [`--file ${options.file}`]),
    ...(options.all ? ['--all'] : []),
    filtersText(values),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Begins a journal; `undefined` when one named instance is all there is, or none is wanted. */
async function writePlan(
  context: Context,
  { command, options: { journal } }: Invocation,
  plan: Plan,
): Promise<Journal | undefined> {
  const { environment } = context;
  if (journal === false) return undefined;
  if (typeof journal === 'string') return beginJournal(environment, resolvePath(environment, journal), plan);
  if (plan.targets.length + plan.decided.length <= 1) return undefined;
  const tell = (what: string) => (error: unknown) =>
    warn(context, `${what}: ${error instanceof Error ? error.message : String(error)}`);
  await pruneJournals(environment).catch(tell('old journals stay'));
  try {
    return await beginJournal(environment, await newJournalPath(environment, command), plan);
  } catch (error) {
    // A home directory that cannot be written to must not keep a fleet from being shut down.
    await tell('no journal, so that an interrupted run cannot be resumed')(error);
    return undefined;
  }
}

/** Goes on with an interrupted run: locked first and read then, so that no other process does the same. */
async function resume(context: Context, invocation: Invocation): Promise<number> {
  const { environment } = context;
  const { command } = invocation;
  checkResumed(invocation);
  const path = await journalToResume(context, invocation);
  const opened = path === undefined ? undefined : await openJournal(environment, path);
  // A finished run that is named is reported again: with its outcomes, and the exit code that they come to.
  const isNamed = typeof invocation.options.journal === 'string';
  if (opened === undefined || (opened.contents.finished && !isNamed)) {
    await opened?.release();
    await environment.stderr.write(
      `No interrupted \`qcvm ${command}\` was found: there is nothing to resume.\n`,
    );
    return exitCodes.success;
  }
  try {
    const session = openSession(context);
    const planned = await planRest(context, { invocation, session, opened });
    return await carryOut(context, { invocation, session, planned, earlier: opened.contents });
  } finally {
    await opened.release();
  }
}

function checkResumed({ command, options, names, values }: Invocation): void {
  if (names.length > 0 || options.file !== undefined || options.all || filtersText(values) !== '') {
    throw usageError(
      `${command}: --resume goes on with the instances of the interrupted run`,
      'Name no others. To do something new, leave --resume out.',
    );
  }
  if (options.journal === false) throw usageError(`${command}: --resume needs a journal`);
}

/** The journal that is named, or that of the latest run. Older runs are resumed only by name. */
async function journalToResume(
  { environment }: Context,
  { command, options: { journal } }: Invocation,
): Promise<string | undefined> {
  if (typeof journal === 'string') return resolvePath(environment, journal);
  return newestJournal(environment, command);
}

/** What a command line must not say otherwise than the plan. */
function checkTerms(
  context: Context,
  { command, options, isTyped }: Invocation,
  opened: OpenedJournal,
): void {
  const { plan } = opened.contents;
  const path = shortPath(context.environment, opened.path);
  if (plan.command !== command) {
    throw usageError(
      `${path} is the journal of \`qcvm ${plan.command}\``,
      `Go on with: qcvm ${plan.command} --resume --journal ${path}`,
    );
  }
  if (plan.api !== '2.0')
    throw usageError(`${path} was planned for API ${String(plan.api)}, not for API 2.0`);
  const { region } = context.options;
  const planned = new Set(plan.regions);
  const others: readonly [string, boolean][] = [
    ['--wait', isTyped('wait') && !plan.wait],
    [
      '--force',
      isTyped('force') && JSON.stringify(parseForce(options.force ?? '')) !== JSON.stringify(plan.force),
    ],
    ['--timeout', isTyped('timeout') && options.timeout !== plan.timeout],
    ['--region', region !== undefined && !parseRegions(region).every((each) => planned.has(each))],
  ];
  const changed = others.flatMap(([option, isOther]) => (isOther ? option : []));
  if (changed.length > 0) {
    throw usageError(
      `${command}: ${changed.join(', ')} is not what was planned: --resume goes on with the plan of the interrupted run`,
      'Leave it out, or leave --resume out to do something new.',
    );
  }
}

/** Plans what an interrupted run has left over. */
async function planRest(
  context: Context,
  about: { invocation: Invocation; session: Session; opened: OpenedJournal },
): Promise<Planned> {
  const { environment, signal } = context;
  const { invocation, session, opened } = about;
  const { contents } = opened;
  const { targets: _targets, decided: _decided, protect, ...terms } = contents.plan;
  checkTerms(context, invocation, opened);
  const settings = await settingsOf(context, terms);
  const { cvm, endpoint, credentials } = await session.connect(settings, terms.regions[0] ?? '');
  if (terms.endpoint !== endpoint) {
    throw usageError(
      `the interrupted run was against ${terms.endpoint}, not ${endpoint}`,
      'Give the same --endpoint (and profile) again.',
    );
  }
  const found = await credentials();
  const account = await accountOf(found);
  if (!isSameAccount(terms.account, account) && !invocation.options.otherAccount) {
    throw usageError(
      `the interrupted run was with another account: ${accountText(terms.account)}, not ${accountText(account)}`,
      'Use the same key or profile again. If both are of one account, add --other-account.',
    );
  }
  await awaitQuota(context, contents);
  const lookup: Lookup = { cvm, regions: terms.regions, signal };
  const planned = new Set(protect);
  const listed = await listOf(context, invocation, settings);
  // What was on the list of the plan was compared with what there was then.
  const added = listed.filter(({ instanceId }) => !planned.has(instanceId));
  const { ids, unmatched } = await resolveProtection(lookup, added, []);
  const protection: Protection = { ids: new Set([...protect, ...ids]), unmatched };
  const work = restOf(contents, protection, environment.now());
  const { options } = invocation;
  return {
    terms,
    work,
    collected: { chosen: true, instances: new Map() },
    account: credentialsText(found),
    unmatched,
    lookup,
    writeDown: async () => {
      if (!options.json) {
        const left = work.targets.length + work.decided.length;
        await environment.stderr.write(
          `Going on with ${shortPath(environment, opened.path)}: ${counted(contents.outcomes.size, 'instance')} done, ${counted(left, 'instance')} left.\n`,
        );
      }
      return opened.resume([...ids]);
    },
  };
}

/** The settings of the plan's profile and endpoint, unless others are asked for: these are compared with the plan. */
async function settingsOf(context: Context, terms: PlanTerms): Promise<Settings> {
  const { environment, options } = context;
  const now = await context.settings();
  const { profile } = terms;
  const settings =
    profile === undefined || now.profileIsNamed
      ? now
      : await readSettings(environment, { ...options, profile });
  return { ...settings, endpoint: settings.endpoint ?? terms.endpoint };
}

/** The service still counts what the interrupted run has sent in the last minute. */
async function awaitQuota(context: Context, { calls, plan, outcomes }: JournalContents): Promise<void> {
  const { environment, signal, style } = context;
  const left = plan.targets.length + plan.decided.length - outcomes.size;
  const pause = left <= 0 ? 0 : quotaPause(calls, { now: environment.now(), left });
  if (pause === 0) return;
  const text = `Waiting ${duration(pause)}: the interrupted run has used the quota of this minute.`;
  await environment.stderr.write(style.err.dim(`${text}\n`));
  await environment.sleep(pause, signal);
}

function checkForce(about: { command: FleetCommand; force: ForcePolicy; wait: boolean }): void {
  const { command, force, wait } = about;
  if (typeof force === 'string') return;
  if (command !== 'stop') throw usageError(`${command}: --force takes never or fallback here`);
  if (!wait) {
    throw usageError(
      'stop: --force with a time needs --wait',
      'Only a run that waits can tell that the time is over.',
    );
  }
}

/** Shows what would be done, or asks, writes down and does it. */
async function carryOut(
  context: Context,
  about: { invocation: Invocation; session: Session; planned: Planned; earlier?: JournalContents },
): Promise<number> {
  const { environment } = context;
  const { invocation, session, planned, earlier } = about;
  const { command, options, names } = invocation;
  const { terms, work, account, collected, lookup } = planned;
  const stdinTaken = names.includes('-');
  await tellUnmatched(context, {
    command,
    entries: planned.unmatched,
    regions: terms.regions,
    allowed: options.allowUnmatchedProtect === true || options.dryRun === true,
    stdinTaken,
  });
  const json = options.json === true;
  if (options.dryRun) {
    await printDryRun(context, {
      ...terms,
      targets: work.targets,
      left: work.decided,
      statuses: await statusesOf(lookup, work, collected),
      json,
    });
    return exitCodes.success;
  }
  const yes = options.yes === true;
  const namedOne = !collected.chosen && work.targets.length === 1;
  if (!(await mayTouch(context, { scope: { terms, work, account }, namedOne, yes, stdinTaken }))) {
    await environment.stderr.write('Nothing was done.\n');
    return exitCodes.refused;
  }
  if (work.targets.length + work.decided.length === 0 && earlier === undefined) {
    await environment.stderr.write(`There is nothing to ${command}.\n`);
    return exitCodes.success;
  }
  const journal = await planned.writeDown();
  try {
    return await execute(context, {
      cvm: lookup.cvm,
      terms,
      work,
      ...(earlier === undefined ? {} : { earlier }),
      ...(journal === undefined ? {} : { journal }),
      json,
      quiet: options.quiet === true,
      notices: session.notices,
      recentCalls: session.recentCalls,
    });
  } finally {
    await journal?.close();
  }
}

/** Statuses by `targetKey`, of instances that are worked on. */
async function statusesOf(
  lookup: Lookup,
  { targets }: Work,
  { instances }: Pick<Collected, 'instances'>,
): Promise<Map<string, number>> {
  const isKnown = targets.every((target) => instances.has(targetKey(target)));
  const found = isKnown ? instances : (await locate(lookup, targets)).instances;
  return new Map([...found].map(([key, instance]) => [key, Number(instance.status)]));
}
