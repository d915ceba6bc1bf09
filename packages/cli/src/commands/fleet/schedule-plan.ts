import type { Command } from 'commander';
import { usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { printable } from '../../output/text.js';
import type { Context } from '../../session/context.js';
import { withFleet, type StoreOptions } from './open.js';
import { readPlanFile } from './read-plan-file.js';

const shown = (time: number | undefined): string =>
  time === undefined ? '-' : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/** `qcvm fleet schedule [FILE]`. */
export async function schedulePlan(context: Context, invoked: Command): Promise<number> {
  const options = invoked.opts<StoreOptions & { readonly remove?: string }>();
  const { stdout } = context.environment;
  const [file] = invoked.args;
  const { remove } = options;
  if (remove !== undefined && file !== undefined)
    throw usageError('fleet schedule: a plan and --remove exclude each other');
  return withFleet(context, options, async (fleet) => {
    if (remove !== undefined && !(await fleet.unschedule(remove)))
      throw usageError(`fleet schedule: no plan called ${JSON.stringify(remove)} is scheduled`);
    if (file !== undefined) await fleet.schedule(await readPlanFile(context, file));
    for (const { plan, cron, timeZone, next, waiting } of await fleet.scheduled()) {
      await stdout.write(`${plan}: ${cron} in ${timeZone}, next at ${shown(next)}\n`);
      if (waiting)
        await stdout.write(
          printable(`  waits since ${shown(waiting.at)} for a worker that can plan it: ${waiting.reason}`) +
            '\n',
        );
    }
    return exitCodes.success;
  });
}
