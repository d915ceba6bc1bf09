import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { generate } from '../src/generate.js';
import { demo, dialect, readSpec, specs } from './demo.js';

/** The same tree with the members of every object in another order. */
function shuffled(value: unknown, order: (names: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  return Object.fromEntries(
    order(Object.keys(members)).map((name) => [name, shuffled(members[name], order)]),
  );
}

/** A shuffle that is drawn once, so that a failure can be repeated. */
function shuffle(numbers: readonly number[]): (names: string[]) => string[] {
  let next = 0;
  const draw = (): number => numbers[next++ % numbers.length] ?? 0;
  return (names) =>
    names
      .map((name) => ({ name, rank: draw() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ name }) => name);
}

test.each(['cvm', 'demo'])(
  'the order of keys in the specs of %s does not show in what is generated',
  async (name) => {
    const common = readSpec('2.0/common.yaml');
    const module = name === 'demo' ? demo : readSpec(`2.0/${name}.yaml`);
    const texts = new Map([
      ['2.0/common.yaml', common],
      [`2.0/${name}.yaml`, module],
    ]);
    const want = await generate({ texts, dialect });
    const trees = [...texts].map(([path, text]) => [path, parse(text) as unknown] as const);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 50, maxLength: 200 }), async (numbers) => {
        const order = shuffle(numbers);
        const other = new Map(trees.map(([path, tree]) => [path, stringify(shuffled(tree, order))]));
        expect(await generate({ texts: other, dialect })).toEqual(want);
      }),
      { numRuns: 4 },
    );
  },
);

/** Everything that is made from a small spec, whole: what to look at when an emitter changes. */
test('the files of the demo module', async () => {
  const files = (await generate(specs())).filter(
    ({ path }) => path.includes('demo') || path.endsWith('commands.gen.ts'),
  );
  expect(files.map(({ path }) => path)).toEqual([
    'docs/reference/demo/ListThings.md',
    'docs/reference/demo/StopThings.md',
    'packages/cli/src/generated/commands.gen.ts',
    'packages/client/src/demo.gen.ts',
    'packages/client/src/services/demo/2.0/client.gen.ts',
    'packages/client/src/services/demo/2.0/errors.gen.ts',
    'packages/client/src/services/demo/2.0/operations.gen.ts',
    'packages/client/src/services/demo/2.0/types.gen.ts',
    'packages/mock/src/services/demo/2.0/shapes.gen.ts',
  ]);
  for (const { path, text } of files) {
    await expect(text).toMatchFileSnapshot(`./demo/${path.replace(/^.*\/(?=[^/]+$)/, '')}.txt`);
  }
});

test('no line of generated code is wider than 110 characters', async () => {
  const files = await generate(specs());
  const wide = files
    .filter(({ path }) => path.endsWith('.ts'))
    // Texts that are packed into one string each, for their size.
    .filter(({ path }) => path !== 'packages/client/src/schemas/tables.gen.ts')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => line.length > 110)
        .map((line) => `${path}: ${line}`),
    );
  expect(wide).toEqual([]);
});
