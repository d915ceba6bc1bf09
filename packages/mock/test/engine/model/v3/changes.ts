import fc from 'fast-check';
import { expect } from 'vitest';
import { ask, tc3 } from '../../../v3/signing.js';
import type { Answer } from '../../../v3/signing.js';
import type { Emulator } from '@qcvm/mock';
import { secretId, secretKey } from '../command.js';
import type { Command } from '../command.js';
import type { Model, ModelInstance } from '../model.js';

/** What an Action does to each of its instances, by the documentation. */
interface Change {
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** In which states it is accepted. */
  readonly accepted: readonly number[];
  /** Why an instance in such a state is refused all the same. */
  readonly against?: (instance: ModelInstance, status: number) => string | undefined;
  readonly apply: (instance: ModelInstance, model: Model) => void;
  /** It takes one instance at a time. */
  readonly isSingle?: true;
}

export const askV3 = (
  model: Model,
  emulator: Emulator,
  { action, parameters }: { action: string; parameters: object },
): Promise<Answer> =>
  ask(
    emulator,
    tc3(emulator, {
      ...{ action, secretId, secretKey, body: JSON.stringify(parameters) },
      timestamp: Math.floor(model.now / 1000),
    }),
  );

/** What makes the future, apart from what every call leaves behind. */
export const stateOf = (emulator: Emulator): unknown => {
  const { instances, tasks, resources, accounts } = emulator.snapshot();
  return { instances, tasks, resources, accounts };
};

const wrongState =
  /^(?:UnsupportedOperation(?:\.InstanceState\w+)?|MutexOperation\.TaskRunning|OperationDenied\.InstanceOperationInProgress|InvalidInstance\.NotSupported)$/;

/** Why the first id that something stands against is refused. */
function refusalOf(
  ids: readonly string[],
  { accepted, against }: Change,
  model: Model,
): string | RegExp | undefined {
  for (const id of ids) {
    const status = model.status(id);
    const instance = model.instances.get(id);
    if (status === undefined || !instance) return 'InvalidInstanceId.NotFound';
    if (!accepted.includes(status)) return wrongState;
    const why = against?.(instance, status);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** A change through API 3.0 of instances that are there, of some that are not, and of some that were. */
const changeCommand = (change: Change, chosen: readonly number[]): Command => ({
  check: () => true,
  toString: () => `${change.action} of API 3.0 (${chosen.join(', ')}, ${JSON.stringify(change.parameters)})`,
  run: async (model, emulator) => {
    const all = [...model.instances.keys(), 'ins-nothing'];
    const named = [...new Set(chosen.map((nth) => all[nth % all.length] ?? ''))];
    const ids = change.isSingle ? named.slice(0, 1) : named;
    const { action, parameters } = change;
    const before = stateOf(emulator);
    const answer = await askV3(model, emulator, { action, parameters: { InstanceIds: ids, ...parameters } });
    const code = answer.Error?.Code;
    const refusal = refusalOf(ids, change, model);
    if (refusal === undefined) {
      expect(answer.Error).toBeUndefined();
      for (const id of ids) {
        const instance = model.instances.get(id);
        if (instance) change.apply(instance, model);
      }
      return;
    }
    if (typeof refusal === 'string') expect(code).toBe(refusal);
    else expect(code).toMatch(refusal);
    expect(stateOf(emulator)).toEqual(before);
  },
});

const settled = [2, 4];

/** Something is done with the instance for five seconds; afterwards it is what it was. */
const task =
  (status: number): Change['apply'] =>
  (instance, model) => {
    const resting = instance.next && instance.next.at <= model.now ? instance.next.status : instance.status;
    Object.assign(instance, { status, since: model.now, next: { status: resting, at: model.now + 5000 } });
  };

const byForce = (ForceStop: boolean): readonly number[] => (ForceStop ? settled : [4]);

const terminate: Change = {
  action: 'TerminateInstances',
  parameters: {},
  accepted: [...settled, 5],
  against: ({ isProtected }) => (isProtected ? 'UnsupportedOperation.InstancesProtected' : undefined),
  apply: (instance, model) => {
    const isInBin = instance.status === 5 && !instance.next;
    if (instance.prepaid && !isInBin)
      Object.assign(instance, { status: 5, since: model.now, next: undefined });
    else Object.assign(instance, { gone: model.now + 5000, since: model.now, next: undefined });
  },
};

const modify = (InstanceName: string | undefined, DisableApiTermination: boolean | undefined): Change => ({
  action: 'ModifyInstancesAttribute',
  parameters: { InstanceName, DisableApiTermination },
  accepted: settled,
  apply: (instance) => {
    if (InstanceName !== undefined) instance.name = InstanceName;
    if (DisableApiTermination !== undefined) instance.isProtected = DisableApiTermination;
  },
});

const project = (ProjectId: number): Change => ({
  action: 'ModifyInstancesProject',
  parameters: { ProjectId },
  accepted: settled,
  apply: (instance) => {
    instance.project = ProjectId;
  },
});

const renew: Change = {
  action: 'RenewInstances',
  parameters: { InstanceChargePrepaid: { Period: 1 } },
  accepted: [...settled, 5],
  against: ({ prepaid }) => (prepaid ? undefined : 'UnsupportedOperation.InstanceChargeType'),
  apply: () => undefined,
};

const resetPassword = (ForceStop: boolean): Change => ({
  action: 'ResetInstancesPassword',
  parameters: { Password: 'Abcdefg1!', ForceStop },
  accepted: byForce(ForceStop),
  apply: task(10),
});

const resetType = (ForceStop: boolean): Change => ({
  action: 'ResetInstancesType',
  parameters: { InstanceType: 'S5.LARGE8', ForceStop },
  accepted: byForce(ForceStop),
  apply: task(19),
  isSingle: true,
});

/** The key pair that is there from the beginning. */
export const keyPair = { KeyName: 'model', ProjectId: 0 } as const;

const keys = (KeyId: string, way: 'Associate' | 'Disassociate', ForceStop: boolean): Change => ({
  action: `${way}InstancesKeyPairs`,
  parameters: { KeyIds: [KeyId], ForceStop },
  accepted: byForce(ForceStop),
  apply: task(20),
});

const groups = (way: 'Associate' | 'Disassociate'): Change => ({
  action: `${way}SecurityGroups`,
  parameters: { SecurityGroupIds: ['sg-11112222'] },
  accepted: settled,
  apply: () => undefined,
});

const way = fc.constantFrom('Associate' as const, 'Disassociate' as const);

/** Every change of instances that API 3.0 has and API 2.0 has not. */
export const changesV3 = (KeyId: string): fc.Arbitrary<Command> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(terminate) },
        fc
          .tuple(
            fc.option(fc.constantFrom('web', 'spare'), { nil: undefined }),
            fc.option(fc.boolean(), { nil: undefined }),
          )
          .map((given) => modify(...given)),
        fc.nat(3).map(project),
        fc.constant(renew),
        fc.boolean().map(resetPassword),
        fc.boolean().map(resetType),
        fc.tuple(way, fc.boolean()).map((given) => keys(KeyId, ...given)),
        way.map(groups),
      ),
      fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
    )
    .map((given) => changeCommand(...given));
