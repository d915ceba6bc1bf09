import type { Command } from 'commander';
import { exitCodes } from '../../environment/exit-codes.js';
import { confirm } from '../../session/confirm.js';
import type { Context } from '../../session/context.js';
import { inWords, loadFleet, withFleet, type StoreOptions } from './open.js';
import { readPlanFile } from './read-plan-file.js';
import { preview, summaryOf } from './show-plan.js';
import { follow } from './status-display.js';

interface RunOptions extends StoreOptions {
  readonly id?: string;
  readonly wait?: true;
  readonly json?: true;
  readonly yes?: true;
}

/** `qcvm fleet run FILE`. */
export async function runPlan(context: Context, invoked: Command): Promise<number> {
  const options = invoked.opts<RunOptions>();
  const { environment, style, signal } = context;
  const [file = ''] = invoked.args;
  const { id } = options;
  if (id !== undefined) await inWords(async () => (await loadFleet()).checkRunId(id));
  return withFleet(context, options, async (fleet) => {
    const plan = await readPlanFile(context, file);
    const isAllowed =
      options.yes ||
      (await confirm(context, {
        statement: 'fleet run: this changes instances',
        question: async () => `${summaryOf(plan, await preview(context, plan))} Go on?`,
        otherwise: '; `qcvm fleet plan` shows what would happen',
        stdinTaken: file === '-',
      }));
    if (!isAllowed) return exitCodes.success;
    const run = await fleet.run(plan, { signal, ...(id !== undefined && { id }) });
    if (options.wait) return follow(context, fleet, { run: run.id, isJson: options.json === true });
    await environment.stdout.write(options.json ? `${JSON.stringify(run)}\n` : `${run.id}\n`);
    if (!options.json)
      await environment.stderr.write(style.err.dim(`To see how it goes: qcvm fleet status ${run.id}\n`));
    return exitCodes.success;
  });
}
