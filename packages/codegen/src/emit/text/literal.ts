import { lineWidth } from './layout.js';

/** A piece of code inside of a literal, such as the name of a constant; printed as it is. */
export class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What can be printed as a literal. Undefined members of objects are left out. */
export type Literal = string | number | boolean | null | Code | readonly Literal[] | LiteralObject;
export type LiteralObject = { readonly [name: string]: Literal | undefined };

/** A string in single quotes, or in double ones when that spares escapes. */
export function quote(text: string): string {
  if (/^[ !#-&(-[\]-~]*$/.test(text)) return `'${text}'`;
  const json = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  if (text.includes("'") && !text.includes('"')) return `"${json}"`;
  return `'${json.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A name as a property: quoted only when it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) || /^(?:0|[1-9][0-9]{0,14})$/.test(name)
    ? name
    : quote(name);
}

function isList(value: object): value is readonly Literal[] {
  return Array.isArray(value);
}

function isBranch(value: Literal): value is readonly Literal[] | LiteralObject {
  return typeof value === 'object' && value !== null && !(value instanceof Code);
}

function members(value: LiteralObject): (readonly [string, Literal])[] {
  return Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member] as const],
  );
}

function leaf(value: string | number | boolean | null | Code): string {
  if (value instanceof Code) return value.text;
  return typeof value === 'string' ? quote(value) : String(value);
}

/** A member's name with its colon; `{ cvm: cvm }` is written `{ cvm }`. */
function label(name: string, value: Literal): string {
  // Written plainly it would be the prototype.
  if (name === '__proto__') return "['__proto__']: ";
  return value instanceof Code && value.text === name ? '' : `${propertyName(name)}: `;
}

/** The value on one line, or undefined when it does not fit. */
function inline(value: Literal, room: number): string | undefined {
  if (!isBranch(value)) {
    if (typeof value === 'string' && value.length + 2 > room) return undefined;
    const text = leaf(value);
    return text.length <= room ? text : undefined;
  }
  const parts: string[] = [];
  let left = room - 2;
  const add = (before: string, item: Literal): boolean => {
    const text = inline(item, left - before.length);
    if (text === undefined) return false;
    parts.push(before + text);
    left -= before.length + text.length + 2;
    return true;
  };
  if (isList(value)) {
    if (!value.every((item) => add('', item))) return undefined;
    const text = `[${parts.join(', ')}]`;
    return text.length <= room ? text : undefined;
  }
  // By name, as most objects are too long after a few members: no need to list them all.
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member !== undefined && !add(label(name, member), member)) return undefined;
  }
  const text = parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  return text.length <= room ? text : undefined;
}

/** Whether a list of these reads better with many to a line. */
function isShort(item: Literal): item is string | number {
  return typeof item === 'number' || (typeof item === 'string' && item.length <= 48);
}

/** Short items, as many to a line as fit. */
function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    const longer = line === '' ? `${item},` : `${line} ${item},`;
    if (line !== '' && indent.length + longer.length > lineWidth) {
      lines.push(indent + line);
      line = `${item},`;
    } else line = longer;
  }
  return [...lines, indent + line].join('\n');
}

/** A text too long for a line as several texts, cut after spaces and joined. */
function pieces(text: string, indent: string): string {
  const width = lineWidth - indent.length - ' +'.length;
  const words = text.split(/(?<= )/);
  const parts: string[] = [];
  let part = '';
  for (const word of words) {
    if (part !== '' && quote(part + word).length > width) {
      parts.push(part);
      part = word;
    } else part += word;
  }
  return [...parts, part].map(quote).join(` +\n${indent}`);
}

/** The value below its label: on one line where it fits beside what `used` counts, else one member to a line. */
function print(value: Literal, indent: string, used: number): string {
  const oneLine = inline(value, lineWidth - indent.length - used);
  if (oneLine !== undefined) return oneLine;
  const inner = `${indent}  `;
  if (!isBranch(value)) {
    return typeof value === 'string' && value.includes(' ')
      ? `\n${inner}${pieces(value, inner)}`
      : leaf(value);
  }
  if (!isList(value)) {
    const lines = members(value).map(([name, member]) => {
      const before = label(name, member);
      const text = print(member, inner, before.length + 1);
      return `${inner}${text.startsWith('\n') ? before.trimEnd() : before}${text},`;
    });
    return `{\n${lines.join('\n')}\n${indent}}`;
  }
  const items = value.every(isShort)
    ? filled(value.map(leaf), inner)
    : value.map((item) => `${inner}${print(item, inner, 1).trimStart()},`).join('\n');
  return `[\n${items}\n${indent}]`;
}

/** A value as code, after `before` on its first line and in front of `after` on its last. */
export function literal(value: Literal, around: { before?: string; after?: string } = {}): string {
  const { before = '', after = '' } = around;
  const text = print(value, '', before.length + after.length);
  return `${text.startsWith('\n') ? before.trimEnd() : before}${text}${after}`;
}

/** An object as code, one member to a line, below what begins with an indent. */
export const expanded = (value: LiteralObject, indent = ''): string =>
  members(value).length === 0 ? '{}' : print(value, indent, lineWidth);
