import openapiTypescript from 'openapi-typescript';
import ts from 'typescript';
import type { NamedSchema } from '../../model/model.js';
import { jsonSchema } from './json-schema.js';

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

function isInterface(node: ts.Node, name: string): node is ts.InterfaceDeclaration {
  return ts.isInterfaceDeclaration(node) && node.name.text === name;
}

function knownValues(schema: object): readonly (string | number)[] | undefined {
  const values: unknown = 'x-known-values' in schema ? schema['x-known-values'] : undefined;
  return Array.isArray(values)
    ? values.filter((value) => typeof value === 'string' || typeof value === 'number')
    : undefined;
}

/**
 * The only place that knows openapi-typescript: a type for each named schema. Every schema that these refer
 * to must be among them, or among `others`.
 */
export async function typesOf(
  schemas: readonly NamedSchema[],
  others: readonly NamedSchema[],
): Promise<ReadonlyMap<string, ts.TypeNode>> {
  if (schemas.length === 0) return new Map();
  const definitions = [...schemas, ...others].map(
    ({ name, schema }) => [name, jsonSchema(schema, { definition: true })] as const,
  );
  const document = {
    openapi: '3.1.1',
    info: { title: 'schemas', version: '1' },
    paths: {},
    components: { schemas: Object.fromEntries(definitions) },
  };
  const nodes = await openapiTypescript(JSON.stringify(document), {
    alphabetize: true,
    defaultNonNullable: false,
    immutable: true,
    silent: true,
    transform(schema) {
      const known = knownValues(schema);
      return known === undefined ? undefined : openUnion(known);
    },
  });
  const components = nodes.find((node) => isInterface(node, 'components'));
  const member = components?.members.find(
    (each) => each.name !== undefined && ts.isIdentifier(each.name) && each.name.text === 'schemas',
  );
  if (
    member === undefined ||
    !ts.isPropertySignature(member) ||
    member.type === undefined ||
    !ts.isTypeLiteralNode(member.type)
  ) {
    throw new Error('openapi-typescript gave no component schemas');
  }
  const types = member.type.members.flatMap((each) => {
    if (!ts.isPropertySignature(each) || each.type === undefined) return [];
    const name = ts.isIdentifier(each.name) || ts.isStringLiteral(each.name) ? each.name.text : '';
    return [[name, each.type] as const];
  });
  return new Map(types);
}
