import { expect, test } from 'vitest';
import { generate } from '../src/index.js';
import { expectFormatted } from './formatted.js';
import { largeDescription } from './import/large-description.js';
import { check } from './project.js';

test('a large service is formatted, compiles, and costs the compiler as much for each operation as a small one', async () => {
  const [small, large] = [50, 200].map((actions) => generate({ description: largeDescription(actions) }));
  for (const { path, text } of large ?? []) await expectFormatted(path, text);
  const { complaints, types } = check(large ?? []);
  expect(complaints).toEqual([]);
  const fixed = check(generate({ description: largeDescription(1) })).types;
  expect(types - fixed).toBeLessThan(4.2 * (check(small ?? []).types - fixed));
  // Of the 15,000 operations that the vendor describes, each may cost 60 KB.
  expect((types - fixed) / 200).toBeLessThan(19);
});
