import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { cvmOperations, type ParameterTable } from '@qcvm/client/descriptors';
import { ApiError, ValidationError } from '@qcvm/client';
import { describedOperations, inputSchema, outputSchema } from '@qcvm/client/schemas';
import type { JsonSchema, SchemaOf } from '@qcvm/client/schemas';
import {
  createCvm,
  cvmOperations as operationsV3,
  describeInstances,
  rebootInstances,
  stopInstances,
} from '@qcvm/client/v3';
import { createEmulator, fleet } from '@qcvm/mock';
import { arbitraries as cvmArbitraries } from '@qcvm/mock/arbitraries';

const all = describedOperations();
const ajv = new Ajv2020({ strict: true, allErrors: true });

interface Checker {
  readonly schema: JsonSchema;
  readonly accepts: ValidateFunction;
  readonly zod: z.ZodType;
}
const checkers = new Map<string, Checker>();

/** A schema, compiled by each at its first use: that is what takes long. */
function checkerOf(operation: SchemaOf, direction: 'input' | 'output'): Checker {
  const { service, action } = operation;
  const name =
    typeof service === 'string' ? `${service} ${operation.version}` : `${service.name} ${service.version}`;
  const key = `${name} ${action} ${direction}`;
  const known = checkers.get(key);
  if (known) return known;
  const schema = (direction === 'input' ? inputSchema : outputSchema)(operation);
  const made = { schema, accepts: ajv.compile(schema), zod: z.fromJSONSchema(schema) };
  checkers.set(key, made);
  return made;
}

test('there are schemas of every operation of both generations', () => {
  const actionsOf = (version: string, service = 'cvm'): string[] =>
    all.filter((each) => each.version === version && each.service === service).map(({ action }) => action);
  expect(actionsOf('2.0').sort()).toEqual(
    Object.values(cvmOperations)
      .map(({ action }) => action)
      .sort(),
  );
  expect(actionsOf('2017-03-12').sort()).toEqual(
    Object.values(operationsV3)
      .map(({ action }) => action)
      .sort(),
  );
  expect(actionsOf('2.0', 'image').length).toBeGreaterThan(0);
});

test('ajv compiles every one at its strictest, and zod takes every one', () => {
  for (const operation of all)
    for (const direction of ['input', 'output'] as const)
      expect(() => checkerOf(operation, direction), `${operation.action} ${direction}`).not.toThrow();
});

test('no text of an answer has closed values: services add new ones', () => {
  const closed = all.flatMap((operation) => {
    const found: unknown[] = [];
    JSON.stringify(checkerOf(operation, 'output').schema, (name, value: unknown) => {
      if (name === 'enum' && Array.isArray(value) && value.some((text) => typeof text === 'string'))
        found.push(value);
      return value;
    });
    return found.length > 0 ? [[operation.action, found]] : [];
  });
  expect(closed).toEqual([]);
});

type Part = Readonly<Record<string, unknown>>;

const samples = new Map<string, string>();

/** A text that matches a pattern. */
function matching(pattern: string): string {
  const known = samples.get(pattern);
  if (known !== undefined) return known;
  const [sample = ''] = fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { numRuns: 1, seed: 1 });
  samples.set(pattern, sample);
  return sample;
}

/** A value as a form would have it before anything but the necessary is filled in; walks the schema as a form builder does. */
function filledIn(schema: Part, root: Part): unknown {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const definitions = root['$defs'] as Readonly<Record<string, Part>>;
    return filledIn(definitions[reference.replace('#/$defs/', '')] ?? {}, root);
  }
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (Array.isArray(schema['anyOf'])) return filledIn(schema['anyOf'][0] as Part, root);
  if (schema['default'] !== undefined) return schema['default'];
  const [type] = [schema['type']].flat();
  switch (type) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Part>>;
      const rules = (schema['allOf'] ?? []) as readonly { readonly anyOf: readonly Part[] }[];
      const needed = [schema, ...rules.map(({ anyOf }) => anyOf[0] ?? {})];
      const required = needed.flatMap((part) => (part['required'] ?? []) as readonly string[]);
      return Object.fromEntries(required.map((name) => [name, filledIn(properties[name] ?? {}, root)]));
    }
    case 'array':
      return Array.from({ length: Math.max(Number(schema['minItems'] ?? 0), 1) }, () =>
        filledIn(schema['items'] as Part, root),
      );
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 1), 1);
    case 'boolean':
      return true;
    case 'string':
      return typeof schema['pattern'] === 'string'
        ? matching(schema['pattern'])
        : 'a'.repeat(Math.max(Number(schema['minLength'] ?? 1), 1));
    default:
      throw new Error(`a form does not know the type ${String(type)}`);
  }
}

/** The names of filters that the client knows of an operation; none where it does not check them. */
function filterNames(input: ParameterTable): readonly string[] {
  const filters = input['Filters'];
  const items = filters?.kind === 'list' ? filters.items : undefined;
  const fields = items?.kind === 'object' ? items.fields : {};
  const item = (typeof fields === 'function' ? fields() : fields)['Name'];
  return item?.kind === 'string' ? (item.names ?? []) : [];
}

describe('API 3.0', () => {
  const emulator = createEmulator({ instances: fleet('ap-guangzhou').running(2), quota: false });
  const { credentials, runtime } = emulator;
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials,
    transport: emulator,
    runtime,
    retry: { maxAttempts: 1 },
  });

  test('what a form makes of an input is taken by ajv, by zod and by the client; what the service answers fits', async () => {
    let answered = 0;
    for (const [method, operation] of Object.entries(operationsV3)) {
      const { schema: input, accepts: validate, zod } = checkerOf(operation, 'input');
      const value = filledIn(input, input);
      expect([operation.action, validate(value), validate.errors]).toEqual([operation.action, true, null]);
      expect([operation.action, zod.safeParse(value).error]).toEqual([operation.action, undefined]);
      try {
        const answer = await (cvm as unknown as Record<string, (input: unknown) => Promise<unknown>>)[
          method
        ]?.(value);
        const { accepts: fits } = checkerOf(operation, 'output');
        expect([operation.action, fits(answer), fits.errors]).toEqual([operation.action, true, null]);
        answered += 1;
      } catch (error) {
        // The emulator knows no such resource; that the client has sent it is what counts.
        if (error instanceof ValidationError || !(error instanceof ApiError)) throw error;
      }
    }
    expect(answered).toBeGreaterThan(40);
  });

  test.each([
    ['a name that is unknown', { InstanceIds: ['ins-09dx96dg'], Force: true }],
    ['an empty list, which could be taken for everything', { InstanceIds: [] }],
    ['a value that there is not', { InstanceIds: ['ins-09dx96dg'], StopType: 'GENTLE' }],
    ['too many ids', { InstanceIds: Array.from({ length: 101 }, (_, place) => `ins-${String(place)}`) }],
    ['an id twice', { InstanceIds: ['ins-1', 'ins-1'] }],
    [
      'two parameters that exclude each other',
      { InstanceIds: ['ins-1'], StopType: 'SOFT', ForceStop: false },
    ],
    ['nothing', {}],
  ])('both refuse %s', async (_, input) => {
    expect(checkerOf(stopInstances, 'input').accepts(input)).toBe(false);
    await expect(cvm.stopInstances(input as never)).rejects.toBeInstanceOf(ValidationError);
  });

  const filtering = Object.entries(operationsV3).flatMap(([method, operation]) => {
    const names = filterNames(operation.input);
    return names.length === 0 ? [] : [{ method, operation, names }];
  });

  test.each(filtering)(
    'ajv, zod and the client take the names of filters of $method, and no others',
    async ({ method, operation, names }) => {
      const { schema, accepts, zod } = checkerOf(operation, 'input');
      const judged = async (Name: string, values = 1): Promise<readonly boolean[]> => {
        const Values = Array.from({ length: values }, (_, place) => String(place));
        const input = { ...(filledIn(schema, schema) as object), Filters: [{ Name, Values }] };
        const call = (cvm as unknown as Record<string, (given: unknown) => Promise<unknown>>)[method];
        const refusal = await call?.(input).catch((error: unknown) => error);
        return [accepts(input), zod.safeParse(input).success, !(refusal instanceof ValidationError)];
      };
      for (const name of names)
        expect([name, ...(await judged(name.replace('{key}', 'a.b')))]).toEqual([name, true, true, true]);
      const others = [...names.map((name) => `${name.replace('{key}', '')}s`), 'tag:', 'colour', ''];
      for (const name of others.filter((each) => !names.includes(each) && !/^tag:./.test(each)))
        expect([name, ...(await judged(name))]).toEqual([name, false, false, false]);
      // Not every operation limits the values of a filter.
      const [byAjv, byZod, byClient] = await judged(names[0] ?? '', 1000);
      expect([byAjv, byZod]).toEqual([byClient, byClient]);
    },
  );

  test('a form can offer the names of filters', () => {
    const { properties } = checkerOf(describeInstances, 'input').schema as {
      readonly properties: Readonly<Record<string, { readonly items: JsonSchema }>>;
    };
    const { items } = properties['Filters'] ?? {};
    expect(items).toMatchObject({
      type: 'object',
      required: ['Name', 'Values'],
      properties: {
        Name: {
          anyOf: [
            { enum: expect.arrayContaining(['zone', 'instance-state']) as unknown },
            { type: 'string', pattern: '^tag:[\\s\\S]' },
          ],
        },
        Values: { type: 'array', maxItems: 5 },
      },
    });
  });
});

/** Whether a value is one of JSON's, with numbers and texts that a program can hold: a schema says nothing of others. */
const isJson = (value: unknown): boolean => {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object' || value === null) return value === null || typeof value === 'boolean';
  return (
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as null) &&
    Object.values(value).every(isJson)
  );
};

test('in API 2.0 schemas take what the client takes, and refuse what it refuses', () => {
  const { factor, ...options } = inject('properties');
  for (const [name, operation] of Object.entries(cvmOperations)) {
    const arbitraries = cvmArbitraries[name as keyof typeof cvmArbitraries];
    const { accepts: input } = checkerOf(operation, 'input');
    const { accepts: output } = checkerOf(operation, 'output');
    fc.assert(
      fc.property(arbitraries.input, arbitraries.invalidInput, arbitraries.output, (right, wrong, given) => {
        expect([input(right), input.errors]).toEqual([true, null]);
        if (isJson(wrong.input)) expect([wrong, input(wrong.input)]).toEqual([wrong, false]);
        expect([output(given), output.errors]).toEqual([true, null]);
      }),
      { numRuns: 30 * factor, ...options },
    );
  }
});

test('an operation that there is not is refused with what to do', () => {
  expect(() => inputSchema({ service: 'cvm', action: 'StopInstance' })).toThrow(
    /must be one of describedOperations\(\), but is StopInstance of cvm, version 2\.0/,
  );
  for (const given of [undefined, null, 'StopInstances', {}, { service: null, action: 'StopInstances' }])
    expect(() => outputSchema(given as never)).toThrow(
      /operation must be one of describedOperations\(\), or a descriptor that this package exports; received /,
    );
  expect(inputSchema({ service: 'cvm', version: '2017-03-12', action: 'RebootInstances' })).toEqual(
    inputSchema(rebootInstances),
  );
});
