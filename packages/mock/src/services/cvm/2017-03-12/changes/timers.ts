import { done, failure, refused, type Failure } from '../../../../core/service.js';
import type { Resource } from '../../collection.js';
import type { ActionTimer } from '../../resources.js';
import { stateAt } from '../../instances/record.js';
import { utc } from '../../times.js';
import { findOwn } from '../../world.js';
import type { Behaviour, Place } from '../behaviour.js';
import { findInstances, refusalOf } from './verdict.js';

const badTime = (text: string): Failure =>
  failure(
    'InvalidParameterValue.InvalidTimeFormat',
    `ActionTime: \`${text.slice(0, 60)}\` is not a time to come such as 2026-01-01T00:00:00Z`,
    `时间 ${text.slice(0, 60)} 格式不正确，或早于当前时间`,
  );

/** Instances are destroyed by themselves at a time. */
export const importTimers: Behaviour<'importInstancesActionTimer'> = (
  { InstanceIds, ActionTimer },
  place,
) => {
  const { TimerAction = 'TerminateInstances', ActionTime = '' } = ActionTimer;
  const { world, now } = place;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(ActionTime) ? Date.parse(ActionTime) : NaN;
  if (!(at > now)) return refused(badTime(ActionTime));
  const { records, unknown } = findInstances(InstanceIds, place);
  const problem = refusalOf(unknown, world.behaviour.v3);
  if (problem) return refused(problem);
  if (records.some(({ unInstanceId }) => hasTimer(unInstanceId, place)))
    return refused(
      failure(
        'FailedOperation.MutActionTimerExist',
        'an instance has such a timer already',
        '实例已存在定时任务',
      ),
    );
  const ended = records.find((record) => stateAt(record, now) === 'returning');
  if (ended)
    return refused(
      failure(
        'UnsupportedOperation.NotSupportImportInstancesActionTimer',
        `\`${ended.unInstanceId}\`: it is being terminated`,
        `实例 \`${ended.unInstanceId}\` 正在退还，不支持设置定时任务`,
      ),
    );
  const made = records.map((record) => {
    const id = world.resources.newId('at', world.seed);
    const { account, region, unInstanceId: instanceId } = record;
    world.resources.timers.put({ id, account, region, fields: { action: TimerAction, instanceId, at } });
    record.ends = { at, gone: at + world.durations.terminate };
    world.instances.ending(record);
    return id;
  });
  return done({ ActionTimerIds: made });
};

/** Whether an instance has a timer that is still to come. */
const hasTimer = (instanceId: string, { invocation, world, now }: Place): boolean =>
  world.resources.timers
    .list(invocation)
    .some(({ fields }) => fields.instanceId === instanceId && fields.at > now);

export const describeTimers: Behaviour<'describeInstancesActionTimer'> = (asked, place) => {
  const { invocation, world, now } = place;
  const statusOf = ({ fields }: Resource<ActionTimer>): string => (fields.at > now ? 'UNDO' : 'DONE');
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
      ActionTimers: found.map((timer) => ({
        ActionTimerId: timer.id,
        ActionTime: utc(timer.fields.at),
        TimerAction: timer.fields.action,
        InstanceId: timer.fields.instanceId,
        Status: statusOf(timer),
        ...(timer.fields.at > now ? {} : { Externals: {} }),
      })),
    },
  };
};

export const deleteTimers: Behaviour<'deleteInstancesActionTimer'> = ({ ActionTimerIds }, place) => {
  const { invocation, world, now } = place;
  for (const id of ActionTimerIds) {
    const timer = world.resources.timers.get(id, invocation);
    if (!timer || timer.fields.at <= now) continue;
    world.resources.timers.remove([id], invocation);
    const record = findOwn(timer.fields.instanceId, invocation, world);
    // Not where it has been terminated in another way meanwhile.
    if (record?.ends?.at !== timer.fields.at) continue;
    record.ends = undefined;
    world.instances.ending(record);
  }
  return done();
};
