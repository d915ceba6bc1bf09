import { tooMany } from '../../query/bounds.js';
import type { Form } from '../../query/form.js';
import { partsOf, textOf } from '../../query/multipart.js';
import { buildTree, type Branch, type Node } from '../../query/tree.js';

/** A value as it was sent: of a form all are texts. */
export type SentValue =
  | string
  | number
  | boolean
  | null
  | readonly SentValue[]
  | { readonly [name: string]: SentValue };
export type SentObject = { readonly [name: string]: SentValue };

/** The parameters of an operation as they were sent. */
export interface Sent {
  /** Texts may stand for values of other types. */
  readonly from: 'json' | 'form';
  readonly parameters: SentObject;
  /** Why they cannot be read. */
  readonly problem?: { readonly english: string; readonly chinese: string };
}

export const isObject = (value: unknown): value is SentObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of which any name is safe to be asked for. */
const empty = (): Record<string, SentValue> => Object.create(null) as Record<string, SentValue>;

/** Reads a JSON body. An empty one has no parameters. */
export function readJson(body: string): Sent {
  const from = 'json';
  if (body === '') return { from, parameters: empty() };
  const problem = (english: string, chinese: string): Sent => ({
    from,
    parameters: empty(),
    problem: { english, chinese },
  });
  let value: unknown;
  try {
    value = JSON.parse(body) as unknown;
  } catch {
    return problem('the body is no JSON', '请求体不是合法的 JSON');
  }
  if (!isObject(value)) return problem('the body is no JSON object', '请求体不是 JSON 对象');
  return { from, parameters: value };
}

const partsProblems = {
  boundary: { english: 'Content-Type: it has no boundary', chinese: 'Content-Type 缺少 boundary' },
  body: { english: 'the body is not multipart/form-data', chinese: '请求体不是 multipart/form-data' },
  name: { english: 'a part has no name', chinese: '存在没有名称的部分' },
  number: { english: tooMany, chinese: '部分过多' },
} as const;

/**
 * Reads a `multipart/form-data` body: each part is a parameter. A list or an object is a part with JSON, a file is its bytes in
 * base64.
 */
export function readMultipart(body: Uint8Array, contentType: string): Sent {
  const read = partsOf(body, contentType);
  if (read.kind === 'broken') return { from: 'form', parameters: {}, problem: partsProblems[read.why] };
  const parameters = empty();
  for (const { name, content, isFile } of read.parts)
    parameters[name] = isFile ? btoa(content) : valueOfPart(content);
  return { from: 'form', parameters };
}

/** A value as text; a list or an object is written as JSON. */
function valueOfPart(content: string): SentValue {
  const text = textOf(content);
  if (text === undefined) return btoa(content);
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as SentValue;
  } catch {
    return text;
  }
}

/** Reads the parameters of a form by their flat names: `Filters.0.Name`. Names of a list count from any number up. */
export function readTree({ parameters, duplicates, malformed }: Form, without: ReadonlySet<string>): Sent {
  const from = 'form';
  const problem = (name: string, english: string, chinese: string): Sent => ({
    from,
    parameters: empty(),
    problem: { english: `${name}: ${english}`, chinese: `参数 ${name} ${chinese}` },
  });
  const [broken] = malformed;
  if (broken !== undefined) return problem(broken.name, broken.fault, '编码错误');
  const [twice] = duplicates;
  if (twice !== undefined) return problem(twice, 'given more than once', '重复');
  const clashes: string[] = [];
  const root = buildTree(parameters, {
    skip: (name) => without.has(name),
    clash: (name) => void clashes.push(name),
  });
  const [clash] = clashes;
  return clash === undefined
    ? { from, parameters: treeOf(root) }
    : problem(clash, 'both a value and a list or object', '既是值又是列表或对象');
}

const isIndex = (name: string): boolean => /^\d{1,9}$/.test(name);

function treeOf(branch: Branch): SentObject {
  const tree = empty();
  for (const [name, value] of branch) tree[name] = valueOf(value);
  return tree;
}

/** A branch whose names are all numbers is a list, in their order. */
function valueOf(branch: Node): SentValue {
  if (typeof branch === 'string') return branch;
  if (![...branch.keys()].every(isIndex)) return treeOf(branch);
  return [...branch].sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => valueOf(value));
}

/** No type of the API goes deeper; a body may, and must not exhaust the stack. */
const deepest = 50;

/** Every value by its flat name, as text. */
export function flatNames(parameters: SentObject): Readonly<Record<string, string>> {
  const flat = Object.create(null) as Record<string, string>;
  const walk = (value: SentValue, name: string, depth: number): void => {
    if (value === null || depth > deepest) return;
    if (typeof value !== 'object') flat[name] = `${value}`;
    else
      for (const [key, inner] of Object.entries(value))
        walk(inner, name === '' ? key : `${name}.${key}`, depth + 1);
  };
  walk(parameters, '', 0);
  return flat;
}
