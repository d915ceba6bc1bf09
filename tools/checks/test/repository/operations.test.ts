import { join } from 'node:path';
import { services } from '@qcvm/client/descriptors';
import * as newer from '@qcvm/client/v3';
import { expect, it } from 'vitest';
import { root } from '../../src/repository.js';
import { operationsIn } from '../../src/sizes/operations.js';

it('budgets count every operation that the client has, of both generations', () => {
  const tables = [
    ...services.map(({ operations }) => operations),
    ...Object.entries(newer).flatMap(([name, value]) => (name.endsWith('Operations') ? [value] : [])),
  ];
  expect(tables.length).toBeGreaterThan(2);
  expect(operationsIn(join(root, 'specs'))).toBe(tables.flatMap((table) => Object.keys(table)).length);
});
