import type { Command } from 'commander';
import { exitCodes } from '../../environment/exit-codes.js';
import { count } from '../../output/numbers.js';
import { tableLines } from '../../output/table.js';
import type { Context } from '../../session/context.js';
import { withFleet, type StoreOptions } from './open.js';
import { follow, tellEnd } from './status-display.js';

/** `qcvm fleet status [RUN]`. */
export async function showStatus(context: Context, invoked: Command): Promise<number> {
  const options = invoked.opts<StoreOptions & { readonly json?: true }>();
  const { environment, style } = context;
  const { stdout } = environment;
  const isJson = options.json === true;
  const [run] = invoked.args;
  return withFleet(context, options, async (fleet) => {
    if (run !== undefined) {
      const isLive = !isJson && stdout.isTerminal && environment.stderr.isTerminal;
      return isLive
        ? follow(context, fleet, { run, isJson })
        : tellEnd(context, fleet, { status: await fleet.status(run), isJson });
    }
    const runs = await fleet.runs();
    if (isJson) {
      for (const each of runs) await stdout.write(`${JSON.stringify(each)}\n`);
      return exitCodes.success;
    }
    const lines = tableLines({
      columns: [
        { title: 'Run' },
        { title: 'State' },
        { title: 'Instances', align: 'right' },
        { title: 'Open', align: 'right' },
        { title: 'Failed', align: 'right' },
      ],
      rows: runs.map(({ id, state, total, open, failed }) => [
        id,
        state,
        count(total),
        count(open),
        count(failed),
      ]),
      width: stdout.columns,
      heading: style.out.dim,
    });
    for (const line of lines) await stdout.write(`${line}\n`);
    return exitCodes.success;
  });
}
