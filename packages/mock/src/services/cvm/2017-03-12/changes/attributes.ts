import { isPrepaid } from '../../instances/fields/charging.js';
import { fieldsOf } from '../../instances/fields/fields.js';
import type { InstanceState } from '../../states.js';
import { sizeOf } from '../../terms/instance-type.js';
import { numberOf } from '../../terms/values.js';
import { chinaTime, fromChinaTime, month } from '../../times.js';
import { newerWords } from '../../values.gen.js';
import { securityGroupsOf } from '../listing/fields.js';
import { unknownKeyPair } from '../resources/key-pairs.js';
import type { ChangeCall } from '../behaviour.js';
import type { BatchChanges } from './batch.js';
import { passwordProblem, typeProblem } from './value-problems.js';
import type { Objection } from './verdict.js';

/** Only what has a value. */
export const given = <Fields extends object>(fields: {
  readonly [Name in keyof Fields]: Fields[Name] | undefined;
}): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

/** What is changed while an instance is down; a running one goes down for it when it is forced. */
const downOrForced = ({ ForceStop }: { readonly ForceStop?: boolean }): readonly InstanceState[] =>
  ForceStop ? ['shutDown', 'running'] : ['shutDown'];

const notPrepaid = ({ record }: ChangeCall): Objection | undefined =>
  isPrepaid(record)
    ? undefined
    : {
        code: 'UnsupportedOperation.InstanceChargeType',
        english: 'it is not prepaid',
        chinese: '不是包年包月实例',
      };

/** Whether it is renewed, in the words of both generations. */
const renewal = (renewFlag: string) => ({
  fields: { autoRenew: numberOf(newerWords.autoRenew, { word: renewFlag, otherwise: 0 }) },
  newer: { renewFlag },
});

const without = (all: readonly string[], named: readonly string[]): readonly string[] =>
  all.filter((each) => !named.includes(each));
const withAll = (all: readonly string[], named: readonly string[]): readonly string[] => [
  ...without(all, named),
  ...named,
];

const securityGroups = (change: typeof without) => ({
  says: ({ record, input }: ChangeCall<{ readonly SecurityGroupIds: readonly string[] }>) => ({
    newer: { securityGroupIds: change(securityGroupsOf(record), input.SecurityGroupIds) },
  }),
});

const keyPairs = (change: typeof without) => ({
  accepted: downOrForced,
  refuse: ({ KeyIds }: { readonly KeyIds: readonly string[] }, place: Parameters<typeof unknownKeyPair>[1]) =>
    unknownKeyPair(KeyIds, place),
  via: 'deliveringKey' as const,
  says: ({ record, input }: ChangeCall<{ readonly KeyIds: readonly string[] }>) => ({
    newer: { keyIds: change(record.newer?.keyIds ?? [], input.KeyIds) },
  }),
});

/** Operations that say something new of instances. */
export const attributeChanges: BatchChanges = {
  modifyInstancesAttribute: {
    says: ({ input }) => ({
      fields: given({ instanceName: input.InstanceName }),
      newer: given({
        hostName: input.HostName,
        camRoleName: input.CamRoleName,
        disableApiTermination: input.DisableApiTermination,
        securityGroupIds: input.SecurityGroups,
      }),
    }),
  },
  modifyInstancesProject: { says: ({ input }) => ({ fields: { projectId: input.ProjectId } }) },
  modifyInstancesRenewFlag: { against: notPrepaid, says: ({ input }) => renewal(input.RenewFlag) },
  /** A prepaid instance lasts so many months longer. */
  renewInstances: {
    accepted: ['running', 'shutDown', 'returned'],
    against: notPrepaid,
    says: ({ record, input: { InstanceChargePrepaid: { Period = 1, RenewFlag } = {} }, now }) => {
      const until = fromChinaTime(fieldsOf(record).deadlineTime);
      const begins = Number.isFinite(until) ? Math.max(until, now) : now;
      const { fields, newer } = RenewFlag === undefined ? {} : renewal(RenewFlag);
      return { fields: { ...fields, deadlineTime: chinaTime(begins + Period * month) }, ...given({ newer }) };
    },
  },
  associateSecurityGroups: securityGroups(withAll),
  disassociateSecurityGroups: securityGroups(without),
  associateInstancesKeyPairs: keyPairs(withAll),
  disassociateInstancesKeyPairs: keyPairs(without),
  /** The password itself is kept nowhere. */
  resetInstancesPassword: {
    accepted: downOrForced,
    refuse: ({ Password }) => passwordProblem(Password, 'InvalidParameterValue.InvalidPassword'),
    via: 'resettingPassword',
  },
  resetInstancesType: {
    accepted: downOrForced,
    refuse: ({ InstanceType }) => typeProblem(InstanceType),
    via: 'upgrading',
    says: ({ input: { InstanceType } }) => ({
      fields: sizeOf(InstanceType) ?? {},
      newer: { instanceType: InstanceType },
    }),
  },
};
