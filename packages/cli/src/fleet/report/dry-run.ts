import { flatten } from '@qcvm/client/wire';
import type { Context } from '../../session/context.js';
import { count, counted } from '../../output/numbers.js';
import { statusText } from '../../operations/status.js';
import { targetKey, type Target } from '../../targets/target.js';
import { powerActions } from '../terms/power-actions.js';
import { batchesOf } from '../../targets/batches.js';
import type { FleetCommand } from '../terms/event.js';
import { forceText, type ForcePolicy } from '../terms/force.js';
import { outcomeMeanings, type Outcome } from '../terms/outcome.js';
import { words } from '../terms/words.js';

export interface DryRun {
  readonly command: FleetCommand;
  readonly targets: readonly Target[];
  /** Instances that nothing is sent for, and why. */
  readonly left: readonly Outcome[];
  /** Status by `targetKey`; absent when the region does not know the instance. */
  readonly statuses: ReadonlyMap<string, number>;
  readonly force: ForcePolicy;
  readonly wait: boolean;
  readonly endpoint: string;
  readonly json: boolean;
}

/** Shows every request that would be sent, parameter by parameter, and which instances get none. */
export async function printDryRun(context: Context, run: DryRun): Promise<void> {
  const { command, wait, force } = run;
  const out = context.environment.stdout;
  const { action, from, already } = powerActions[command];
  const toSend = run.targets.filter((target) => run.statuses.get(targetKey(target)) === from);
  const skipped: { target: Target; why: string }[] = [
    ...run.left.map((outcome) => ({ target: outcome, why: outcomeMeanings[outcome.kind].label })),
    ...run.targets.flatMap((target) => {
      const status = run.statuses.get(targetKey(target));
      if (status === from) return [];
      const done = already !== undefined && status === powerActions[command].to;
      const why =
        status === undefined
          ? outcomeMeanings['not-found'].label
          : done
            ? outcomeMeanings[already].label
            : `is ${statusText(status)}`;
      return [{ target, why }];
    }),
  ];
  const forceNow = command !== 'start' && force !== 'never' && (!wait || command === 'restart');
  const requests = batchesOf(toSend).map(({ region, instanceIds }) => ({
    action,
    region,
    parameters: {
      Action: action,
      Region: region,
      ...flatten({ instanceIds, ...(forceNow ? { forceStop: 1 } : {}) }),
    },
  }));

  if (run.json) {
    const write = (event: object): Promise<void> => out.write(`${JSON.stringify(event)}\n`);
    for (const { target, why } of skipped) {
      await write({ type: 'skip', region: target.region, instanceId: target.instanceId, why });
    }
    for (const request of requests) await write({ type: 'request', endpoint: run.endpoint, ...request });
    await write({ type: 'end', dryRun: true, requests: requests.length, instances: toSend.length });
    return;
  }

  const { bold, dim } = context.style.out;
  const total = run.targets.length + run.left.length;
  await out.write(
    `${bold(`Dry run: ${count(toSend.length)} of ${counted(total, 'instance')} would be ${words[command].participle}, by ${counted(requests.length, 'request')} to ${run.endpoint}.`)}\n`,
  );
  for (const { target, why } of skipped) await out.write(dim(`skip ${targetKey(target)}: ${why}\n`));
  for (const { parameters } of requests) {
    await out.write('\n');
    for (const [name, value] of Object.entries(parameters)) await out.write(`${name}=${value}\n`);
  }
  if (requests.length > 0) {
    await out.write(
      dim(
        '\nEach also carries SecretId, Timestamp, Nonce, SignatureMethod and Signature, made when it is sent.\n',
      ),
    );
  }
  if (command === 'stop' && wait && force !== 'never' && requests.length > 0) {
    await out.write(
      dim(
        `Instances that do not shut down would be sent the same with forceStop=1 (--force ${forceText(force)}).\n`,
      ),
    );
  }
}
