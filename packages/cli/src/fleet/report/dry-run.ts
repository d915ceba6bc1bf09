import { flatten } from '@qcvm/client/wire';
import type { Api } from '../../configuration/api.js';
import type { Context } from '../../session/context.js';
import type { RecordedRequest } from '../../session/recorded.js';
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
  readonly api: Api;
  /** What a request over API 3.0 would be. */
  readonly record: (request: {
    readonly region: string;
    readonly instanceIds: readonly string[];
    readonly force: boolean;
  }) => Promise<RecordedRequest>;
  readonly json: boolean;
}

/** A request as it is: parameter by parameter, or its JSON. */
export const requestText = (api: Api, { action, region, parameters }: RecordedRequest): string =>
  api === '3.0'
    ? `X-TC-Action: ${action}\nX-TC-Region: ${region}\n${JSON.stringify(parameters, null, 2)}`
    : Object.entries(parameters)
        .map(([name, value]) => `${name}=${String(value)}`)
        .join('\n');

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
  const requests: RecordedRequest[] = [];
  for (const { region, instanceIds } of batchesOf(toSend))
    requests.push(
      run.api === '3.0'
        ? await run.record({ region, instanceIds, force: forceNow })
        : {
            action,
            region,
            parameters: {
              Action: action,
              Region: region,
              ...flatten({ instanceIds, ...(forceNow ? { forceStop: 1 } : {}) }),
            },
          },
    );

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
  for (const request of requests) await out.write(`\n${requestText(run.api, request)}\n`);
  if (requests.length > 0) {
    await out.write(
      dim(
        run.api === '3.0'
          ? '\nEach also carries a timestamp and an Authorization, made when it is sent.\n'
          : '\nEach also carries SecretId, Timestamp, Nonce, SignatureMethod and Signature, made when it is sent.\n',
      ),
    );
  }
  if (command === 'stop' && wait && force !== 'never' && requests.length > 0) {
    await out.write(
      dim(
        `Instances that do not shut down would be sent the same with ${run.api === '3.0' ? 'StopType SOFT_FIRST' : 'forceStop=1'} (--force ${forceText(force)}).\n`,
      ),
    );
  }
}
