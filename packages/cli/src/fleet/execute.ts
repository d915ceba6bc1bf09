import type { Cvm } from '@qcvm/client';
import { InterruptedError } from '../cli-error.js';
import { warn, type Context } from '../context.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { shortPath } from '../paths.js';
import { presentError } from '../present-error.js';
import { nowhere } from '../targets/locate.js';
import { targetKey, type Target } from '../targets/target.js';
import { openDisplay } from './display.js';
import type { FleetCommand, FleetEvent } from './event.js';
import type { ForcePolicy } from './force.js';
import { beginJournal, continueJournal, type Journal, type JournalContents } from './journal.js';
import { outcomeMeanings, type Outcome } from './outcome.js';
import type { RecentCalls } from './quota-pause.js';
import type { FleetRun } from './run-options.js';
import { printSummary, summaryCounts, type FleetResult } from './summary.js';

/** A run that was planned and allowed. */
export interface Execution {
  readonly command: FleetCommand;
  readonly cvm: Cvm;
  readonly endpoint: string;
  readonly profile?: string;
  readonly wait: boolean;
  readonly force: ForcePolicy;
  readonly timeout: number;
  /** What there is to do. */
  readonly targets: readonly Target[];
  /** Instances whose end is known before anything is sent. */
  readonly known: readonly Outcome[];
  /** The run of which this is the rest. */
  readonly earlier?: JournalContents;
  readonly journalPath?: string;
  /** Somebody named it: without it nothing is done. */
  readonly journalRequired: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Where the client's notices go while this runs. */
  readonly notices: { say: (message: string) => void };
  /** The calls that planning took, and those that come. */
  readonly recentCalls: RecentCalls;
}

async function openJournal(context: Context, execution: Execution): Promise<Journal | undefined> {
  const { journalPath: path, earlier, journalRequired } = execution;
  if (path === undefined) return undefined;
  const { environment } = context;
  try {
    if (earlier !== undefined) return await continueJournal(environment, path, earlier.wholeBytes);
    const { command, endpoint, profile, wait, force, timeout } = execution;
    return await beginJournal(environment, path, {
      header: { command, endpoint, ...(profile === undefined ? {} : { profile }), wait, force, timeout },
      targets: [...execution.targets, ...execution.known],
    });
  } catch (error) {
    if (journalRequired) throw error;
    // A home directory that cannot be written to must not keep a fleet from being shut down.
    await warn(
      context,
      `no journal: ${error instanceof Error ? error.message : String(error)}. An interrupted run cannot be resumed.`,
    );
    return undefined;
  }
}

/** Whichever engine the command and its options call for. */
async function engineOf({ command, wait }: Execution): Promise<(run: FleetRun) => Promise<void>> {
  if (command === 'stop' && wait) return (await import('./ensure-stopped.js')).runEnsureStopped;
  return (await import('./power.js')).runPower;
}

/**
 * Instances that an earlier run has asked already. A shutdown that was accepted longer ago than anybody would have
 * waited counts for nothing: somebody may have started the instance since, and that must not look like a shutdown
 * that has failed.
 */
function acceptedEarlier({ command, earlier, timeout }: Execution, now: number): ReadonlySet<string> {
  const accepted = new Set<string>();
  for (const [key, at] of earlier?.accepted ?? []) {
    if (command !== 'stop' || now - at <= timeout) accepted.add(key);
  }
  return accepted;
}

function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  return outcomes.every(({ kind }) => outcomeMeanings[kind].good) ? exitCodes.success : exitCodes.refused;
}

/** Does it, shows it, writes it down, sums it up. */
export async function execute(context: Context, execution: Execution): Promise<number> {
  const { environment, signal, style } = context;
  const { command, targets, known, earlier, json } = execution;
  const { now } = environment;
  const startedAt = now();
  const journal = await openJournal(context, execution);
  if (journal !== undefined) {
    for (const call of execution.recentCalls.recent(startedAt)) await journal.call(call);
    execution.recentCalls.listener = (call) => void journal.call(call).catch(() => undefined);
  }
  const outcomes = new Map(earlier?.outcomes ?? []);
  const open = new Map([...targets, ...known].map((target) => [targetKey(target), target]));
  const display = await openDisplay(environment, {
    command,
    total: open.size + outcomes.size,
    regions: regionCount([...targets, ...outcomes.values()]),
    earlier: outcomes.values(),
    json,
    quiet: execution.quiet,
    verbose: context.options.verbose === true,
    style: style.err,
  });
  const emit = async (event: FleetEvent): Promise<void> => {
    if (event.type === 'outcome') {
      const key = targetKey(event.outcome);
      // Whoever has an end keeps it: exactly one for each, whatever an engine says twice.
      if (!open.delete(key)) return;
      outcomes.set(key, event.outcome);
    }
    await journal?.record(event);
    await display.take(event);
  };
  const onAbort = (): void => display.stopping();
  signal.addEventListener('abort', onAbort, { once: true });
  execution.notices.say = (message) => void display.take({ type: 'notice', message });
  if (json) await writeBegin(context, execution, open.size);

  let failure: unknown;
  try {
    for (const outcome of known) await emit({ type: 'outcome', outcome });
    if (targets.length > 0) {
      const engine = await engineOf(execution);
      await engine({
        cvm: execution.cvm,
        command,
        targets,
        accepted: acceptedEarlier(execution, startedAt),
        sent: earlier?.sent ?? new Map(),
        wait: execution.wait,
        force: execution.force,
        timeout: execution.timeout,
        emit,
        signal,
        clock: environment,
      });
    }
  } catch (error) {
    failure = error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    execution.notices.say = () => undefined;
    execution.recentCalls.listener = undefined;
  }
  await display.finish();

  const result: FleetResult = {
    command,
    outcomes: [...outcomes.values()],
    unfinished: [...open.values()],
    elapsed: now() - startedAt,
  };
  const exitCode = await conclude(context, { execution, result, failure });
  await journal?.end(exitCode, open.size);
  await journal?.close();
  if (journal !== undefined && !json) {
    const path = shortPath(environment, journal.path);
    const again = open.size === 0 ? '' : `. To go on: qcvm ${command} --resume --journal ${path}`;
    await environment.stderr.write(style.err.dim(`Journal: ${path}${again}\n`));
  }
  return exitCode;
}

const regionCount = (targets: readonly Target[]): number =>
  new Set(targets.flatMap(({ region }) => (region === nowhere ? [] : [region]))).size;

async function writeBegin(context: Context, execution: Execution, total: number): Promise<void> {
  const { command, wait, force, endpoint, journalPath } = execution;
  await context.environment.stdout.write(
    `${JSON.stringify({
      time: new Date(context.environment.now()).toISOString(),
      type: 'begin',
      command,
      wait,
      force,
      endpoint,
      instances: total,
      ...(journalPath === undefined ? {} : { journal: journalPath }),
    })}\n`,
  );
}

/** Prints the end of it, and gives the exit code. */
async function conclude(
  context: Context,
  { execution, result, failure }: { execution: Execution; result: FleetResult; failure: unknown },
): Promise<number> {
  const { environment, signal, style, options } = context;
  const interrupted = signal.aborted && result.unfinished.length > 0;
  const presented =
    failure === undefined || interrupted
      ? undefined
      : presentError(failure, style.err, options.verbose === true);
  const exitCode = interrupted
    ? new InterruptedError().exitCode
    : presented !== undefined
      ? presented.exitCode
      : result.unfinished.length > 0
        ? exitCodes.refused
        : exitCodeOf(result.outcomes);
  if (execution.json) {
    await environment.stdout.write(
      `${JSON.stringify({
        time: new Date(environment.now()).toISOString(),
        type: 'end',
        exitCode,
        outcomes: summaryCounts(result.outcomes),
        unfinished: result.unfinished.length,
        elapsed: result.elapsed,
      })}\n`,
    );
  } else await printSummary(environment.stdout, result, style.out);
  if (presented !== undefined) await environment.stderr.write(`${presented.lines.join('\n')}\n`);
  else if (interrupted) {
    await environment.stderr.write(
      `${style.err.yellow('Interrupted.')} What was sent before goes on; what is unfinished was not waited for or not sent.\n`,
    );
  }
  return exitCode;
}
