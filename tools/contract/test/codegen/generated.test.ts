import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { operationArbitraries } from '@qcvm/mock/arbitraries';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ValidationError } from '../../../../packages/client/src/model/errors/errors.js';
import { validate } from '../../../../packages/client/src/core/call/validate.js';
import type { OperationShapes } from '../../../../packages/mock/src/services/shape.js';
import { generate } from '../../../codegen/src/generate.js';
import { specs } from '../../../codegen/test/demo.js';
import { readText } from '../../src/repository.js';
import { compilerHost } from '../../../../packages/client/test/support/compiler.js';
import { runs } from '../../../../packages/client/test/support/runs.js';

type Schema = Readonly<Record<string, unknown>>;
const description = 'One of many.';
const bounds = (low: string, high: string, most: number): fc.Arbitrary<Schema> =>
  fc.tuple(fc.nat(most), fc.nat(most), fc.boolean(), fc.boolean()).map(([one, more, hasLow, hasHigh]) => ({
    ...(hasLow && { [low]: one }),
    ...(hasHigh && { [high]: one + more + 1 }),
  }));

const text = fc.oneof(
  bounds('minLength', 'maxLength', 5),
  fc
    .uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 3 })
    .map((values) => ({ enum: values })),
  fc
    .constantFrom('^t-[0-9]{1,9}$', '^[a-z]{2,4}$', '^(?:a|bc)$')
    .map((pattern) => ({ pattern, 'x-qcloud-meaning': 'a made up text' })),
);
const integer = fc.oneof(
  bounds('minimum', 'maximum', 50),
  fc
    .uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 3 })
    .map((values) => ({ enum: values })),
);
const leaf = fc.oneof(
  text.map((rules): Schema => ({ type: 'string', description, ...rules })),
  integer.map((rules): Schema => ({ type: 'integer', description, ...rules })),
);
const names = ['alpha', 'beta', 'gamma'];
const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc
      .tuple(tie('schema'), fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }))
      .map(([items, maxItems]) => ({
        type: 'array',
        description,
        items,
        minItems: 1,
        ...(maxItems && { maxItems }),
      })),
    fc.tuple(fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), fc.nat(7)).map(([fields, chosen]) => ({
      type: 'object',
      description,
      'x-qcloud-source': 'https://example.com/Made',
      required: names.slice(0, fields.length).filter((_, index) => index === 0 || chosen & (1 << index)),
      properties: Object.fromEntries(fields.map((field, index) => [names[index] ?? '', field])),
    })),
  ),
}));
/** What an operation takes in addition to its ids. */
const fields = fc
  .array(schema, { minLength: 1, maxLength: 3 })
  .map((all) => Object.fromEntries(all.map((each, index) => [names[index] ?? '', each])));
type Fields = Readonly<Record<string, Schema>>;

const replaced =
  '          force: { type: integer, description: 1 to use force., enum: [0, 1], default: 0 }\n';
const specsWith = (added: Fields, reverse = false) =>
  specs({
    replace: replaced,
    by: Object.entries(added)
      [reverse ? 'reverse' : 'slice']()
      .map(([name, each]) => `          ${name}: ${JSON.stringify(each)}\n`)
      .join(''),
  });

/** The data of a generated file, as a program would load it. */
function load(
  files: ReadonlyMap<string, string>,
  path: string,
  known: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { outputText } = ts.transpileModule(files.get(path) ?? '', {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: Record<string, unknown> = {};
  runInNewContext(outputText, { exports: exported, require: (name: string) => known[name] });
  // From the realm of the script into ours.
  return JSON.parse(JSON.stringify(exported)) as Record<string, unknown>;
}

async function generated(added: Fields) {
  const files = new Map((await generate(specsWith(added))).map(({ path, text: content }) => [path, content]));
  const client = 'packages/client/src/services';
  const common = load(files, `${client}/2.0.gen.ts`, {});
  const errors = load(files, `${client}/demo/2.0/errors.gen.ts`, {});
  const operations = load(files, `${client}/demo/2.0/operations.gen.ts`, {
    '../../2.0.gen.js': common,
    './errors.gen.js': errors,
  });
  const { demoShapes } = load(files, 'packages/mock/src/services/demo/2.0/shapes.gen.ts', {});
  const shape = (demoShapes as OperationShapes)['StopThings'];
  if (!shape) throw new Error('no shape');
  return { files, descriptor: operations['stopThings'] as OperationDescriptor, shape };
}

/** The input schema as JSON Schema says it, with everything that is not named forbidden. */
function closed(added: Fields): object {
  const close = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(close);
    if (typeof each !== 'object' || each === null) return each;
    const inner = Object.fromEntries(Object.entries(each).map(([name, value]) => [name, close(value)]));
    return inner['type'] === 'object' ? { ...inner, additionalProperties: false } : inner;
  };
  const thingIds = {
    type: 'array',
    items: { type: 'string', pattern: '^t-[0-9]{1,9}$' },
    minItems: 1,
    maxItems: 10,
    uniqueItems: true,
  };
  return close({ type: 'object', required: ['thingIds'], properties: { thingIds, ...added } }) as object;
}

const ajv = new Ajv2020({ strict: false, unicodeRegExp: true });

const judge = (descriptor: OperationDescriptor, input: unknown): string[] => {
  try {
    validate(descriptor, input);
    return [];
  } catch (error) {
    if (error instanceof ValidationError) return error.problems.map(({ rule }) => rule);
    throw error;
  }
};

test('for any small spec: valid inputs are what ajv and the generated table accept, invalid ones what both refuse, for the stated rule', async () => {
  await fc.assert(
    fc.asyncProperty(fields, fc.integer(), async (added, seed) => {
      const { descriptor, shape } = await generated(added);
      const { input, invalidInput } = operationArbitraries(descriptor, shape);
      const accepts = ajv.compile(closed(added));
      for (const valid of fc.sample(input, { numRuns: 10, seed }))
        expect([judge(descriptor, valid), accepts(valid)]).toEqual([[], true]);
      for (const wrong of fc.sample(invalidInput, { numRuns: 10, seed })) {
        expect(judge(descriptor, wrong.input)).toEqual([wrong.rule]);
        // JSON Schema has no word for a few of our rules: half a character, a hole, an unsafe integer.
        const own = ['unicode', 'sparse', 'type', 'unique'].includes(wrong.rule);
        if (!own) expect(accepts(wrong.input)).toBe(false);
      }
    }),
    runs(3),
  );
});

test('for any small spec: a second run, and another order of keys, give the same files byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fields, async (added) => {
      const first = await generate(specsWith(added));
      expect(await generate(specsWith(added))).toEqual(first);
      expect(await generate(specsWith(added, true))).toEqual(first);
    }),
    runs(2),
  );
});

test('for many small specs: everything that is generated compiles under strict settings', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    const { numRuns, seed = 20160606 } = runs(3);
    const roots: string[] = [];
    for (const [index, added] of fc.sample(fields, { numRuns, seed }).entries()) {
      const put = (path: string, content: string): void => {
        const file = join(directory, `${index}`, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        if (path.endsWith('.gen.ts')) roots.push(file);
      };
      for (const path of [
        'packages/client/src/model/descriptor.ts',
        'packages/client/src/model/parameters/parameter-table.ts',
        'packages/client/src/schemas/read.ts',
        'packages/mock/src/services/shape.ts',
        'packages/cli/src/command.ts',
      ])
        put(path, readText(path));
      // Data files ask the compiler to pass them by; here it must not.
      for (const [path, content] of (await generated(added)).files)
        // An entry point binds what is generated to the runtime, which is not here.
        if (path.endsWith('.ts') && !/^packages\/client\/src\/[^/]+$/.test(path))
          put(path, content.replace(/^\/\/ @ts-nocheck: .*\n/m, ''));
    }
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    const options: ts.CompilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
      types: [],
      skipLibCheck: true,
      paths: { '@qcvm/client/descriptors': [join(directory, '0/packages/client/src/model/descriptor.ts')] },
    };
    const program = ts.createProgram(roots, options, compilerHost(options));
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ messageText, file }) =>
          `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      );
    expect(roots.length).toBeGreaterThan(numRuns);
    expect(problems).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
