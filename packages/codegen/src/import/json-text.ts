import type { Json } from './openapi.js';

const width = 110;

function inline(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(inline).join(', ')}]`;
  const members = present(value).map(([name, member]) => `${JSON.stringify(name)}: ${inline(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function present(value: { readonly [name: string]: Json | undefined }): (readonly [string, Json])[] {
  return Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member] as const],
  );
}

/** How many objects and lists may stand inside of a value that is written on one line. */
function depth(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = isList(value) ? value : present(value).map(([, member]) => member);
  return 1 + inner.reduce((deepest: number, each) => Math.max(deepest, depth(each)), 0);
}

/** The value below its name, which stands on the line already with what `used` counts. */
function print(value: Json, indent: string, { name = '', used = 0 } = {}): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (name !== 'properties' && depth(value) <= 3) {
    const line = inline(value);
    if (indent.length + used + line.length <= width) return line;
  }
  const inner = `${indent}  `;
  if (isList(value))
    return `[\n${value.map((item) => inner + print(item, inner, { used: 1 })).join(',\n')}\n${indent}]`;
  const lines = present(value).map(([name, member]) => {
    const label = `${JSON.stringify(name)}: `;
    return `${inner}${label}${print(member, inner, { name, used: label.length + 1 })}`;
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** JSON for readers and diffs: what is small stands on one line, so that a parameter is a line. */
export function jsonText(value: Json): string {
  return `${print(value, '')}\n`;
}
