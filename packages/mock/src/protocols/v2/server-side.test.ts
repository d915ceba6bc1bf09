import { services, type OperationDescriptor } from '@qcvm/client/descriptors';
import { array, assert, property, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import { anyText } from '../../arbitraries/valid.js';
import { writeOutcome, writeShared } from './server-side.js';

const operation = services
  .flatMap<OperationDescriptor>(({ operations }) => Object.values(operations))
  .find(({ action }) => action === 'StopInstances');

it('writes one result for all instances as it writes one for each, regardless of their ids', () => {
  if (!operation) expect.fail('StopInstances is not described');
  const about = { operation, now: 0 };
  const odd = anyText();
  const spelt = array(odd, { maxLength: 3 }).map((parts) => parts.join('","\\'));
  assert(
    property(uniqueArray(spelt, { minLength: 1, maxLength: 9 }), odd, (ids, requestId) => {
      const result = { code: 0, message: '', requestId } as const;
      const { body, ...head } = writeShared({ ids, result }, about);
      const each = writeOutcome({ results: ids.map((id) => ({ id, ...result })) }, about);
      expect(JSON.parse(body)).toEqual(JSON.parse(each.body));
      expect(head).toEqual({ kind: each.kind, status: each.status, headers: each.headers });
    }),
  );
});
