import type { Context } from '../../session/context.js';
import { requestOf, requestText, type RecordedRequest } from '../../session/recorded.js';
import { count, counted } from '../../output/numbers.js';
import { wrapped } from '../../output/text.js';
import { commandOf } from '../../operations/operation-table.js';
import { statusText } from '../../operations/status.js';
import { targetKey, type Target } from '../../targets/target.js';
import type { PlanTerms, Work } from '../plan/plan.js';
import { powerActions } from '../terms/power-actions.js';
import { batchesOf } from '../../targets/batches.js';
import { forceText } from '../terms/force.js';
import { outcomeMeanings } from '../terms/outcome.js';
import { words } from '../terms/words.js';

export interface DryRun {
  readonly terms: PlanTerms;
  readonly work: Work;
  /** Status by `targetKey`; absent when the region does not know the instance. */
  readonly statuses: ReadonlyMap<string, number>;
  readonly json: boolean;
}

/** An instance that nothing would be sent for. */
interface Skipped {
  readonly target: Target;
  readonly why: string;
}

/** Which instances would be sent a request, and which would not. */
function sorted({ terms: { command }, work, statuses }: DryRun): {
  readonly toSend: readonly Target[];
  readonly skipped: readonly Skipped[];
} {
  const { from, to, already } = powerActions[command];
  const toSend: Target[] = [];
  const skipped: Skipped[] = work.decided.map((outcome) => ({
    target: outcome,
    why: outcomeMeanings[outcome.kind].label,
  }));
  for (const target of work.targets) {
    const status = statuses.get(targetKey(target));
    if (status === from) toSend.push(target);
    else if (status === undefined) skipped.push({ target, why: outcomeMeanings['not-found'].label });
    else if (already !== undefined && status === to)
      skipped.push({ target, why: outcomeMeanings[already].label });
    else skipped.push({ target, why: `is ${statusText(status)}` });
  }
  return { toSend, skipped };
}

/** The requests that would be sent. */
async function requestsOf(
  context: Context,
  { command, api, endpoint, force, wait, stopCharging }: PlanTerms,
  toSend: readonly Target[],
): Promise<readonly RecordedRequest[]> {
  const settings = { ...(await context.settings()), api, endpoint };
  const forceNow = command !== 'start' && force !== 'never' && (!wait || command === 'restart');
  const requests: RecordedRequest[] = [];
  for (const { region, instanceIds } of batchesOf(toSend)) {
    const input = { instanceIds, ...(forceNow && { forceStop: 1 }) };
    const request = await requestOf(context, commandOf(powerActions[command].action), {
      ...{ settings, region, input },
    });
    const costs = stopCharging === true ? { StoppedMode: 'STOP_CHARGING' } : {};
    requests.push({ ...request, parameters: { ...request.parameters, ...costs } });
  }
  return requests;
}

/** Shows every request that would be sent, parameter by parameter, and which instances get none. */
export async function printDryRun(context: Context, run: DryRun): Promise<void> {
  const { terms, work, json } = run;
  const { command, wait, force, api, endpoint } = terms;
  const out = context.environment.stdout;
  const { toSend, skipped } = sorted(run);
  const requests = await requestsOf(context, terms, toSend);

  if (json) {
    const write = (event: object): Promise<void> => out.write(`${JSON.stringify(event)}\n`);
    for (const { target, why } of skipped) {
      await write({ type: 'skip', region: target.region, instanceId: target.instanceId, why });
    }
    for (const request of requests) await write({ type: 'request', endpoint, ...request });
    await write({ type: 'end', dryRun: true, requests: requests.length, instances: toSend.length });
    return;
  }

  const { bold, dim } = context.style.out;
  const total = work.targets.length + work.decided.length;
  const headline = `Dry run: ${count(toSend.length)} of ${counted(total, 'instance')} would be ${words[command].participle}, by ${counted(requests.length, 'request')} to ${endpoint}.`;
  await out.write(`${wrapped([headline], out.columns).map(bold).join('\n')}\n`);
  for (const { target, why } of skipped) await out.write(dim(`skip ${targetKey(target)}: ${why}\n`));
  for (const request of requests) await out.write(`\n${requestText(api, request)}\n`);
  if (requests.length === 0) return;
  const [signed, forced] =
    api === '3.0'
      ? ['a timestamp and an Authorization', 'StopType SOFT_FIRST']
      : ['SecretId, Timestamp, Nonce, SignatureMethod and Signature', 'forceStop=1'];
  const notes = [
    `Each also carries ${signed}, made when it is sent.`,
    ...(command === 'stop' && wait && force !== 'never'
      ? [
          `Instances that do not shut down would be sent the same with ${forced} (--force ${forceText(force)}).`,
        ]
      : []),
  ];
  await out.write(`\n${wrapped(notes, out.columns).map(dim).join('\n')}\n`);
}
