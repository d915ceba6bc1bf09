import { exitCodes } from '../../environment/exit-codes.js';
import type { Journal } from '../../fleet/journal/journal.js';
import type { JournalContents } from '../../fleet/journal/read-journal.js';
import type { PlanTerms, Work } from '../../fleet/plan/plan.js';
import { mayTouch } from '../../fleet/report/confirm.js';
import { printDryRun } from '../../fleet/report/dry-run.js';
import { execute } from '../../fleet/run/execute.js';
import type { Context } from '../../session/context.js';
import type { Collected } from '../../targets/collect-targets.js';
import { locate, type Lookup } from '../../targets/locate.js';
import type { ProtectionEntry } from '../../targets/protection/protection.js';
import { targetKey } from '../../targets/target.js';
import { tellUnmatched } from '../../targets/protection/unmatched.js';
import type { Invocation } from './invocation.js';
import type { Session } from './run-session.js';

/** A run that is planned: what is left to allow it, write it down and do it. */
export interface Planned {
  readonly terms: PlanTerms;
  readonly work: Work;
  readonly collected: Pick<Collected, 'instances' | 'chosen'>;
  readonly account: string;
  readonly unmatched: readonly ProtectionEntry[];
  readonly lookup: Lookup;
  /** Writes the plan down, or that an earlier one goes on. `undefined`: nothing is to be written. */
  readonly writeDown: () => Promise<Journal | undefined>;
}

/** Shows what would be done, or asks, writes down and does it. */
export async function carryOut(
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
    await printDryRun(context, { terms, work, statuses: await statusesOf(lookup, work, collected), json });
    return exitCodes.success;
  }
  const yes = options.yes === true;
  // A list that comes to one instance does not show in the command line which one that is.
  const isTyped = names.length === 1 && !stdinTaken && options.file === undefined;
  const namedOne = isTyped && work.targets.length === 1;
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
