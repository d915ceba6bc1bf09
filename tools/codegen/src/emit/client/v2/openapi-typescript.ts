import openapiTypescript, { transformSchemaObject } from 'openapi-typescript';
import type { TransformNodeOptions } from 'openapi-typescript';
import ts from 'typescript';
import type { NamedSchema } from '../../../model/v2.js';
import { schemaDefinition } from './json-schema.js';

const { factory } = ts;

function literalType(value: string | number): ts.TypeNode {
  if (typeof value === 'string') return factory.createLiteralTypeNode(factory.createStringLiteral(value));
  const digits = factory.createNumericLiteral(Math.abs(value));
  return factory.createLiteralTypeNode(
    value < 0 ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, digits) : digits,
  );
}

/** `2 | 4 | (number & {})`: an editor completes the known values, the compiler accepts every other. */
function openUnion(values: readonly (string | number)[]): ts.TypeNode {
  const base = typeof values[0] === 'string' ? ts.SyntaxKind.StringKeyword : ts.SyntaxKind.NumberKeyword;
  const anyOther = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(base),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([...values.map(literalType), factory.createParenthesizedType(anyOther)]);
}

function knownValues(schema: object): readonly (string | number)[] | undefined {
  const values: unknown = 'x-known-values' in schema ? schema['x-known-values'] : undefined;
  return Array.isArray(values)
    ? values.filter((value) => typeof value === 'string' || typeof value === 'number')
    : undefined;
}

type Context = TransformNodeOptions['ctx'];

/**
 * The library's own context, as it makes it for a document with our options. Its entry point would lint and bundle
 * the whole document first, which is most of its time and finds nothing here: the schemas come from our own model.
 */
async function createContext(): Promise<Context> {
  let given: Context | undefined;
  const document = {
    openapi: '3.1.1',
    info: { title: 'none', version: '1' },
    paths: {},
    components: { schemas: { None: { type: 'string' as const } } },
  };
  await openapiTypescript(document, {
    // Fields come in the order of the model, which is the same whatever the order in the spec.
    alphabetize: false,
    defaultNonNullable: false,
    immutable: true,
    silent: true,
    transform(schema, { ctx }) {
      given = ctx;
      const known = knownValues(schema);
      return known === undefined ? undefined : openUnion(known);
    },
  });
  if (given === undefined) throw new Error('openapi-typescript did not call its transform hook');
  return given;
}

let context: Promise<Context> | undefined;

/** The only place that knows openapi-typescript: gives the type of a named schema, with others as references. */
export async function createTypeOf(): Promise<(named: NamedSchema) => ts.TypeNode> {
  const ctx = await (context ??= createContext());
  return ({ name, schema }) =>
    transformSchemaObject(schemaDefinition(schema), { path: `#/components/schemas/${name}`, ctx });
}
