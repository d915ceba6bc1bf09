import { parseRegions } from '../../configuration/regions.js';
import { readSettings, type Settings } from '../../configuration/settings.js';
import { usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { resolvePath, shortPath } from '../../environment/paths.js';
import { newestJournal } from '../../fleet/journal/journal-files.js';
import { openJournal, type OpenedJournal } from '../../fleet/journal/journal.js';
import { quotaPause, quotasOf } from '../../fleet/journal/quota-pause.js';
import type { JournalContents } from '../../fleet/journal/read-journal.js';
import { accountOf, accountText, credentialsText, isSameAccount } from '../../fleet/plan/account.js';
import { restOf } from '../../fleet/plan/make-plan.js';
import type { PlanTerms } from '../../fleet/plan/plan.js';
import { parseForce } from '../../fleet/terms/force.js';
import { counted, duration } from '../../output/numbers.js';
import { endpointOf } from '../../session/connect.js';
import type { Context } from '../../session/context.js';
import { filtersText } from '../../targets/selection/filters.js';
import type { Lookup } from '../../targets/locate.js';
import { resolveProtection, type Protection } from '../../targets/protection/protection.js';
import { type Invocation, protectionOf } from './invocation.js';
import { type Planned, carryOut } from './planned-run.js';
import { type Session, openSession } from './run-session.js';

/** Goes on with an interrupted run: locked first and read then, so that no other process does the same. */
export async function resume(context: Context, invocation: Invocation): Promise<number> {
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
  if (plan.api !== '2.0' && plan.api !== '3.0')
    throw usageError(`${path} was planned for API ${String(plan.api)}, which this version does not know`);
  const { region } = context.options;
  const planned = new Set(plan.regions);
  const others: readonly [string, boolean][] = [
    ['--wait', isTyped('wait') && !plan.wait],
    [
      '--force',
      isTyped('force') && JSON.stringify(parseForce(options.force ?? '')) !== JSON.stringify(plan.force),
    ],
    ['--stop-charging', options.stopCharging === true && plan.stopCharging !== true],
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
  const endpoint = await endpointOf(settings);
  if (terms.endpoint !== endpoint) {
    throw usageError(
      `the interrupted run was against ${terms.endpoint}, not ${endpoint}`,
      'Give the same --endpoint (and profile) again.',
    );
  }
  const { cvm, credentials } = await session.connect(settings, terms.regions[0] ?? '');
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
  const listed = await protectionOf(context, invocation, settings);
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
  if (settings.apiIsNamed && settings.api !== terms.api)
    throw usageError(
      `the interrupted run was over API ${terms.api}, not ${settings.api}`,
      'Leave --api, QCVM_API, and `api` in the configuration out: it goes on with the API that it was planned with.',
    );
  return { ...settings, api: terms.api, endpoint: settings.endpoint ?? terms.endpoint };
}

/** The service still counts what the interrupted run has sent in the last minute. */
async function awaitQuota(context: Context, { calls, plan, outcomes }: JournalContents): Promise<void> {
  const { environment, signal, style } = context;
  const left = plan.targets.length + plan.decided.length - outcomes.size;
  const quotas = await quotasOf(plan.api);
  const pause = left <= 0 ? 0 : quotaPause(calls, { quotas, now: environment.now(), left });
  if (pause === 0) return;
  const text = `Waiting ${duration(pause)}: the service still counts the calls of the interrupted run.`;
  await environment.stderr.write(style.err.dim(`${text}\n`));
  await environment.sleep(pause, signal);
}
