import type { ListParameter, ObjectParameter, Parameter, ParameterTable } from '@qcvm/client/descriptors';
import { publicParametersV2 } from '../../public-parameters.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import type { Form } from '../../query/form.js';
import type { BatchRules, ReadOptions } from './read-options.js';
import { readPlainly } from './read-plainly.js';
import { readBoolean, readInteger, readNumber, readText } from './scalars.js';
import { buildTree, type Branch, type Node } from '../../query/tree.js';

/**
 * Turns the flat texts of a request into the operation's typed input, and names everything that is wrong
 * with them. This is the service's side of the table: the client has its own, and they check each other.
 */
export function readParameters(
  form: Pick<Form, 'parameters' | 'plain'>,
  options: ReadOptions,
): { input: Record<string, unknown>; problems: readonly string[] } {
  const { table, batch } = options;
  const plain = form.plain && readPlainly(form.plain, options);
  if (plain) return { input: plain, problems: [] };
  const problems: string[] = [];
  const problem = (message: string): void => void problems.push(message);
  const tree = buildTree(form.parameters, {
    skip: (name) => publicParametersV2.has(name),
    spelled: (name) => dotted(name, table),
    clash: (name) => problem(`${name}: also given with names below it, or as a single value`),
  });
  if (options.unknown === 'refuse') findUnknown(tree, { table, action: options.action, problem });
  const input: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const node = tree.get(name);
    if (node === undefined || (options.empty === 'leftOut' && node === '' && mayBeEmpty(parameter))) {
      if (parameter.required) problem(`${parameter.kind === 'list' ? `${name}.0` : name}: missing`);
      else if (parameter.default !== undefined) input[name] = parameter.default;
      continue;
    }
    const value = readNode(node, {
      name,
      parameter,
      problem,
      batch: batch?.parameter === name ? batch : undefined,
    });
    if (value !== undefined) input[name] = value;
  }
  return { input, problems };
}

/** A list without items is never one that was left out: an operation may take that for everything. */
const mayBeEmpty = ({ kind, required }: Parameter): boolean =>
  !required && kind !== 'list' && kind !== 'object';

/**
 * PHP makes underscores of dots: its official SDK sends `instanceIds_0`, and signs it as `instanceIds.0`. So an underscore
 * after the name of a parameter means a dot, unless a parameter has the underscore in its name.
 */
function dotted(name: string, table: ParameterTable): string {
  const underscore = name.indexOf('_');
  if (underscore < 1) return name;
  const dot = name.indexOf('.');
  const whole = dot === -1 ? name : name.slice(0, dot);
  const isKnown = underscore < whole.length && !Object.hasOwn(table, whole);
  return isKnown && Object.hasOwn(table, name.slice(0, underscore)) ? name.replaceAll('_', '.') : name;
}

interface Place {
  readonly name: string;
  readonly parameter: Parameter;
  readonly problem: (message: string) => void;
  readonly batch?: BatchRules | undefined;
}

function readNode(node: Node, place: Place): unknown {
  const { name, parameter, problem } = place;
  switch (parameter.kind) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      if (typeof node !== 'string') {
        problem(`${name}: takes one value; ${name}.${firstName(node)} was given`);
        return undefined;
      }
      return readLeaf(node, { name, parameter, problem });
    case 'list':
      if (typeof node === 'string') {
        problem(`${name}: a list; write ${name}.0, ${name}.1, …`);
        return undefined;
      }
      return readList(node, place);
    case 'object':
      if (typeof node === 'string') {
        problem(
          `${name}: has fields; write ${Object.keys(fieldsOf(parameter))
            .map((field) => `${name}.${field}`)
            .join(', ')}`,
        );
        return undefined;
      }
      return readObject(node, place);
  }
}

interface Leaf {
  readonly name: string;
  readonly parameter: Exclude<Parameter, ListParameter | ObjectParameter>;
  readonly problem: (message: string) => void;
}

function readLeaf(text: string, { name, parameter, problem }: Leaf): string | number | boolean | undefined {
  switch (parameter.kind) {
    case 'string':
      return readText(text, { name, parameter, problem });
    case 'integer':
      return readInteger(text, { name, parameter, problem });
    case 'number':
      return readNumber(text, { name, parameter, problem });
    case 'boolean':
      return readBoolean(text, { name, parameter, problem });
  }
}

const fieldsOf = ({ fields }: ObjectParameter): ParameterTable =>
  typeof fields === 'function' ? fields() : fields;

function readList(branch: Branch, { name, parameter, problem, batch }: Place): unknown[] | undefined {
  if (parameter.kind !== 'list') return undefined;
  const nodes = inOrder(branch, { name, problem });
  if (!nodes) return undefined;
  const maximum = batch ? batch.maximum : parameter.maxItems;
  if (maximum !== undefined && nodes.length > maximum) {
    problem(`${name}: ${nodes.length} items; at most ${maximum} are accepted`);
    return undefined;
  }
  const items = nodes.map((node, index) =>
    readNode(node, { name: `${name}.${index}`, parameter: parameter.items, problem }),
  );
  const unique = batch ? batch.duplicates === 'refuse' : parameter.unique === true;
  if (unique) findTwins(items, { name, problem });
  return items;
}

/** The nodes of a list. Indexes count from 0, in plain decimal, without a gap. */
function inOrder(branch: Branch, { name, problem }: Pick<Place, 'name' | 'problem'>): Node[] | undefined {
  const nodes: Node[] = [];
  for (let index = 0; index < branch.size; index++) {
    const node = branch.get(`${index}`);
    if (node === undefined) {
      problem(noList(branch, { name, missing: index }));
      return undefined;
    }
    nodes.push(node);
  }
  return nodes;
}

/** Why the names in a branch are not those of a list. */
function noList(branch: Branch, { name, missing }: { name: string; missing: number }): string {
  for (const [key, node] of branch) {
    if (!/^(?:0|[1-9]\d{0,8})$/.test(key)) return wrongIndex(key, { name, node });
  }
  return `${name}.${missing}: missing; lists count from 0${missing === 0 ? '' : ' without a gap'}`;
}

function wrongIndex(key: string, { name, node }: { name: string; node: Node }): string {
  const full = shown(typeof node === 'string' ? `${name}.${key}` : `${name}.${key}.${firstName(node)}`);
  return key === 'n'
    ? `${full}: n stands for a number; write ${name}.0, ${name}.1, …`
    : `${full}: "${shown(key)}" is no index; write ${name}.0, ${name}.1, …`;
}

function findTwins(items: readonly unknown[], { name, problem }: Pick<Place, 'name' | 'problem'>): void {
  const seen = new Map<unknown, number>();
  items.forEach((item, index) => {
    // What could not be read is like nothing else, and objects are not compared.
    if (item === undefined) return;
    const before = seen.get(item);
    if (before === undefined) seen.set(item, index);
    else problem(`${name}.${index}: the same as ${name}.${before}`);
  });
}

function readObject(
  branch: Branch,
  { name, parameter, problem }: Place,
): Record<string, unknown> | undefined {
  if (parameter.kind !== 'object') return undefined;
  const fields = fieldsOf(parameter);
  const value: Record<string, unknown> = {};
  for (const key of branch.keys()) {
    if (!Object.hasOwn(fields, key)) {
      problem(`${shown(`${name}.${key}`)}: unknown${didYouMean(key, Object.keys(fields))}`);
    }
  }
  for (const [field, inner] of Object.entries(fields)) {
    const node = branch.get(field);
    const full = `${name}.${field}`;
    if (node === undefined) {
      if (inner.required) problem(`${inner.kind === 'list' ? `${full}.0` : full}: missing`);
      continue;
    }
    value[field] = readNode(node, { name: full, parameter: inner, problem });
  }
  return value;
}

/** To look for what was meant takes longer than all else, and a message names only some. */
const mostHints = 10;

/**
 * API parameters start with a lower-case letter; what starts otherwise is none and passes, as the vendor's own
 * clients send such things (`RequestClient`), unless it is an API parameter but for its first letter.
 */
function findUnknown(
  tree: Branch,
  { table, action, problem }: Pick<ReadOptions, 'table' | 'action'> & Pick<Place, 'problem'>,
): void {
  let unknown = 0;
  for (const key of tree.keys()) {
    if (Object.hasOwn(table, key)) continue;
    unknown += 1;
    const lower = key.charAt(0).toLowerCase() + key.slice(1);
    if (lower !== key) {
      if (Object.hasOwn(table, lower))
        problem(`${shown(key)}: API parameters start with a lower-case letter: ${lower}`);
      continue;
    }
    const list = key.replace(/[[\d\]]+$/, '');
    const hint =
      list !== key && table[list]?.kind === 'list'
        ? ` (lists are written ${list}.0, ${list}.1, …)`
        : unknown > mostHints
          ? ''
          : didYouMean(key, Object.keys(table));
    problem(`${shown(key)}: ${action} has no such parameter${hint}`);
  }
}

const firstName = (branch: Branch): string => {
  const [first] = branch;
  if (!first) return '';
  const [key, node] = first;
  return shown(typeof node === 'string' ? key : `${key}.${firstName(node)}`);
};
