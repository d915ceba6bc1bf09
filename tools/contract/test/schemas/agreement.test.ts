import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { OperationDescriptor, ParameterTable } from '@qcvm/client/descriptors';
import { ValidationError } from '@qcvm/client';
import { inputSchema } from '@qcvm/client/schemas';
import { createCvm, cvmOperations } from '@qcvm/client/v3';

// The client checks inputs by its tables, other programs by the schemas: an input is right for both, or for neither.

type Rule = ParameterTable[string];

/** One for all, as each of its own would compile the schema of schemas first. */
const ajv = new Ajv2020({ strict: true });

/** Nothing is sent: what is refused before that is what counts. */
const cvm = createCvm({
  region: 'ap-guangzhou',
  credentials: { secretId: 'AKIDexample', secretKey: 'secret' },
  transport: { send: () => Promise.reject(new Error('not sent')) },
  retry: false,
  limits: false,
}) as unknown as Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

/** Numbers at and beyond both ends of a range, and lengths likewise. */
const around = (least = 0, most = least + 3): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: least, max: Math.max(least, Math.min(most, least + 100)) }) },
    fc.constantFrom(least - 1, most, most + 1),
  );

const samples = new Map<string, readonly string[]>();

function matching(pattern: string): readonly string[] {
  let found = samples.get(pattern);
  if (!found)
    samples.set(
      pattern,
      (found = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u')), { numRuns: 5, seed: 1 })),
    );
  return found;
}

function text(rule: Extract<Rule, { kind: 'string' }>): fc.Arbitrary<unknown> {
  const { values, names, pattern, minLength = 0, maxLength = 3 } = rule;
  const right = values?.length
    ? fc.constantFrom(...values)
    : names?.length
      ? fc.constantFrom(...names.map((name) => name.replace('{key}', 'a')))
      : pattern !== undefined
        ? fc.constantFrom(...matching(pattern))
        : fc
            .integer({ min: minLength, max: Math.max(minLength, Math.min(maxLength, minLength + 3)) })
            .map((length) => 'a'.repeat(length));
  const lengths = [0, minLength - 1, maxLength, maxLength + 1].filter((length) => length >= 0);
  return fc.oneof(
    { weight: 12, arbitrary: right },
    fc.constantFrom(...lengths.map((length) => '\u{1f600}'.repeat(length))),
  );
}

/** Mostly what a rule asks for, with a fault now and then. */
function value(rule: Rule, depth: number): fc.Arbitrary<unknown> {
  const right = (): fc.Arbitrary<unknown> => {
    switch (rule.kind) {
      case 'string':
        return text(rule);
      case 'integer':
        return rule.values?.length
          ? fc.oneof(
              { weight: 6, arbitrary: fc.constantFrom<number>(...rule.values) },
              fc.constantFrom(-1, 13),
            )
          : around(rule.minimum, rule.maximum);
      case 'number':
        return fc.oneof(around(rule.minimum, rule.maximum), fc.constant(0.5));
      case 'boolean':
        return fc.boolean();
      case 'list':
        return fc.oneof(
          { weight: 8, arbitrary: fc.array(value(rule.items, depth + 1), { minLength: 1, maxLength: 2 }) },
          { weight: 2, arbitrary: fc.constant([]) },
          ...(rule.maxItems === undefined || rule.maxItems > 100
            ? []
            : [
                value(rule.items, depth + 1).map((item) =>
                  Array.from({ length: rule.maxItems! + 1 }, () => item),
                ),
              ]),
        );
      case 'object':
        return fields(typeof rule.fields === 'function' ? rule.fields() : rule.fields, depth + 1);
    }
  };
  return fc.oneof(
    { weight: 30, arbitrary: right() },
    fc.constantFrom<unknown>(null, 1, '', true, [], {}, ['']),
  );
}

function fields(table: ParameterTable, depth: number): fc.Arbitrary<unknown> {
  const names = Object.keys(table);
  const required = names.filter((name) => table[name]?.required);
  const optional = names.filter((name) => !table[name]?.required);
  return fc
    .tuple(
      depth > 4 ? fc.constant([]) : fc.subarray(optional, { maxLength: Math.min(optional.length, 3) }),
      fc.oneof({ weight: 20, arbitrary: fc.constant(required) }, fc.subarray(required)),
      fc.oneof({ weight: 30, arbitrary: fc.constant({}) }, fc.constant({ Unknown: 1 })),
    )
    .chain(([some, needed, more]) =>
      fc
        .record(
          Object.fromEntries([...needed, ...some].map((name) => [name, value(table[name]!, depth + 1)])),
        )
        .map((made) => ({ ...made, ...more })),
    );
}

test.each(Object.entries<OperationDescriptor>(cvmOperations))(
  'the schema of the input of %s takes what the client takes, and refuses what it refuses',
  async (method, operation) => {
    const accepts = ajv.compile(inputSchema(operation));
    const { factor, ...options } = inject('properties');
    await fc.assert(
      fc.asyncProperty(fields(operation.input, 0), async (input) => {
        const refusal = await cvm[method]?.(input).catch((error: unknown) => error);
        const bySchema = accepts(input);
        const byClient = !(refusal instanceof ValidationError);
        expect({
          bySchema,
          why: accepts.errors?.[0],
          refusal: byClient ? undefined : String(refusal),
        }).toEqual(
          byClient
            ? { bySchema: true }
            : { bySchema: false, why: accepts.errors?.[0], refusal: String(refusal) },
        );
      }),
      { numRuns: 15 * factor, ...options },
    );
  },
);
