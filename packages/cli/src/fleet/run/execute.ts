import type { Cvm, EarlierRequest } from '@qcvm/client';
import { isOfVendor } from '../../configuration/api.js';
import { CliError, InterruptedError } from '../../environment/cli-error.js';
import type { Context } from '../../session/context.js';
import { exitCodes, type ExitCode } from '../../environment/exit-codes.js';
import { shortPath } from '../../environment/paths.js';
import { presentError } from '../../output/present-error.js';
import { nowhere } from '../../targets/locate.js';
import { targetKey, type Target } from '../../targets/target.js';
import { openDisplay, writeEvent, type Display } from '../report/display.js';
import type { FleetEvent } from '../terms/event.js';
import type { Journal } from '../journal/journal.js';
import type { JournalContents } from '../journal/read-journal.js';
import { outcomeMeanings, type Outcome } from '../terms/outcome.js';
import type { PlanTerms, Work } from '../plan/plan.js';
import type { RecentCalls } from '../journal/quota-pause.js';
import { printSummary, summaryCounts, type FleetResult } from '../report/summary.js';

/** A run that was planned and allowed, and whose plan is on the disk. */
export interface Execution {
  readonly cvm: Cvm;
  readonly terms: PlanTerms;
  readonly work: Work;
  /** The run of which this is the rest. */
  readonly earlier?: JournalContents;
  readonly journal?: Journal;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Where the client's notices go while this runs. */
  readonly notices: { say: (message: string) => void };
  /** The calls that planning took, and those that come. */
  readonly recentCalls: RecentCalls;
}

/** What an earlier run has sent. Its journal has the latest answer, which may be that to an earlier request. */
function earlierRequests({ earlier }: Execution, now: number): ReadonlyMap<string, EarlierRequest> {
  const requests = new Map<string, EarlierRequest>();
  for (const [key, kind] of earlier?.sent ?? []) {
    const force = kind === 'forced';
    const answer = earlier?.accepted.get(key);
    const accepted = answer?.force === force;
    requests.set(key, { at: accepted ? answer.at : now, force, accepted, before: earlier?.before.get(key) });
  }
  return requests;
}

/** What is known of each instance while a run goes on: exactly one outcome, or whether anything was sent. */
class Ledger {
  readonly outcomes: Map<string, Outcome>;
  readonly open: Map<string, Target>;
  readonly sent: Set<string>;

  constructor({ work: { targets, decided }, earlier }: Execution) {
    this.outcomes = new Map(earlier?.outcomes ?? []);
    this.open = new Map([...targets, ...decided].map((target) => [targetKey(target), target]));
    this.sent = new Set(earlier?.sent.keys());
  }

  /** Whether the event is news: an instance keeps the outcome that it has, even if an engine says another one. */
  take(event: FleetEvent): boolean {
    if (event.type === 'sending') {
      const { region } = event;
      for (const instanceId of event.instanceIds) this.sent.add(targetKey({ region, instanceId }));
    }
    if (event.type !== 'outcome') return true;
    const key = targetKey(event.outcome);
    if (!this.open.delete(key)) return false;
    this.outcomes.set(key, event.outcome);
    return true;
  }
}

/** Does it, shows it, writes it down, sums it up. */
export async function execute(context: Context, execution: Execution): Promise<number> {
  const { environment, signal } = context;
  const { journal, recentCalls } = execution;
  const startedAt = environment.now();
  if (journal !== undefined) {
    for (const call of recentCalls.recent(startedAt)) await journal.call(call);
    recentCalls.listener = (call) => void journal.call(call);
  }
  const ledger = new Ledger(execution);
  const display = await displayOf(context, execution, ledger);
  // A journal that cannot be written any more ends the run as Ctrl-C does: nothing more is sent.
  const stop = journal === undefined ? signal : AbortSignal.any([signal, journal.failure]);
  const onAbort = (): void =>
    display.stopping(journal?.failure.aborted ? 'the journal cannot be written' : 'interrupted');
  stop.addEventListener('abort', onAbort, { once: true });
  execution.notices.say = (message) => void display.take({ type: 'notice', message });
  if (execution.json) await writeBegin(context, execution, ledger.open.size);

  let failure: unknown;
  try {
    await runEngine(execution, { ledger, display, stop, environment });
  } catch (error) {
    failure = error;
  } finally {
    stop.removeEventListener('abort', onAbort);
    execution.notices.say = () => undefined;
    recentCalls.listener = undefined;
  }
  await display.finish();

  const result: FleetResult = {
    command: execution.terms.command,
    outcomes: [...ledger.outcomes.values()],
    unfinished: [...ledger.open.values()],
    sent: ledger.sent,
    listUnfinished: journal?.failure.aborted === true,
    elapsed: environment.now() - startedAt,
    stopCharging: execution.terms.stopCharging === true,
  };
  const end = (): End => endOf(context, { ledger, failure, journal, endpoint: execution.terms.endpoint });
  await printEnd(context, { execution, result, exitCode: end().exitCode });
  // After the report: a run that is killed before it has given one is no finished run.
  await journal?.end(end().exitCode, ledger.open.size);
  const { exitCode, lines } = end();
  for (const line of lines) await environment.stderr.write(`${line}\n`);
  await tellJournal(context, execution, result);
  return exitCode;
}

async function displayOf(
  { environment, options, style }: Context,
  { terms, json, quiet }: Execution,
  { open, outcomes }: Ledger,
): Promise<Display> {
  const regions = [...open.values(), ...outcomes.values()].map(({ region }) => region);
  return openDisplay(environment, {
    command: terms.command,
    total: open.size + outcomes.size,
    regions: new Set(regions.filter((region) => region !== nowhere)).size,
    earlier: outcomes.values(),
    json,
    quiet,
    verbose: options.verbose === true,
    style: style.err,
  });
}

type SendingEvent = Extract<FleetEvent, { type: 'sending' }>;

/** First what was decided beforehand, and then the rest. */
async function runEngine(
  execution: Execution,
  about: {
    readonly ledger: Ledger;
    readonly display: Display;
    readonly stop: AbortSignal;
    readonly environment: Context['environment'];
  },
): Promise<void> {
  const { cvm, terms, work, journal } = execution;
  const { ledger, display, stop, environment } = about;
  const beforeSending = async (event: SendingEvent): Promise<void> => {
    await journal?.record(event);
    // Not written down, and so not sent.
    if (journal?.failure.aborted) return;
    await display.take(event);
    // A stopped engine sends nothing: the written line is not true then.
    if (stop.aborted) await journal?.unsent(event);
    else ledger.take(event);
  };
  const emit = async (event: FleetEvent): Promise<void> => {
    if (event.type === 'sending') return beforeSending(event);
    if (!ledger.take(event)) return;
    await journal?.record(event);
    await display.take(event);
  };
  for (const outcome of work.decided) await emit({ type: 'outcome', outcome });
  await journal?.sync();
  if (work.targets.length === 0 || stop.aborted) return;
  const { runFleet } = await import('./engine.js');
  await runFleet({
    cvm,
    command: terms.command,
    targets: work.targets,
    earlier: earlierRequests(execution, environment.now()),
    wait: terms.wait,
    force: terms.force,
    stopCharging: terms.stopCharging === true,
    timeout: terms.timeout,
    emit,
    signal: stop,
  });
}

/** How a run ended: its exit code, and what there is to say about it in addition to the summary. */
interface End {
  readonly exitCode: number;
  readonly lines: readonly string[];
}

function endOf(
  { signal, style, options }: Context,
  about: {
    readonly ledger: Ledger;
    readonly failure: unknown;
    readonly journal: Journal | undefined;
    readonly endpoint: string;
  },
): End {
  const { ledger, failure, journal, endpoint } = about;
  const unfinished = ledger.open.size > 0;
  const goal = { endpoint, endpointSource: isOfVendor(endpoint) ? undefined : 'the settings of this run' };
  const present = (error: unknown): End =>
    presentError(error, { ...{ style: style.err, goal }, verbose: options.verbose === true });
  if (journal?.failure.aborted) return present(journalError(journal.failure.reason, unfinished));
  if (signal.aborted && unfinished) {
    return {
      exitCode: new InterruptedError().exitCode,
      lines: [
        `${style.err.yellow('Interrupted.')} What was sent before goes on; what is unfinished was not waited for or not sent.`,
      ],
    };
  }
  if (failure !== undefined) return present(failure);
  return { exitCode: unfinished ? exitCodes.refused : exitCodeOf([...ledger.outcomes.values()]), lines: [] };
}

function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  return outcomes.every(({ kind }) => outcomeMeanings[kind].good) ? exitCodes.success : exitCodes.refused;
}

/** Any error of the file system: to a user, the journal could not be written. */
function journalError(reason: unknown, unfinished: boolean): CliError {
  const message = reason instanceof Error ? reason.message : String(reason);
  return new CliError(`the journal cannot be written any more: ${message}`, {
    exitCode: exitCodes.local,
    hint: unfinished
      ? 'Nothing more was sent since. What was sent goes on; the list above says of each unfinished instance whether it was.'
      : 'All instances have their outcome, as said above; the journal does not have all of them.',
    cause: reason,
  });
}

async function writeBegin(context: Context, execution: Execution, total: number): Promise<void> {
  const { command, wait, force, endpoint, api, account, regions, selection } = execution.terms;
  await writeEvent(context.environment, {
    type: 'begin',
    command,
    wait,
    force,
    endpoint,
    api,
    account,
    regions,
    selection,
    instances: total,
    ...(execution.journal === undefined ? {} : { journal: execution.journal.path }),
  });
}

/** Prints the results of the run on stdout. */
async function printEnd(
  context: Context,
  about: { readonly execution: Execution; readonly result: FleetResult; readonly exitCode: number },
): Promise<void> {
  const { execution, result, exitCode } = about;
  if (!execution.json) return printSummary(context.environment.stdout, result, context.style.out);
  for (const target of result.unfinished) {
    await writeEvent(context.environment, {
      type: 'unfinished',
      ...targetOf(target),
      sent: result.sent.has(targetKey(target)),
    });
  }
  await writeEvent(context.environment, {
    type: 'end',
    exitCode,
    outcomes: summaryCounts(result.outcomes),
    unfinished: result.unfinished.length,
    elapsed: result.elapsed,
  });
}

const targetOf = ({ region, instanceId }: Target): Target => ({ region, instanceId });

/** Names the journal, and how to go on where something is left. For programs only when it has failed. */
async function tellJournal(
  { environment, style }: Context,
  { journal, json, terms }: Execution,
  { unfinished }: FleetResult,
): Promise<void> {
  if (journal === undefined || (json && !journal.failure.aborted)) return;
  const path = shortPath(environment, journal.path);
  const again = unfinished.length === 0 ? '' : `. To go on: qcvm ${terms.command} --resume --journal ${path}`;
  await environment.stderr.write(style.err.dim(`Journal: ${path}${again}\n`));
}
