import ts from 'typescript';
import type { Schema } from '../../../model/v2.js';
import { docComment, union } from '../../text/layout.js';
import { propertyName, quote } from '../../text/literal.js';
import { schemaComment } from './schema-comment.js';

/** `components["schemas"]["Instance"]` → `Instance`. */
function schemaName(node: ts.IndexedAccessTypeNode): string | undefined {
  const { indexType } = node;
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)
    ? indexType.literal.text
    : undefined;
}

function literalText(node: ts.LiteralTypeNode): string {
  const { literal } = node;
  if (ts.isStringLiteral(literal)) return quote(literal.text);
  if (ts.isNumericLiteral(literal)) return literal.text;
  if (ts.isPrefixUnaryExpression(literal) && ts.isNumericLiteral(literal.operand))
    return `-${literal.operand.text}`;
  throw new Error(`openapi-typescript gave a literal of unknown kind ${ts.SyntaxKind[literal.kind]}`);
}

function fieldSchema(schema: Schema | undefined, name: string): Schema | undefined {
  return schema?.kind === 'object' ? schema.fields.find((field) => field.name === name)?.schema : undefined;
}

function memberName(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  throw new Error('openapi-typescript gave a computed member name');
}

/** The members of an object type between braces, each with a comment that says what its schema says. */
export function membersText(node: ts.TypeLiteralNode, schema: Schema | undefined, indent: string): string {
  const inner = `${indent}  `;
  const [first] = node.members;
  if (first !== undefined && ts.isIndexSignatureDeclaration(first)) {
    const values = schema?.kind === 'map' ? schema.values : undefined;
    return `{ readonly [key: string]: ${typeText(first.type, values, indent)} }`;
  }
  const lines = node.members.map((member): string => {
    if (!ts.isPropertySignature(member) || member.type === undefined) {
      throw new Error(`openapi-typescript gave a member of unknown kind ${ts.SyntaxKind[member.kind]}`);
    }
    const name = memberName(member.name);
    const field = fieldSchema(schema, name);
    const comment = field === undefined ? '' : docComment(schemaComment(field), inner);
    const optional = member.questionToken === undefined ? '' : '?';
    const before = `readonly ${propertyName(name)}${optional}:`;
    const type = ts.isUnionTypeNode(member.type)
      ? union(
          member.type.types.map((each) => typeText(each, field, inner)),
          { before, indent: inner },
        )
      : `${before} ${typeText(member.type, field, inner)}`;
    return `${comment}${inner}${type};`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

/** One type as text, without what is only noise outside of an OpenAPI document. */
export function typeText(node: ts.TypeNode, schema: Schema | undefined, indent = ''): string {
  if (ts.isTypeLiteralNode(node)) return membersText(node, schema, indent);
  if (ts.isIndexedAccessTypeNode(node)) return schemaName(node) ?? 'unknown';
  if (ts.isLiteralTypeNode(node)) return literalText(node);
  if (ts.isParenthesizedTypeNode(node)) return `(${typeText(node.type, schema, indent)})`;
  if (ts.isUnionTypeNode(node)) return node.types.map((each) => typeText(each, schema, indent)).join(' | ');
  if (ts.isIntersectionTypeNode(node))
    return node.types.map((each) => typeText(each, undefined, indent)).join(' & ');
  if (ts.isTypeOperatorNode(node)) return `readonly ${typeText(node.type, schema, indent)}`;
  if (ts.isArrayTypeNode(node)) {
    const items = schema?.kind === 'list' ? schema.items : undefined;
    const text = typeText(node.elementType, items, indent);
    return ts.isUnionTypeNode(node.elementType) ? `(${text})[]` : `${text}[]`;
  }
  // A text is an identifier with the quotes in its name: the library's way to keep them as they are.
  if (ts.isIdentifier(node) && node.text.startsWith('"')) return quote(String(JSON.parse(node.text)));
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const { typeName, typeArguments } = node;
    if (typeArguments === undefined) return typeName.text;
    return `${typeName.text}<${typeArguments.map((each) => typeText(each, undefined, indent)).join(', ')}>`;
  }
  if (node.kind === ts.SyntaxKind.StringKeyword) return 'string';
  if (node.kind === ts.SyntaxKind.NumberKeyword) return 'number';
  if (node.kind === ts.SyntaxKind.NeverKeyword) return 'never';
  if (node.kind === ts.SyntaxKind.UnknownKeyword) return 'unknown';
  throw new Error(`openapi-typescript gave a type of unknown kind ${ts.SyntaxKind[node.kind]}`);
}
