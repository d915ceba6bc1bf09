import type { BatchDescriptor, OperationDescriptor } from '@qcvm/client/descriptors';
import { mayTouch } from '../accounts/permissions.js';
import type { Exchange } from '../exchange.js';
import { jittered } from '../instances/durations.js';
import { beginChange, statusAt } from '../instances/record.js';
import type { InstanceRecord } from '../instances/record.js';
import type { Transition } from '../shape.js';
import { statusInWords } from '../transitions.js';
import type { World } from '../world.js';
import type { Operation, Result } from './operation.js';
import { batchIds, findOwn } from './resources.js';
import { partialFailures } from './partial-failure.js';

/** What is answered for one instance. */
interface InstanceResult {
  readonly code: number;
  readonly codeDesc?: string;
  readonly message: string;
  readonly requestId?: string;
}

type Verdict = { readonly record: InstanceRecord } | { readonly failure: InstanceResult };

/**
 * An operation that changes the state of many instances, made from its line in the state table. Every
 * instance is judged before the first one is touched; then those that may change begin to.
 */
export function batchOperation(
  descriptor: OperationDescriptor & { readonly batch: BatchDescriptor },
  transition: Transition,
): Operation {
  const run = (exchange: Exchange, world: World): Result => {
    const ids = [...new Set(batchIds(exchange))];
    const failing = partialFailures(ids, exchange);
    const verdicts = ids.map((id): readonly [string, Verdict] => {
      const failure = failing.get(id);
      return [id, failure ? { failure } : judge(id, { exchange, world, transition, descriptor })];
    });
    const begun = new Map<InstanceRecord, InstanceResult>();
    const detail: Record<string, unknown> = {};
    const results: Record<string, number> = {};
    let failures = 0;
    for (const [id, verdict] of verdicts) {
      let result: InstanceResult;
      if ('failure' in verdict) {
        result = verdict.failure;
        failures += 1;
      } else {
        // The old and the new id of one instance name it twice: it changes once.
        result = begun.get(verdict.record) ?? begin(verdict.record, { exchange, world, transition });
        begun.set(verdict.record, result);
      }
      detail[id] = written(result, world);
      results[id] = result.code;
    }
    const fields = { [descriptor.batch.results]: detail };
    const changed = begun.size > 0;
    if (failures === 0) return { code: 0, message: '', fields, results, changed };
    return failures === ids.length
      ? {
          code: 5100,
          message: `the operation failed for every instance (${failures})`,
          fields,
          results,
          changed,
        }
      : {
          code: 5400,
          message: `the operation failed for ${failures} of ${ids.length} instances`,
          fields,
          results,
          changed,
        };
  };
  return { descriptor, run };
}

interface Circumstances {
  readonly exchange: Exchange;
  readonly world: World;
  readonly transition: Transition;
}

/** Whether the operation is accepted for an instance. Changes nothing. */
function judge(
  id: string,
  { exchange, world, transition, descriptor }: Circumstances & { descriptor: OperationDescriptor },
): Verdict {
  const { behaviour } = world;
  const record = findOwn(id, { exchange, world });
  const now = world.clock.now();
  // A returned instance does not exist any more. Source: https://cloud.tencent.com/document/product/213/6982
  if (!record || statusAt(record, now) === returned) {
    return {
      failure: {
        ...behaviour.unknownInstance,
        message: `instance ${id} does not exist in ${exchange.region}`,
      },
    };
  }
  if (exchange.key && !mayTouch(exchange.key, record.unInstanceId)) {
    return {
      failure: {
        code: 4102,
        codeDesc: 'ResourceNotAuthorized',
        message: `the key ${exchange.key.secretId} may not touch ${id}`,
      },
    };
  }
  const status = statusAt(record, now);
  if (transition.from.includes(status)) return { record };
  const wanted = transition.from.map(statusInWords).join(' or ');
  const message = `instance ${id} is ${statusInWords(status)}; ${descriptor.action} needs it ${wanted}`;
  return { failure: { ...behaviour.wrongStatus, message } };
}

const returned = 5;

/** Begins the change of one instance, and the task that stands for it. */
function begin(record: InstanceRecord, { exchange, world, transition }: Circumstances): InstanceResult {
  const now = world.clock.now();
  const action = exchange.operation?.descriptor.action ?? '';
  const { to, duration, willSucceed } = outcome(record, { exchange, world, transition });
  const lasts = jittered(duration, {
    jitter: world.durations.jitter,
    seed: world.seed,
    label: `${record.unInstanceId}/${record.changes}`,
  });
  beginChange(record, { now, via: transition.via, to, duration: lasts });
  const task = world.tasks.begin({
    action,
    account: record.account,
    region: record.region,
    unInstanceId: record.unInstanceId,
    startedAt: now,
    finishesAt: now + lasts,
    willSucceed,
  });
  return { code: 0, message: '', requestId: task.requestId };
}

/**
 * Where a change leads. Whatever shuts an instance down (to a stop, or on the way of a reboot) tries the
 * ordinary way first; a stubborn instance then needs force, or stays up.
 */
function outcome(
  record: InstanceRecord,
  { exchange, world, transition }: Circumstances,
): { to: number; duration: number; willSucceed: boolean } {
  const { stop, forcedStop, start, reboot } = world.durations;
  const stops = transition.from.includes(running);
  const restarts = transition.to === running;
  const ordinary = stops ? (restarts ? reboot : stop) : start;
  if (!stops || !record.stubborn) return { to: transition.to, duration: ordinary, willSucceed: true };
  if (exchange.input?.['forceStop'] === 1) {
    return { to: transition.to, duration: ordinary + forcedStop, willSucceed: true };
  }
  return { to: world.behaviour.failedStopStatus, duration: stop, willSucceed: false };
}

const running = 2;

/** A result as it is written into `detail`. */
function written(
  { code, codeDesc, message, requestId }: InstanceResult,
  { behaviour }: World,
): Record<string, unknown> {
  return {
    code: behaviour.codeAs === 'string' ? `${code}` : code,
    message,
    ...(behaviour.codeDesc && codeDesc !== undefined ? { codeDesc } : {}),
    ...(requestId === undefined
      ? {}
      : { requestId: behaviour.requestIdAs === 'number' ? Number(requestId) : requestId }),
  };
}
