import type { ForcePolicy } from '@qcvm/client';
import { needRegions } from '../../configuration/settings.js';
import { CliError, usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { resolvePath } from '../../environment/paths.js';
import { newJournalPath, pruneJournals } from '../../fleet/journal/journal-files.js';
import { beginJournal, type Journal } from '../../fleet/journal/journal.js';
import { accountOf, credentialsText } from '../../fleet/plan/account.js';
import { alreadyThere, makePlan } from '../../fleet/plan/make-plan.js';
import type { Plan, PlanTerms } from '../../fleet/plan/plan.js';
import type { FleetCommand } from '../../fleet/terms/event.js';
import { parseForce } from '../../fleet/terms/force.js';
import { counted } from '../../output/numbers.js';
import { warn, type Context } from '../../session/context.js';
import { chargingOf } from '../../targets/charging.js';
import { checkChosen, collectTargets, type Selection } from '../../targets/collect-targets.js';
import { filtersText } from '../../targets/selection/filters.js';
import type { ListLookup } from '../../targets/selection/list-instances.js';
import { resolveProtection } from '../../targets/protection/protection.js';
import { type Invocation, protectionOf } from './invocation.js';
import type { Planned } from './planned-run.js';
import type { Session } from './run-session.js';

/** Plans a new run from its command line. */
export async function planNew(context: Context, invocation: Invocation, session: Session): Promise<Planned> {
  const { environment, signal } = context;
  const { command, options, names, values } = invocation;
  const force = parseForce(options.force ?? 'never');
  const wait = options.wait === true;
  checkForce({ command, force, wait });
  const selection: Selection = {
    ...{ command, names, values, all: options.all === true },
    ...(options.file !== undefined && { file: options.file }),
  };
  checkChosen(selection);
  const settings = await context.settings();
  if (options.stopCharging === true && settings.api !== '3.0')
    throw usageError(
      'stop: --stop-charging needs API 3.0',
      'Leave --api, QCVM_API, and an endpoint with the path of API 2.0 out.',
    );
  const regions = needRegions(settings);
  const { cvm, newer, endpoint, credentials } = await session.connect(settings, regions[0]);
  const lookup: ListLookup = { cvm, newer, regions, signal };
  const found = await credentials();
  const collected = await collectTargets(context, lookup, selection);
  const listed = await protectionOf(context, invocation, settings);
  const protection = await resolveProtection(lookup, listed, collected.instances.values());
  const terms: PlanTerms = {
    command,
    api: settings.api,
    ...(options.stopCharging === true ? { stopCharging: true as const } : {}),
    endpoint,
    account: await accountOf(found),
    ...(settings.profile === 'default' ? {} : { profile: settings.profile }),
    regions,
    selection: selectionText(invocation),
    wait,
    force,
    timeout: options.timeout,
  };
  const charging =
    terms.stopCharging && (await chargingOf(await newer(), alreadyThere(terms, collected), signal));
  const plan = makePlan(terms, {
    collected,
    protection,
    ...(charging && { charging }),
    now: environment.now(),
  });
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
  await pruneJournals(environment).catch((error: unknown) =>
    warn(context, `old journals stay: ${error instanceof Error ? error.message : String(error)}`),
  );
  try {
    return await beginJournal(environment, await newJournalPath(environment, command), plan);
  } catch (error) {
    // Without one, an interrupted run cannot be resumed, or --resume would go on with an earlier run than this one.
    if (!(error instanceof CliError)) throw error;
    throw new CliError(error.message, {
      exitCode: exitCodes.local,
      hint: 'Nothing was sent. Correct that, name another place with --journal, or go without: --no-journal.',
      cause: error,
    });
  }
}

function checkForce(about: { command: FleetCommand; force: ForcePolicy; wait: boolean }): void {
  const { command, force, wait } = about;
  if (typeof force === 'string') return;
  if (command !== 'stop') throw usageError(`${command}: --force takes never or fallback here`);
  if (!wait) {
    throw usageError('stop: --force with a time needs --wait', 'Add --wait.');
  }
}
