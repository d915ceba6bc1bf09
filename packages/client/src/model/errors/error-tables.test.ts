import { expect, test } from 'vitest';
import { stopInstances } from '../../services/cvm/2.0/operations.gen.js';
import type { ErrorDescriptor } from '../descriptor.js';
import { describeError } from './error-tables.js';

const about = (advice: string): ErrorDescriptor => ({
  ...{ category: 'resource', retry: 'never', effect: 'none', advice },
});

test('the code in words of the operation comes before the common number', () => {
  const codeDesc = 'OperationConstraints.InvaildInstanceStatus';
  expect(describeError(stopInstances, { code: 4000, codeDesc })).toBe(stopInstances.errors?.[codeDesc]);
  expect(describeError(stopInstances, { code: 4100 })).toBe(stopInstances.service.errors['4100']);
  expect(describeError(stopInstances, { code: 4100, codeDesc: 'constructor' })).toBe(
    stopInstances.service.errors['4100'],
  );
});

test('an undocumented code is not taken for harmless or for worth repeating', () => {
  for (const code of [9999, 'toString', 'Some.Thing', ''])
    expect(describeError(stopInstances, { code, codeDesc: 'toString' })).toMatchObject({
      retry: 'never',
      effect: 'unknown',
    });
});

test('a code that is not in the tables is what all that begin so are', () => {
  const errors = { 'A.B': about('A.B'), 'A.B.*': about('a kind of A.B'), 'A*': about('a kind of A') };
  const operation = { errors: {}, service: { ...stopInstances.service, errors } };
  const advice = (code: string): string => describeError(operation, { code }).advice;
  expect(['A.B', 'A.B.C', 'A.Bx', 'A', 'AX'].map(advice)).toEqual([
    'A.B',
    'a kind of A.B',
    'a kind of A',
    'a kind of A',
    'a kind of A',
  ]);
  expect(advice('B.A')).toBe('See the service’s message.');
});

test('a code of the service comes before what the operation says of all that begin so', () => {
  const operation = {
    errors: { 'A.B*': about('of the operation') },
    service: {
      ...stopInstances.service,
      errors: { 'A.B.C': about('of the service'), 'A.B.*': about('in general') },
    },
  };
  const advice = (code: string): string => describeError(operation, { code }).advice;
  expect(['A.B.C', 'A.B.D'].map(advice)).toEqual(['of the service', 'of the operation']);
});
