import type { Command } from 'commander';
import { usageError } from '../../environment/cli-error.js';
import type { FleetCommand } from '../../fleet/terms/event.js';
import type { OptionValues } from '../../operations/operation-options.js';
import type { Context } from '../../session/context.js';
import type { FleetOptions, Invocation } from './invocation.js';
import { planNew } from './plan-new-run.js';
import { carryOut } from './planned-run.js';
import { resume } from './resume-run.js';
import { openSession } from './run-session.js';

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
