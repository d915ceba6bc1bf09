import { CORE_SCHEMA, load as loadYaml } from 'js-yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import { duplicateNames } from './duplicate-names.js';
import type { Position, Problem } from './problems.js';

/** The way from the root of a file to a value in it. */
export type Path = readonly (string | number)[];

/** One spec file: its value, and where in the text every part of it stands. */
export interface YamlFile {
  /** As problems name it. */
  readonly name: string;
  readonly value: unknown;
  /** Where the value at a path begins, or, for `key`, the name of it. A path that leads nowhere gives its nearest ancestor. */
  position(path: Path, part?: 'key' | 'value'): Position;
}

function child(
  node: Node | Pair | null | undefined,
  name: string | number,
  document: Document,
): Pair | Node | undefined {
  const target = isAlias(node) ? node.resolve(document) : isPair(node) ? (node.value as Node | null) : node;
  const resolved = isAlias(target) ? target.resolve(document) : target;
  if (isMap(resolved)) {
    return resolved.items.find(
      (pair) => String(isScalar(pair.key) ? pair.key.value : pair.key) === String(name),
    );
  }
  if (isSeq(resolved)) return resolved.items[Number(name)] as Node | undefined;
  return undefined;
}

function offsetOf(found: Node | Pair | null | undefined, part: 'key' | 'value'): number {
  if (isPair(found)) {
    const key = found.key as Node | null;
    const value = found.value as Node | null;
    const node = part === 'key' ? key : (value ?? key);
    return node?.range?.[0] ?? 0;
  }
  return found?.range?.[0] ?? 0;
}

/** The value of a YAML text, or undefined when something is wrong with its syntax. Five times as fast as a tree with positions. */
function valueOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: loadYaml(text, { schema: CORE_SCHEMA }) };
  } catch {
    return undefined;
  }
}

/** Finds places in a text that is YAML, or JSON, which is YAML too. The tree that knows them is made for the first of them. */
function finder(text: string) {
  const lines = new LineCounter();
  let document: Document | undefined;
  const tree = (): Document => {
    document ??= parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
    return document;
  };
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const position: YamlFile['position'] = (path, part = 'value') => {
    let found: Node | Pair | null | undefined = tree().contents;
    for (const step of path) {
      const next = child(found, step, tree());
      if (next === undefined) return at(offsetOf(found, isPair(found) ? 'key' : 'value'));
      found = next;
    }
    return at(offsetOf(found, part));
  };
  return { tree, at, position };
}

/**
 * Reads YAML text. What is wrong with its syntax is added to `problems`; the value is then undefined.
 *
 * Positions are wanted only when something is wrong, and a tree that knows them takes much time and thirty times
 * the memory of the text: it is made for the first position that is asked for.
 */
export function readYaml(name: string, text: string, problems: Problem[]): YamlFile {
  const { tree, at, position } = finder(text);
  const carefully = (): unknown => {
    const { errors } = tree();
    for (const { message, pos } of errors) {
      const what = `this is not valid YAML: ${message.replace(/\s+/g, ' ')}`;
      problems.push({ file: name, ...at(pos[0]), what, remedy: 'correct the syntax' });
    }
    return errors.length > 0 ? undefined : tree().toJS();
  };
  const quickly = valueOf(text);
  return { name, value: quickly === undefined ? carefully() : quickly.value, position };
}

/** The same for JSON. */
export function readJson(name: string, text: string, problems: Problem[]): YamlFile {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const { tree, at, position } = finder(plain);
  try {
    const value = JSON.parse(plain) as unknown;
    for (const { name: twice, offset } of duplicateNames(plain)) {
      const what = `the name "${twice}" stands twice in one object`;
      // The tree knows where lines begin.
      tree();
      problems.push({ file: name, ...at(offset), what, remedy: 'leave one of them out' });
    }
    return { name, value, position };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? plain.length);
    const before = plain.slice(0, offset).split('\n');
    problems.push({
      file: name,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      what: 'this is not valid JSON',
      remedy: 'correct the syntax, or fetch the file again: it may have been cut off',
    });
    return { name, value: undefined, position };
  }
}
