import { describe, expect, test } from 'vitest';
import * as operations from '../src/services/cvm/2017-03-12/operations.gen.js';
import { callAction, createCvm, type QcvmError } from '../src/v3/index.js';
import type { OperationDescriptor } from '../src/model/descriptor.js';
import { credentials, json, scripted } from './support/scripted.js';
import { Time } from './support/time.js';

const ids = ['ins-09dx96dg', 'ins-1a2b3c4d'];
const busy = 'MutexOperation.TaskRunning';

/** What a call that is always refused with a code comes to: the error, and how many requests there were. */
async function refused(
  code: string,
  call: (cvm: ReturnType<typeof createCvm>) => Promise<unknown>,
): Promise<{ readonly error: QcvmError; readonly requests: number }> {
  const time = new Time();
  const service = scripted(json({ Response: { Error: { Code: code, Message: 'no' }, RequestId: 'r-1' } }));
  const cvm = createCvm({
    ...{ region: 'ap-guangzhou', credentials, transport: service, runtime: time.runtime() },
  });
  const error = await time.run(call(cvm)).then(
    () => expect.fail('it did not reject'),
    (thrown: unknown) => thrown as QcvmError,
  );
  return { error, requests: service.requests.length };
}

describe('a call that acts again when it is repeated, on several resources', () => {
  test('is not repeated after a refusal because of one of them, and says what is left to do', async () => {
    const { error, requests } = await refused(busy, (cvm) => cvm.rebootInstances({ InstanceIds: ids }));
    expect(requests).toBe(1);
    expect(error).toMatchObject({ code: busy, attempts: 1, retryable: false, ambiguous: true });
    expect(error.message).toContain('not retried');
    expect(error.advice).toBe('It may have taken effect in part: check the resources before retrying.');
  });

  test.each<[string, (cvm: ReturnType<typeof createCvm>) => Promise<unknown>]>([
    [
      'that no table calls a batch',
      (cvm) =>
        cvm.modifyInstancesVpcAttribute({
          InstanceIds: ids,
          VirtualPrivateCloud: { VpcId: 'vpc-1', SubnetId: 'subnet-1' },
        }),
    ],
    [
      'in a list of objects',
      (cvm) =>
        cvm.modifyInstanceDiskType({
          InstanceId: ids[0]!,
          DataDisks: [{ DiskSize: 50 }, { DiskSize: 60 }],
        }),
    ],
    [
      'that no table describes',
      (cvm) =>
        callAction(cvm, { service: 'cvm', action: 'RebootInstances', parameters: { InstanceIds: ids } }),
    ],
    [
      'in a list within an object',
      (cvm) => callAction(cvm, { service: 'cvm', action: 'Act', parameters: { On: { HostIds: ids } } }),
    ],
    [
      'in a list within the only item of another',
      (cvm) =>
        callAction(cvm, {
          service: 'cvm',
          action: 'Act',
          parameters: { Rules: [{ Targets: [{ HostIds: ids }] }] },
        }),
    ],
  ])('nor where they are %s', async (_, call) => {
    expect(await refused(busy, call)).toMatchObject({
      requests: 1,
      error: { ambiguous: true, retryable: false },
    });
  });

  test('is repeated after a refusal that comes before anything is done', async () => {
    const { error, requests } = await refused('RequestLimitExceeded', (cvm) =>
      cvm.rebootInstances({ InstanceIds: ids }),
    );
    expect(requests).toBe(4);
    expect(error).toMatchObject({ attempts: 4, retryable: true, ambiguous: false });
  });
});

test.each<[string, (cvm: ReturnType<typeof createCvm>) => Promise<unknown>]>([
  ['that is about one resource', (cvm) => cvm.rebootInstances({ InstanceIds: [ids[0]!] })],
  [
    'that is about one resource, in lists within each other',
    (cvm) =>
      callAction(cvm, {
        ...{ service: 'cvm', action: 'RebootInstances' },
        parameters: { Ids: [ids[0]], Rules: [{ Targets: [{ HostIds: [ids[0]], Name: 'a.1' }] }] },
      }),
  ],
  ['that does no more the second time', (cvm) => cvm.stopInstances({ InstanceIds: ids })],
  [
    'of one resource that no table describes',
    (cvm) =>
      callAction(cvm, { service: 'cvm', action: 'RebootInstances', parameters: { InstanceIds: [ids[0]] } }),
  ],
])('a call is repeated while a resource is busy: one %s', async (_, call) => {
  const { error, requests } = await refused(busy, call);
  expect(requests).toBe(4);
  expect(error).toMatchObject({ retryable: true, ambiguous: false });
});

test('of what may act twice, none repeats a call on several resources for anything but a quota', async () => {
  const all = Object.values<object>(operations)
    .filter((each): each is OperationDescriptor => 'repeatability' in each && !('clientToken' in each))
    .filter(({ repeatability }) => repeatability === 'once');
  const repeated: string[] = [];
  let seen = 0;
  for (const { action, errors, service } of all)
    for (const [code, { retry, category }] of Object.entries({
      ...service.commonErrors,
      ...service.errors,
      ...errors,
    })) {
      if (retry !== 'later' || category === 'quota') continue;
      seen++;
      const { requests } = await refused(code.replace(/\*$/, ''), (cvm) =>
        callAction(cvm, { service: 'cvm', action, parameters: { InstanceIds: ids } }),
      );
      if (requests > 1) repeated.push(`${action}: ${code}`);
    }
  expect(seen).toBeGreaterThan(all.length);
  expect(repeated).toEqual([]);
});
