import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { ValidationError } from '@qcvm/client';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { inputSchema } from '@qcvm/client/schemas';
import { callAction, createCvm, cvmOperations } from '@qcvm/client/v3';
import { createEmulator, fleet } from '@qcvm/mock';

// Rules that the vendor's pages state in words only: the client, the schemas and the emulator know each of them.

const emulator = createEmulator({ instances: fleet('ap-guangzhou').running(2), quota: false });
const { credentials, runtime } = emulator;
const cvm = createCvm({
  region: 'ap-guangzhou',
  credentials,
  transport: emulator,
  runtime,
  retry: { maxAttempts: 1 },
});
const methods = cvm as unknown as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
const operations: Readonly<Record<string, OperationDescriptor>> = cvmOperations;

const InstanceIds = ['ins-00000000'];
const [InstanceId] = InstanceIds;
const Password = 'Secret-0123456';
const HostIds = ['host-00000000'];
const versions = { LaunchTemplateId: 'lt-00000000', LaunchTemplateVersions: [1] };

interface Documented {
  readonly method: string;
  readonly right: object;
  readonly wrong: object;
  /** Where the client says that it is wrong. */
  readonly at: string;
}

const rules: readonly Documented[] = [
  {
    method: 'enterRescueMode',
    right: { InstanceId, Password, StopType: 'HARD' },
    wrong: { InstanceId, Password, StopType: 'GENTLE' },
    at: 'StopType',
  },
  {
    method: 'enterRescueMode',
    right: { InstanceId, Password, ForceStop: true },
    wrong: { InstanceId, Password, ForceStop: true, StopType: 'HARD' },
    at: 'ForceStop',
  },
  {
    method: 'modifyHostsAttribute',
    right: { HostIds, HostName: 'a' },
    wrong: { HostIds, HostName: 'a', RenewFlag: 'NOTIFY_AND_AUTO_RENEW' },
    at: 'HostName',
  },
  { method: 'modifyHostsAttribute', right: { HostIds, ProjectId: 1 }, wrong: { HostIds }, at: 'HostName' },
  {
    method: 'modifyHostsAttribute',
    right: { HostIds, RenewFlag: 'NOTIFY_AND_AUTO_RENEW' },
    wrong: { HostIds, HostName: 'a', ProjectId: 1, RenewFlag: 'NOTIFY_AND_AUTO_RENEW' },
    at: 'HostName',
  },
  ...(['MinVersion', 'MaxVersion', 'Limit', 'Offset'] as const).map((name) => ({
    method: 'describeLaunchTemplateVersions',
    right: versions,
    wrong: { ...versions, [name]: 1 },
    at: 'LaunchTemplateVersions',
  })),
  {
    method: 'describeLaunchTemplateVersions',
    right: { ...versions, LaunchTemplateVersions: undefined, DefaultVersion: true },
    wrong: { ...versions, DefaultVersion: true },
    at: 'LaunchTemplateVersions',
  },
  {
    method: 'createImage',
    right: { ImageName: 'a', SnapshotIds: ['snap-00000000'] },
    wrong: { ImageName: 'a' },
    at: 'InstanceId',
  },
  ...(['resizeInstanceDisks', 'inquiryPriceResizeInstanceDisks'] as const).flatMap((method) => [
    { method, right: { InstanceId, SystemDisk: { DiskSize: 100 } }, wrong: { InstanceId }, at: 'DataDisks' },
    {
      method,
      right: { InstanceId, DataDisks: [{ DiskSize: 100 }] },
      wrong: { InstanceId, DataDisks: [{ DiskSize: 100 }], SystemDisk: { DiskSize: 100 } },
      at: 'DataDisks',
    },
  ]),
  {
    method: 'modifyKeyPairAttribute',
    right: { KeyId: 'skey-11112222', Description: '' },
    wrong: { KeyId: 'skey-11112222' },
    at: 'KeyName',
  },
  {
    method: 'exportImages',
    right: { BucketName: 'a', ImageIds: ['img-gvbnzy6f'] },
    wrong: { BucketName: 'a' },
    at: 'ImageIds',
  },
  {
    method: 'runInstances',
    right: { LaunchTemplate: { LaunchTemplateId: 'lt-00000000' } },
    wrong: { Placement: { Zone: 'ap-guangzhou-3' } },
    at: 'ImageId',
  },
  {
    method: 'resetInstancesPassword',
    right: { InstanceIds, Password, ForceStop: true },
    wrong: { InstanceIds, Password: `/${Password}`, ForceStop: true },
    at: 'Password',
  },
];

/** What the emulator answers to what no client has checked: a code of the parameters, or of anything else. */
async function isRefusedByService(action: string, parameters: object): Promise<boolean> {
  try {
    await callAction(cvm, { service: 'cvm', action, parameters: parameters });
    return false;
  } catch (error) {
    // Of a value that is right in form, the emulator may still know no such resource.
    const { code } = error as { readonly code?: string };
    return /^(?:InvalidParameter(?!Value\.\w*NotFound)|MissingParameter)/.test(String(code));
  }
}

test.each(rules)(
  '$method: $at is checked as documented, everywhere',
  async ({ method, right, wrong, at }) => {
    const operation = operations[method];
    if (operation === undefined) throw new Error(`there is no ${method}`);
    const accepts = new Ajv2020({ strict: true }).compile(inputSchema(operation));
    const plain = JSON.parse(JSON.stringify(right)) as object;
    expect({ schema: accepts(plain), service: await isRefusedByService(operation.action, plain) }).toEqual({
      schema: true,
      service: false,
    });
    expect({ schema: accepts(wrong), service: await isRefusedByService(operation.action, wrong) }).toEqual({
      schema: false,
      service: true,
    });
    const refusal = await methods[method]?.(wrong).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ValidationError);
    expect((refusal as ValidationError).problems.map(({ parameter }) => parameter)).toEqual([at]);
    expect(String(refusal)).not.toContain(Password);
  },
);
