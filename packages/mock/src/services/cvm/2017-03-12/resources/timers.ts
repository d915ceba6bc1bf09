import type { OperationDescriptor } from '@qcvm/client/descriptors';
import {
  done,
  failure,
  refused,
  type Failure,
  type Invocation,
  type Operation,
  type Outcome,
} from '../../../../core/service.js';
import { utc } from '../../times.js';
import type { Resource } from '../../collection.js';
import type { ActionTimer } from '../../resources.js';
import { findOwn, type CvmWorld } from '../../world.js';
import { findInstances, refusalOf } from '../changes/verdict.js';

const badTime = (text: string): Failure =>
  failure(
    'InvalidParameterValue.InvalidTimeFormat',
    `ActionTime: \`${text.slice(0, 60)}\` is not a time to come such as 2026-01-01T00:00:00Z`,
    `时间 ${text.slice(0, 60)} 格式不正确，或早于当前时间`,
  );

/** ImportInstancesActionTimer: instances are destroyed by themselves at a time. */
export const importTimers = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation): Outcome => {
    const ids = invocation.input['InstanceIds'] as readonly string[];
    const { TimerAction = 'TerminateInstances', ActionTime = '' } = (invocation.input['ActionTimer'] ??
      {}) as {
      readonly TimerAction?: string;
      readonly ActionTime?: string;
    };
    const now = world.clock.now();
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(ActionTime) ? Date.parse(ActionTime) : NaN;
    if (!(at > now)) return refused(badTime(ActionTime));
    const { records, objections } = findInstances(ids, { invocation, world, now });
    const problem = refusalOf(objections, world.behaviour.v3);
    if (problem) return refused(problem);
    if (records.some(({ unInstanceId }) => timerOf(unInstanceId, { invocation, world, now })))
      return refused(
        failure(
          'FailedOperation.MutActionTimerExist',
          'an instance has such a timer already',
          '实例已存在定时任务',
        ),
      );
    const made = records.map((record) => {
      const id = world.resources.newId('at', world.seed);
      const { account, region } = record;
      world.resources.timers.put({
        ...{ id, account, region },
        fields: { action: TimerAction, instanceId: record.unInstanceId, at },
      });
      record.ends = { at, gone: at + world.durations.terminate };
      world.instances.ending(record);
      return id;
    });
    return done({ ActionTimerIds: made });
  },
});

/** The timer of an instance that is still to come. */
const timerOf = (
  instanceId: string,
  { invocation, world, now }: { invocation: Invocation; world: CvmWorld; now: number },
): Resource<ActionTimer> | undefined =>
  world.resources.timers
    .list(invocation)
    .find(({ fields }) => fields.instanceId === instanceId && fields.at > now);

/** DescribeInstancesActionTimer. */
export const describeTimers = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const asked = invocation.input as {
      readonly ActionTimerIds?: readonly string[];
      readonly InstanceIds?: readonly string[];
      readonly TimerAction?: string;
      readonly StatusList?: readonly string[];
    };
    const now = world.clock.now();
    const statusOf = ({ fields }: Pick<Resource<ActionTimer>, 'fields'>): string =>
      fields.at > now ? 'UNDO' : 'DONE';
    const found = world.resources.timers
      .list(invocation)
      .filter(
        (timer) =>
          (asked.ActionTimerIds?.includes(timer.id) ?? true) &&
          (asked.InstanceIds?.includes(timer.fields.instanceId) ?? true) &&
          (asked.StatusList?.includes(statusOf(timer)) ?? true) &&
          (asked.TimerAction ?? timer.fields.action) === timer.fields.action,
      );
    return {
      fields: {
        ActionTimers: found.map(({ id, fields }) => ({
          ActionTimerId: id,
          ActionTime: utc(fields.at),
          TimerAction: fields.action,
          InstanceId: fields.instanceId,
          Status: statusOf({ fields }),
          ...(fields.at > now ? {} : { Externals: {} }),
        })),
      },
      changed: false,
    };
  },
});

/** DeleteInstancesActionTimer. */
export const deleteTimers = (descriptor: OperationDescriptor, world: CvmWorld): Operation => ({
  descriptor,
  run: (invocation) => {
    const now = world.clock.now();
    for (const id of invocation.input['ActionTimerIds'] as readonly string[]) {
      const timer = world.resources.timers.get(id, invocation);
      if (!timer || timer.fields.at <= now) continue;
      world.resources.timers.remove([id], invocation);
      const record = findOwn(timer.fields.instanceId, invocation, world);
      if (!record) continue;
      record.ends = undefined;
      world.instances.ending(record);
    }
    return done();
  },
});
