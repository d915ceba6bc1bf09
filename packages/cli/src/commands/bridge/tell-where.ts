import type { HttpServer } from '@qcvm/mock/server';
import { counted } from '../../output/numbers.js';
import type { Context } from '../../session/context.js';
import type { BridgeOptions } from './bridge-options.js';
import type { Goal } from './goal/goal.js';
import type { Keys } from './keys/keys.js';

/** Tells where the bridge listens, and for whom. */
export async function tellWhere(
  context: Context,
  about: {
    readonly options: BridgeOptions;
    readonly server: HttpServer;
    readonly keys: Keys;
    readonly goal: Goal;
    readonly protectedCount: number;
  },
): Promise<void> {
  const { options, server, keys, goal, protectedCount } = about;
  const { stdout } = context.environment;
  const endpoint = `${server.url}/v2/index.php`;
  const secretIds = [...keys.known.keys()];
  if (options.json) {
    const { instances } = goal;
    await stdout.write(
      `${JSON.stringify({
        ...{ endpoint, url: server.url, port: server.port, to: goal.name, secretIds },
        ...(instances && { instances }),
      })}\n`,
    );
    return;
  }
  const { bold, dim } = context.style.out;
  const lines = [
    bold(`API 2.0 is answered at ${endpoint}, over ${goal.name}.`),
    ...(options.dryRun ? ['Dry run: nothing is sent.'] : []),
    `Keys: ${secretIds.join(', ')}${options.acceptAnyKey ? ', and any other' : ''}`,
    ...(protectedCount > 0 ? [`Protected: ${counted(protectedCount, 'instance')}`] : []),
    ...(goal.instances ? [`Instances: ${goal.instances.join(', ')}`] : []),
    dim('Ctrl-C ends it.'),
  ];
  await stdout.write(`${lines.join('\n')}\n`);
}
