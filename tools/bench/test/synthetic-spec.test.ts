import { expect, test } from 'vitest';
import { generate } from '../../codegen/src/generate.js';
import { dialect, readSpec } from '../../codegen/test/demo.js';
import { syntheticSpec } from '../src/synthetic-spec.js';

const filesOf = (operations: number) => {
  const texts = new Map([
    ['2.0/common.yaml', readSpec('2.0/common.yaml')],
    ['2.0/made.yaml', syntheticSpec('made', operations)],
  ]);
  return generate({ texts, dialect });
};

test('a made-up spec is accepted by the loader, and has as many operations as were asked for', async () => {
  for (const operations of [1, 7, 90]) {
    const pages = (await filesOf(operations)).filter(({ path }) => path.startsWith('docs/reference/made/'));
    expect(pages).toHaveLength(operations);
  }
});

test('a made-up spec has batches, pages, objects in lists in objects, fixed and documented values, and patterns', async () => {
  const files = new Map((await filesOf(5)).map(({ path, text }) => [path, text]));
  const operations = files.get('packages/client/src/services/made/2.0/operations.gen.ts') ?? '';
  for (const part of ['batch: {', 'pagination: {', 'items: {', 'values: [0, 1]', 'pattern: ', 'singleAsList'])
    expect(operations).toContain(part);
  expect(files.get('packages/client/src/services/made/2.0/types.gen.ts')).toContain('(number & {})');
});

test('a made-up spec is the same every time', () => {
  expect(syntheticSpec('made', 30)).toBe(syntheticSpec('made', 30));
});
