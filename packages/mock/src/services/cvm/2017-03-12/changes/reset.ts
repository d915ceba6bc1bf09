import { failure, type Failure, type Invocation } from '../../../../core/service.js';
import { beginChange, stateAt } from '../../instances/record.js';
import { describeAs } from './attributes.js';
import { noteCall, type BatchChange, type ChangeCall } from './batch.js';
import { sizeOf } from '../terms/instance-type.js';

/** What is changed while an instance is down; a running one goes down for it when it is forced. */
export const downOrForced = ({ invocation }: ChangeCall) =>
  invocation.input['ForceStop'] === true ? (['shutDown', 'running'] as const) : (['shutDown'] as const);

/** The instance is being changed for a while; afterwards it is what it was. */
export function changing(call: ChangeCall, via: 'resettingPassword' | 'upgrading' | 'deliveringKey'): void {
  const { record, world, now } = call;
  const lasts = world.durations.modify;
  const state = stateAt(record, now);
  beginChange(record, { now, via, to: state, duration: lasts });
  noteCall(call, lasts);
}

/** ResetInstancesPassword. The password itself is kept nowhere. */
export const resetPassword: BatchChange = {
  accepted: downOrForced,
  refuse: ({ input }) =>
    isPassword(`${input['Password'] as string}`)
      ? undefined
      : { ...badPassword, code: 'InvalidParameterValue.InvalidPassword' },
  apply: (call) => changing(call, 'resettingPassword'),
};

/** At least 8 characters of at least three kinds, at most 30. */
export const isPassword = (text: string): boolean =>
  text.length >= 8 &&
  text.length <= 30 &&
  [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length >= 3 &&
  !text.startsWith('/');

export const badPassword = failure(
  'InvalidPassword',
  'Password: it must have 8 to 30 characters of at least three kinds (lower case, upper case, digits, others), and not begin with /',
  '密码不符合复杂度要求：8 到 30 位，至少包含三种字符，不能以 / 开头',
);

/** ResetInstancesType. */
export const resetType: BatchChange = {
  accepted: downOrForced,
  refuse: ({ input }: Invocation) => typeProblem(`${input['InstanceType'] as string}`),
  apply: (call) => {
    const instanceType = `${call.invocation.input['InstanceType'] as string}`;
    describeAs(call.record, { fields: sizeOf(instanceType) ?? {}, newer: { instanceType } });
    changing(call, 'upgrading');
  },
};

/** Why a text is no instance type. */
export const typeProblem = (type: string): Failure | undefined =>
  sizeOf(type)
    ? undefined
    : failure(
        'InvalidInstanceType.Malformed',
        `InstanceType: \`${type.slice(0, 60)}\` is not a type such as S5.LARGE8`,
        `机型 ${type.slice(0, 60)} 格式不正确`,
      );
