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

test('a named list of objects without a name is a type of its own, and they are written in it', async () => {
  const labelled = specs({
    replace: '        label: { type: string, description: Its label., maxLength: 20 }\n',
    by: `        label: { type: string, description: Its label., maxLength: 20 }
        marks: { description: Its marks., $ref: '#/components/schemas/Marks' }
    Marks:
      type: array
      description: Marks of a thing.
      x-qcloud-source: https://example.com/Thing
      items:
        type: object
        required: [colour]
        properties: { colour: { type: string, description: Its colour. } }
`,
  });
  const files = await generate(labelled);
  const types = files.find(({ path }) => path.endsWith('demo/2.0/types.gen.ts'))?.text;
  expect(types).toContain(`export type Marks = readonly {
  /** Its colour. */
  readonly colour: string;
}[];`);
  expect(types).toContain('  /** Its marks. */\n  readonly marks?: Marks;');
  expect(files.find(({ path }) => path.endsWith('demo/ListThings.md'))?.text).toContain(
    '| `marks[].colour` | string | yes | Its colour. |',
  );
});

test('lists that have names are ids of a batch and items of a page like others', async () => {
  const named = `    ThingIds:
      type: array
      description: Ids of things.
      x-qcloud-source: https://example.com/Thing
      items: { $ref: '#/components/schemas/ThingId' }
      minItems: 1
      maxItems: 10
      uniqueItems: true
    Things:
      type: array
      description: Things.
      x-qcloud-source: https://example.com/Thing
      items: { $ref: '#/components/schemas/Thing' }
`;
  const text = demo
    .replace(
      /thingIds:\n +type: array\n +description: The things to stop\.\n(?: +(?:items|m..Items|uniqueItems).*\n)+/,
      "thingIds: { description: The things to stop., $ref: '#/components/schemas/ThingIds' }\n",
    )
    .replace(
      /things:\n +type: array\n +description: The things of this page\.\n +items.*\n/,
      "things: { description: The things of this page., $ref: '#/components/schemas/Things' }\n",
    )
    .replace('    ThingId:\n', `${named}    ThingId:\n`);
  const texts = new Map([
    ['2.0/common.yaml', readSpec('2.0/common.yaml')],
    ['2.0/demo.yaml', text],
  ]);
  const operations = (await generate({ texts, dialect })).find(({ path }) =>
    path.endsWith('operations.gen.ts'),
  );
  expect(operations?.text).toContain("batch: { ids: 'thingIds', maximum: 10, results: 'detail' }");
  expect(operations?.text).toContain('Types.ListThingsOutput, Types.Thing>');
});
