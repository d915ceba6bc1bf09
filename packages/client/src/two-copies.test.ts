import { expect, test, vi } from 'vitest';
import { ApiError, isQcvmError } from './model/errors/errors.js';

test('an error of another copy of the package is recognised, where instanceof is not', async () => {
  vi.resetModules();
  const copy = await import('./model/errors/errors.js');
  const descriptor = {
    category: 'quota',
    retry: 'later',
    effect: 'none',
    meaning: 'No.',
    advice: 'Wait.',
  } as const;
  const error = new copy.ApiError({ code: 4400, serviceMessage: '', status: 200, descriptor });
  expect(error).not.toBeInstanceOf(ApiError);
  expect(isQcvmError(error)).toBe(true);
  expect(error.name).toBe('ApiError');
  for (const other of [new Error('x'), {}, null, undefined, 'ApiError'])
    expect(isQcvmError(other)).toBe(false);
});
