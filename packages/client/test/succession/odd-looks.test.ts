import { describe, expect, test } from 'vitest';
import { BatchError, createCvm } from '../../src/index.js';
import { v3 } from '../../src/v3/index.js';
import { credentials } from '../support/scripted.js';
import { wholeService } from '../support/whole-service.js';

const [up, down, other] = ['ins-00000001', 'ins-00000002', 'ins-00000003'] as const;
const region = 'ap-guangzhou';

/** Stops one that runs together with one that is down; the look after the refusal shows what is given. */
async function stopped(
  fields: object,
): Promise<{ error: BatchError; asked: readonly (readonly string[])[] }> {
  const service = wholeService(
    { [up]: 'RUNNING', [down]: 'STOPPED', [other]: 'RUNNING' },
    { names: 'none', instead: ({ action }) => (action === 'DescribeInstances' ? { fields } : undefined) },
  );
  const cvm = createCvm({ region, credentials, transport: service, api: v3() });
  const error = await cvm.stopInstances({ instanceIds: [up, down] }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BatchError);
  return { error: error as BatchError, asked: service.changeRequests() };
}

describe('a look that is not as documented', () => {
  test.each([[{}], [{ InstanceSet: null }], [{ InstanceSet: {} }]])(
    '%j tells nothing of an instance: the call ends, without a result for any',
    async (fields) => {
      const { error, asked } = await stopped(fields);
      expect(error).toMatchObject({ succeeded: [], failed: [], unreported: [up, down] });
      expect(asked).toEqual([[up, down]]);
    },
  );

  test.each([undefined, null, 7, '', 'FREEZING'])(
    'an instance whose state is %j exists, and is not asked for again',
    async (InstanceState) => {
      const items = [
        { InstanceId: up, InstanceState: 'RUNNING' },
        { InstanceId: down, InstanceState },
      ];
      const { error, asked } = await stopped({ InstanceSet: items, TotalCount: 2 });
      expect(error.failed).toMatchObject([
        { resourceId: down, code: 5100, codeDesc: 'OperationConstraints.InvaildInstanceStatus' },
      ]);
      expect(error.failed[0]?.message).toMatch(/ is FREEZING; | has no state that can be read; /);
      expect(asked).toEqual([[up, down], [up]]);
    },
  );

  test('instances that were not asked for are left alone', async () => {
    const items = [up, other].map((InstanceId) => ({ InstanceId, InstanceState: 'RUNNING' }));
    const { error, asked } = await stopped({ InstanceSet: [...items, null, 'x'], TotalCount: 4 });
    expect(error.succeeded.map(({ resourceId }) => resourceId)).toEqual([up]);
    expect(error.failed).toMatchObject([{ resourceId: down, code: 5000 }]);
    expect(asked).toEqual([[up, down], [up]]);
  });
});
