import { fieldsOf, type InstanceFields } from '../../instances/fields/fields.js';
import type { NewerFields } from '../../instances/fields/newer-fields.js';
import type { InstanceRecord } from '../../instances/record.js';
import { chinaTime, fromChinaTime, month } from '../../times.js';
import { noteCall, type BatchChange } from './batch.js';
import { isPrepaid } from '../terms/charging.js';
import { securityGroupsOf } from '../listing/fields.js';
import { newerWords } from '../../values.gen.js';
import { numberOf } from '../terms/values.js';
import type { Objection } from './verdict.js';

/** Says something new of an instance. */
export function describeAs(
  record: InstanceRecord,
  { fields, newer }: { fields?: Partial<InstanceFields>; newer?: NewerFields },
): void {
  if (fields) record.fields = { ...record.fields, ...fields };
  if (newer) record.newer = { ...record.newer, ...newer };
}

/** Only what has a value. */
const given = <Fields extends object>(fields: {
  readonly [Name in keyof Fields]: Fields[Name] | undefined;
}): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;

const settled = ['running', 'shutDown'] as const;

/** ModifyInstancesAttribute. */
export const modifyAttribute: BatchChange = {
  accepted: settled,
  apply: (call) => {
    const { record, invocation } = call;
    const input = invocation.input as {
      readonly InstanceName?: string;
      readonly HostName?: string;
      readonly CamRoleName?: string;
      readonly DisableApiTermination?: boolean;
      readonly SecurityGroups?: readonly string[];
    };
    describeAs(record, {
      fields: given<{ instanceName: string }>({ instanceName: input.InstanceName }),
      newer: given<NewerFields>({
        hostName: input.HostName,
        camRoleName: input.CamRoleName,
        disableApiTermination: input.DisableApiTermination,
        securityGroupIds: input.SecurityGroups,
      }),
    });
    noteCall(call);
  },
};

/** ModifyInstancesProject. */
export const modifyProject: BatchChange = {
  accepted: settled,
  apply: (call) => {
    describeAs(call.record, { fields: { projectId: Number(call.invocation.input['ProjectId']) } });
    noteCall(call);
  },
};

const autoRenewOf = (word: string): number => numberOf(newerWords.autoRenew, { word, otherwise: 0 });

function notPrepaid(record: InstanceRecord): Objection | undefined {
  if (isPrepaid(record)) return undefined;
  return {
    id: record.unInstanceId,
    code: 'UnsupportedOperation.InstanceChargeType',
    english: 'it is not prepaid',
    chinese: '不是包年包月实例',
  };
}

/** ModifyInstancesRenewFlag. */
export const modifyRenewFlag: BatchChange = {
  accepted: settled,
  against: ({ record }) => notPrepaid(record),
  apply: (call) => {
    const renewFlag = `${call.invocation.input['RenewFlag'] as string}`;
    describeAs(call.record, { fields: { autoRenew: autoRenewOf(renewFlag) }, newer: { renewFlag } });
    noteCall(call);
  },
};

/** RenewInstances: a prepaid instance lasts so many months longer. */
export const renew: BatchChange = {
  accepted: [...settled, 'returned'],
  against: ({ record }) => notPrepaid(record),
  apply: (call) => {
    const { record, invocation, now } = call;
    const { Period = 1, RenewFlag } = (invocation.input['InstanceChargePrepaid'] ?? {}) as {
      readonly Period?: number;
      readonly RenewFlag?: string;
    };
    const until = fromChinaTime(fieldsOf(record).deadlineTime);
    const begins = Number.isFinite(until) ? Math.max(until, now) : now;
    describeAs(record, {
      fields: {
        deadlineTime: chinaTime(begins + Period * month),
        ...(RenewFlag === undefined ? {} : { autoRenew: autoRenewOf(RenewFlag) }),
      },
      ...(RenewFlag === undefined ? {} : { newer: { renewFlag: RenewFlag } }),
    });
    noteCall(call);
  },
};

/** AssociateSecurityGroups, and the way back. */
export const securityGroups = (kind: 'associate' | 'disassociate'): BatchChange => ({
  accepted: settled,
  apply: (call) => {
    const named = call.invocation.input['SecurityGroupIds'] as readonly string[];
    const others = securityGroupsOf(call.record).filter((id) => !named.includes(id));
    describeAs(call.record, {
      newer: { securityGroupIds: kind === 'associate' ? [...others, ...named] : others },
    });
    noteCall(call);
  },
});
