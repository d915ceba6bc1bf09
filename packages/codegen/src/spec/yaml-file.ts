import { CORE_SCHEMA, load as loadYaml, YAMLException } from 'js-yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import { AliasProblem, mayHaveAliases, writtenOut } from './aliases.js';
import { duplicateNames } from './duplicate-names.js';
import { SpecError } from './problems.js';
import type { Path, Position, Problem } from './problems.js';

export type { Path };

/** One spec file: its value, and where in the text every part of it stands. */
export interface YamlFile {
  /** As problems name it. */
  readonly name: string;
  readonly value: unknown;
  /** Where the value at a path begins, or, for `key`, the name of it. A path that leads nowhere gives its nearest ancestor. */
  position(path: Path, part?: 'key' | 'value'): Position;
  /** Whether the value at a path is missing because an overlay has removed it; its position is then that of the removal. */
  isRemoved?(path: Path): boolean;
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
 * Reads YAML text. What is wrong with it is added to `problems`; the value is then undefined.
 *
 * Positions are wanted only when something is wrong, and a tree that knows them takes five times as long and thirty times
 * the memory of the text: it is made for the first position that is asked for.
 */
export function readYaml(name: string, text: string, problems: Problem[]): YamlFile {
  const { tree, at, position } = finder(text);
  const report = (place: Position, what: string, remedy = 'correct the syntax'): void => {
    problems.push({ file: name, ...place, what, remedy });
  };
  const explain = ({ mark, reason }: YAMLException): void => {
    // The tree tells everything that is wrong, and in better words. It takes what aliases and tags mean as it comes, though,
    // and what is nested too deeply it cannot hold.
    const errors = reason.includes('maxDepth') ? [] : tree().errors;
    for (const { message, pos } of errors)
      report(at(pos[0]), `this is not valid YAML: ${message.replace(/\s+/g, ' ')}`);
    // Without a place: there is nothing in the text.
    if (errors.length === 0 && mark)
      report({ line: mark.line + 1, column: mark.column + 1 }, `this is not valid YAML: ${reason}`);
  };
  const file: YamlFile = { name, value: undefined, position };
  try {
    const value = loadYaml(text, { schema: CORE_SCHEMA });
    return { ...file, value: mayHaveAliases(text) ? writtenOut(value) : value };
  } catch (error) {
    if (error instanceof AliasProblem) report(position(error.path), error.message, error.remedy);
    else if (error instanceof YAMLException) explain(error);
    else throw error;
    return file;
  }
}

/**
 * Reads the JSON Schema that other files are checked against.
 *
 * @throws SpecError with what is wrong with its syntax.
 */
export function readSchema({ name, text }: { readonly name: string; readonly text: string }): object {
  const problems: Problem[] = [];
  const { value } = readJson(name, text, problems);
  if (problems.length > 0) throw new SpecError(problems);
  return value as object;
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
