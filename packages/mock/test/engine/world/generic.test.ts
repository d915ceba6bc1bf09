import type { OperationDescriptor, ServiceDescriptor } from '@qcvm/client/descriptors';
import { cvmOperations } from '@qcvm/client/descriptors';
import { describe, expect, test } from 'vitest';
import type { Invocation } from '../../../src/core/service.js';
import { genericOperation } from '../../../src/services/generic.js';
import type { OperationShape } from '../../../src/services/shape.js';

const service: ServiceDescriptor = cvmOperations.describeInstances.service;
const id = { kind: 'string', pattern: 'img-[0-9a-z]{8}' } as const;
const descriptor: OperationDescriptor = {
  action: 'Any',
  service,
  input: { imageIds: { kind: 'list', items: id }, offset: { kind: 'integer' }, limit: { kind: 'integer' } },
  output: {},
  errors: {},
  repeatability: 'read',
};
const shapeWith = (response: OperationShape['response']): OperationShape => ({
  action: 'Any',
  output: {
    kind: 'object',
    required: [],
    fields: {
      imageSet: { kind: 'list', items: { kind: 'object', required: [], fields: { unImgId: id } } },
    },
  },
  request: {},
  response,
  failures: [],
  errors: [],
});
const invocation = (
  operation: ReturnType<typeof genericOperation>,
  changes: Partial<Invocation> = {},
): Invocation => ({
  operation,
  account: '1',
  secretId: 'AKIDa',
  region: 'ap-guangzhou',
  writtenRegion: 'gz',
  input: {},
  timestamp: 1,
  permits: undefined,
  failing: undefined,
  ...changes,
});

test('an operation without a behaviour answers its documented example, without its envelope', () => {
  const operation = genericOperation(
    descriptor,
    shapeWith({ code: 7, codeDesc: 'x', message: 'y', zoneSet: [1], total: 1 }),
  );
  expect(operation.run(invocation(operation))).toEqual({
    fields: { zoneSet: [1], total: 1 },
  });
});

describe('a batch', () => {
  const operation = genericOperation(
    { ...descriptor, batch: { ids: 'imageIds', maximum: 100, results: 'detail' } },
    shapeWith({ code: 0, message: '', note: 'kept', detail: { 'img-example1': { code: 0 } } }),
  );
  const run = (changes: Partial<Invocation>) => operation.run(invocation(operation, changes));

  test('succeeds for each requested id, and for no other', () => {
    const { results, fields } = run({
      input: { imageIds: ['img-00000001', 'img-00000002', 'img-00000001'] },
    });
    expect(results?.map((result) => [result.id, result.code])).toEqual([
      ['img-00000001', 0],
      ['img-00000002', 0],
    ]);
    expect(new Set(results?.map(({ requestId }) => requestId)).size).toBe(2);
    expect(fields).toEqual({ note: 'kept' });
  });

  test('fails for the ids of a fault', () => {
    const failing = { named: ['img-00000002'], count: undefined, code: 6000, codeDesc: 'X', message: 'no' };
    const { results } = run({ input: { imageIds: ['img-00000001', 'img-00000002'] }, failing });
    expect(results?.map(({ code }) => code)).toEqual([0, 6000]);
  });
});

describe('a list', () => {
  const operation = genericOperation(
    {
      ...descriptor,
      pagination: {
        offset: 'offset',
        limit: 'limit',
        total: 'totalCount',
        items: 'imageSet',
        id: 'unImgId',
        maxLimit: 100,
      },
    },
    shapeWith({ code: 0, message: '', totalCount: 7, imageSet: [{ unImgId: 'img-example1', name: 'a' }] }),
  );
  const fieldsOf = (input: Invocation['input']) => operation.run(invocation(operation, { input })).fields;

  test('has as many items as it says', () => {
    expect(fieldsOf({})).toEqual({ totalCount: 1, imageSet: [{ unImgId: 'img-example1', name: 'a' }] });
    expect(fieldsOf({ offset: 1 })).toEqual({ totalCount: 1, imageSet: [] });
  });

  test('has the items of the requested ids', () => {
    expect(fieldsOf({ imageIds: ['img-00000001', 'img-00000002'], offset: 1, limit: 1 })).toEqual({
      totalCount: 2,
      imageSet: [{ unImgId: 'img-00000002', name: 'a' }],
    });
  });
});
