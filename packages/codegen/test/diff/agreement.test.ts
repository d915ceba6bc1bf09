import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { diffServices } from '../../src/diff/diff.js';
import { readService } from '../../src/read-service.js';
import { anyDescription } from '../import/any-description.js';
import { complaintsIn } from '../project.js';
import { anyMutations, mutated } from './mutations.js';
import { programOf, typesAndClient } from './program.js';

const serviceOf = (made: object) => readService({ description: JSON.stringify(made) });
const textOf = (service: ReturnType<typeof serviceOf>): string =>
  typesAndClient(service)
    .map(({ text }) => text)
    .join('\n');

test('the diff and the compiler tell the same: what was written for the old types compiles against the new, or the change is major', () => {
  const { factor, ...options } = inject('properties');
  fc.assert(
    fc.property(anyDescription, anyMutations, (description, changes) => {
      const before = serviceOf(description);
      const after = serviceOf(mutated(description, changes));
      const found = diffServices(before, after);
      const program = { path: 'program.ts', text: programOf(before) };
      expect(complaintsIn([...typesAndClient(before), program])).toEqual([]);
      const complaints = complaintsIn([...typesAndClient(after), program]);
      const breaking = found.changes.filter(({ effect, seen }) => effect === 'major' && seen === 'types');
      expect({ complaints, found, isBreaking: complaints.length > 0 }).toEqual({
        complaints,
        found,
        isBreaking: breaking.length > 0,
      });
      if (found.changes.length === 0) expect(textOf(after)).toBe(textOf(before));
      if (textOf(after) !== textOf(before)) expect(found.changes).not.toEqual([]);
      expect(diffServices(after, after).changes).toEqual([]);
    }),
    { numRuns: 8 * factor, ...options },
  );
});
