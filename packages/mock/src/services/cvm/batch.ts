import type { BatchDescriptor, OperationDescriptor } from '@qcvm/client/descriptors';
import { mayTouch } from '../../accounts/permissions.js';
import type { Exchange } from '../../protocols/v2/exchange.js';
import { jittered } from './instances/durations.js';
import { beginChange, statusAt } from './instances/record.js';
import type { InstanceRecord } from './instances/record.js';
import { pick } from '../../core/chance.js';
import type { Transition } from '../shape.js';
import { statusInWords } from './transitions.js';
import type { World } from '../../emulator/world.js';
import type { Operation, Result } from '../operation.js';
import { batchIds, findOwn } from './resources.js';
import { partialFailures } from './partial-failure.js';

/** Why an instance is refused. */
interface Verdict {
  readonly code: number;
  readonly codeDesc?: string;
  readonly message: string;
}

/** What is answered for one instance. */
interface WrittenResult extends Verdict {
  readonly requestId: string;
}

/** The outer code: all succeeded, all failed, or some. Source: https://cloud.tencent.com/document/api/213/6983 */
function outcomeOf(failures: number, all: number): { code: number; message: string } {
  if (failures === 0) return { code: 0, message: '' };
  return failures === all
    ? { code: 5100, message: `the operation failed for every instance (${all})` }
    : { code: 5400, message: `the operation failed for ${failures} of ${all} instances` };
}

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
    const circumstances = { exchange, world, transition, descriptor, now: world.clock.now() };
    const verdicts = ids.map((id) => failing.get(id) ?? judge(id, circumstances));
    const begun = new Map<InstanceRecord, WrittenResult>();
    const detail: Record<string, unknown> = {};
    const codes: number[] = [];
    let failures = 0;
    verdicts.forEach((verdict, index) => {
      const id = ids[index] ?? '';
      let result: WrittenResult;
      if ('code' in verdict) {
        result = { ...verdict, requestId: refusedRequestId(id, circumstances) };
        failures += 1;
      } else {
        // The old and the new id of one instance name it twice: it changes once.
        result = begun.get(verdict) ?? begin(verdict, circumstances);
        begun.set(verdict, result);
      }
      detail[id] = written(result, world);
      codes.push(result.code);
    });
    // Written out: measured, a spread and a computed name take longer than all the rest of this function.
    const { code, message } = outcomeOf(failures, ids.length);
    const fields: Record<string, unknown> = {};
    if (descriptor.batch.results !== undefined) fields[descriptor.batch.results] = detail;
    return { code, message, fields, results: { ids, codes }, changed: begun.size > 0 };
  };
  return { descriptor, run };
}

interface Circumstances {
  readonly exchange: Exchange;
  readonly world: World;
  readonly transition: Transition;
  readonly descriptor: OperationDescriptor;
  /** The whole batch happens at one time. */
  readonly now: number;
}

/** The instance, if the operation is accepted for it, or why it is not. Changes nothing. */
function judge(
  id: string,
  { exchange, world, transition, descriptor, now }: Circumstances,
): InstanceRecord | Verdict {
  const { behaviour } = world;
  const record = findOwn(id, { exchange, world });
  // A returned instance does not exist any more. Source: https://cloud.tencent.com/document/product/213/6982
  const status = record ? statusAt(record, now) : returned;
  if (!record || status === returned) {
    return { ...behaviour.unknownInstance, message: `instance ${id} does not exist in ${exchange.region}` };
  }
  if (exchange.key && !mayTouch(exchange.key, record.unInstanceId)) {
    const message = `the key ${exchange.key.secretId} may not touch ${id}`;
    return { code: 4102, codeDesc: 'ResourceNotAuthorized', message };
  }
  if (transition.from.includes(status)) return record;
  const wanted = transition.from.map(statusInWords).join(' or ');
  const message = `instance ${id} is ${statusInWords(status)}; ${descriptor.action} needs it ${wanted}`;
  return { ...behaviour.wrongStatus, message };
}

const returned = 5;

/** Begins the change of one instance, and the task that stands for it. */
function begin(record: InstanceRecord, circumstances: Circumstances): WrittenResult {
  const { world, transition, descriptor, now } = circumstances;
  const { to, duration, willSucceed } = goal(record, circumstances);
  const lasts = jittered(duration, {
    jitter: world.durations.jitter,
    seed: world.seed,
    unInstanceId: record.unInstanceId,
    changes: record.changes,
  });
  beginChange(record, { now, via: transition.via, to, duration: lasts });
  const task = world.tasks.begin({
    action: descriptor.action,
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
 * The documented answer has a `requestId` for every instance, refused ones included. No task begins for these: the id
 * comes from the second and the instance, lies beyond those of tasks, and cannot be looked up.
 *
 * Source: https://cloud.tencent.com/document/api/213/6983
 */
function refusedRequestId(id: string, { exchange, world }: Circumstances): string {
  const label = `refused/${exchange.timestamp}/${id}`;
  return `${3_000_000_000 + pick(world.seed, label, 1_000_000_000)}`;
}

/**
 * Where a change leads. Whatever shuts an instance down (to a stop, or on the way of a reboot) tries the
 * ordinary way first; a stubborn instance then needs force, or stays up.
 */
function goal(
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

/** A result as it is written into `detail`: JSON leaves out what is undefined. */
function written(
  { code, codeDesc, message, requestId }: WrittenResult,
  { behaviour }: World,
): Record<string, unknown> {
  return {
    code: behaviour.codeAs === 'string' ? `${code}` : code,
    message,
    codeDesc: behaviour.codeDesc ? codeDesc : undefined,
    requestId: behaviour.requestIdAs === 'number' ? Number(requestId) : requestId,
  };
}
