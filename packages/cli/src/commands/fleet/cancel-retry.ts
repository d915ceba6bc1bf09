import type { Command } from 'commander';
import type { Fleet, RunStatus } from '@qcvm/fleet';
import { usageError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { count, counted } from '../../output/numbers.js';
import { confirm } from '../../session/confirm.js';
import type { Context } from '../../session/context.js';
import { loadFleet, withFleet, type StoreOptions } from './open.js';

interface Options extends StoreOptions {
  readonly yes?: true;
  readonly kind?: readonly string[];
}

const tell = ({ environment }: Context, { id, state, open }: RunStatus): Promise<void> =>
  environment.stdout.write(`${id}: ${state}, ${count(open)} open\n`);

/** `qcvm fleet cancel RUN`. */
export async function cancelRun(context: Context, invoked: Command): Promise<number> {
  const options = invoked.opts<Options>();
  const [run = ''] = invoked.args;
  return withFleet(context, options, async (fleet: Fleet) => {
    const { open } = await fleet.status(run);
    const statement = `fleet cancel: this cancels ${run}`;
    const question = `Cancel ${run}, ${counted(open, 'instance')} open?`;
    if (!options.yes && !(await confirm(context, { statement, question }))) return exitCodes.success;
    await tell(context, await fleet.cancel(run));
    return exitCodes.success;
  });
}

/** `qcvm fleet retry RUN`. */
export async function retryRun(context: Context, invoked: Command): Promise<number> {
  const options = invoked.opts<Options>();
  const [run = ''] = invoked.args;
  const { isOutcomeKind, outcomeKinds } = await loadFleet();
  const kinds = options.kind?.map((kind) => {
    if (isOutcomeKind(kind)) return kind;
    const known = Object.keys(outcomeKinds).join(', ');
    throw usageError(`fleet retry: ${JSON.stringify(kind)} is no kind of outcome`, `Kinds are ${known}.`);
  });
  return withFleet(context, options, async (fleet) => {
    const { open, failed, action } = await fleet.status(run);
    const question = `${action} what failed once more: ${count(failed)} failed, ${count(open)} open?`;
    const statement = `fleet retry: this works once more on ${run}`;
    if (!options.yes && !(await confirm(context, { statement, question }))) return exitCodes.success;
    await tell(context, await fleet.retry(run, kinds));
    return exitCodes.success;
  });
}
