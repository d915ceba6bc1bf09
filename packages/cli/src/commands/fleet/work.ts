import type { Command } from 'commander';
import type { WorkerEvent } from '@qcvm/fleet';
import { exitCodes } from '../../environment/exit-codes.js';
import { counted } from '../../output/numbers.js';
import { printable } from '../../output/text.js';
import type { Context } from '../../session/context.js';
import { untilInterrupted } from '../../session/listen.js';
import { protectedHere, withFleet, type StoreOptions } from './open.js';

/** The text of an event; batches only with `--verbose`. */
function lineOf(event: WorkerEvent, isVerbose: boolean): string | undefined {
  switch (event.type) {
    case 'batch':
      return isVerbose
        ? `${event.run}: batch ${event.number}, ${counted(event.instances, 'instance')}`
        : undefined;
    case 'planned':
      return `${event.run}: planned`;
    case 'failed':
      return `${event.job} comes again: ${event.error.message}`;
    case 'handed-back':
      return `${event.job} is left to other workers: ${event.error.message}`;
    case 'outage':
      return event.error.message;
    case 'outage-over':
      return 'the store is back';
  }
}

/** `qcvm fleet worker`. */
export async function work(context: Context, invoked: Command): Promise<number> {
  const { environment, options: global } = context;
  const { concurrency, ...store } = invoked.opts<StoreOptions & { readonly concurrency: number }>();
  const onEvent = (event: WorkerEvent): void => {
    const line = lineOf(event, global.verbose === true);
    if (line === undefined) return;
    const time = new Date(environment.now()).toISOString();
    void environment.stderr.write(`${time} ${printable(line)}\n`);
  };
  // Unreadable input is reported now; later it would only delay the work.
  await protectedHere(context);
  return withFleet(context, { ...store, onEvent }, async (fleet) => {
    fleet.startWorker({ concurrency });
    await environment.stderr.write('Working on what is in the queue. Ctrl-C stops.\n');
    await untilInterrupted(context);
    return exitCodes.success;
  });
}
