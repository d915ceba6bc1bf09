import { Cursor } from '../spec/cursor.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { Problem } from '../spec/problems.js';
import { shown } from '../spec/shown.js';
import type { SaidProblem } from '../spec/spec.js';
import type { Path, YamlFile } from '../spec/yaml-file.js';
import { isBranch, MergedFile } from './merged-file.js';
import { parseTarget } from './target.js';
import type { Step } from './target.js';

type Report = (at: Cursor, problem: SaidProblem) => void;

/** Names that an overlay may repeat but not change: they say what there is, and the imported spec knows that. */
const imported = new Set(['type', 'format', '$ref', 'operationId', 'x-qcloud-action']);

/** Of a type, an overlay may say that it can be null: the vendor's texts do, where its data do not. */
const isNullable = (type: unknown, said: unknown): boolean =>
  Array.isArray(said) && said.length === 2 && said[0] === type && said[1] === 'null';

function kindOf(value: unknown): 'list' | 'object' | 'scalar' {
  if (Array.isArray(value)) return 'list';
  return isBranch(value) ? 'object' : 'scalar';
}

/** The value at the end of a path that is known to lead somewhere. */
function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], root);
}

/** Whether this is an object whose members are the actions, or the members of a type: what there is, is imported. */
function holdsImportedNames(path: Path): boolean {
  const [first, second, , fourth] = path;
  if (path.length === 1) return first === 'paths';
  return path.length === 4 && first === 'components' && second === 'schemas' && fourth === 'properties';
}

/** The paths that a target selects; none when something is wrong with it, which is then reported. */
function select(merged: MergedFile, target: Cursor, report: Report): Path[] {
  const parsed = parseTarget(typeof target.value === 'string' ? target.value : '');
  if ('unread' in parsed) {
    const what = `this target cannot be read from ${JSON.stringify(parsed.unread)} on`;
    report(target, { what, remedy: "write $, then .name, ['name'], ['one','other'], [0] or [*]" });
    return [];
  }
  const follow = (path: Path, step: Step): Path[] => {
    const value = valueAt(merged.value, path);
    const names = Array.isArray(value) ? [...value.keys()] : isBranch(value) ? Object.keys(value) : [];
    const where = path.length === 0 ? 'at the root' : `in ${path.join('.')}`;
    if (step === '*') {
      if (names.length === 0)
        report(target, { what: `this target selects nothing ${where}`, remedy: 'leave the action out' });
      return names.map((name) => [...path, name]);
    }
    return step.flatMap((wanted) => {
      const found = names.find((name) => String(name) === String(wanted));
      if (found !== undefined) return [[...path, found]];
      const what = `this target selects nothing: there is no "${wanted}" ${where}`;
      const remedy = didYouMean(String(wanted), names.map(String), 'correct it, or leave it out');
      report(target, { what, remedy });
      return [];
    });
  };
  return parsed.steps.reduce<Path[]>((paths, step) => paths.flatMap((path) => follow(path, step)), [[]]);
}

class Merger {
  readonly #merged: MergedFile;
  readonly #report: Report;

  constructor(merged: MergedFile, report: Report) {
    this.#merged = merged;
    this.#report = report;
  }

  /** Merges objects member by member, and adds items to lists. */
  merge(path: Path, update: Cursor): void {
    const target = valueAt(this.#merged.value, path);
    if (!Array.isArray(target)) {
      for (const [name, member] of update.entries()) this.#mergeMember(path, name, member);
      return;
    }
    for (const item of Array.isArray(update.value) ? update.items() : [update]) {
      target.push(structuredClone(item.value));
      this.#merged.wrote([...path, target.length - 1], item);
    }
  }

  remove(path: Path): void {
    const parent = valueAt(this.#merged.value, path.slice(0, -1)) as Record<string | number, unknown>;
    if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
    else delete parent[path.at(-1) ?? ''];
  }

  #mergeMember(path: Path, name: string, update: Cursor): void {
    const target = valueAt(this.#merged.value, path) as Record<string, unknown>;
    if (!Object.hasOwn(target, name)) {
      this.#add(path, name, update);
      return;
    }
    const value = target[name];
    if (name === 'type' && isNullable(value, update.value)) return this.#write([...path, name], update);
    const kind = kindOf(value);
    const isOther = kind === 'scalar' && imported.has(name) && value !== update.value;
    if (kind !== kindOf(update.value) || isOther) {
      const what = `"${name}" is ${shown(value)} in ${this.#merged.name}, and ${shown(update.value)} here`;
      const remedy = isOther ? 'leave it out: it is imported' : 'write the same kind of value';
      this.#report(update, { what, remedy });
    } else if (kind === 'scalar') {
      this.#checkContradiction([...path, name], { value, update });
      this.#write([...path, name], update);
    } else this.merge([...path, name], update);
  }

  /** An action may say otherwise what an earlier one says of everything, but not what one says of just this. */
  #checkContradiction(
    path: Path,
    { value, update }: { readonly value: unknown; readonly update: Cursor },
  ): void {
    const earlier = this.#merged.originOf(path);
    if (value === update.value || earlier.file !== update.file) return;
    const target = new Cursor(update.file).at(...earlier.path.slice(0, 2), 'target')?.value;
    const parsed = parseTarget(String(target));
    if ('steps' in parsed && parsed.steps.includes('*')) return;
    const { line } = update.file.position(earlier.path);
    const what = `"${String(path.at(-1))}" is ${shown(value)} on line ${line} already, and ${shown(update.value)} here`;
    this.#report(update, { what, remedy: 'leave one of them out' });
  }

  #add(path: Path, name: string, update: Cursor): void {
    if (!holdsImportedNames(path)) {
      this.#write([...path, name], update);
      return;
    }
    const what = path.length === 1 ? `there is no "${name}"` : `${String(path[2])} has no "${name}"`;
    const known = Object.keys(valueAt(this.#merged.value, path) as object);
    const remedy = didYouMean(name, known, 'leave it out: what is not imported is not there');
    this.#report(update, { what, remedy, part: 'key' });
  }

  #write(path: Path, update: Cursor): void {
    // Defined, not assigned: a member may be called __proto__.
    Object.defineProperty(valueAt(this.#merged.value, path.slice(0, -1)), path.at(-1) ?? '', {
      value: structuredClone(update.value),
      configurable: true,
      enumerable: true,
      writable: true,
    });
    this.#merged.wrote(path, update);
  }
}

function act(merged: MergedFile, action: Cursor, report: Report): void {
  const merger = new Merger(merged, report);
  const target = action.get('target');
  if (target === undefined) {
    report(action, { what: 'this action has no target', remedy: 'add "target", a path such as $.info' });
    return;
  }
  const update = action.get('update');
  const paths = select(merged, target, report);
  // From the last on, as removing an item moves those after it.
  for (const path of action.flag('remove') ? paths.reverse() : paths) {
    const kind = kindOf(valueAt(merged.value, path));
    if (action.flag('remove')) merger.remove(path);
    else if (update === undefined)
      report(action, { what: 'this action does nothing', remedy: 'add "update", or "remove: true"' });
    else if (kind === 'list' || (kind === 'object' && update.isObject)) merger.merge(path, update);
    else
      report(update, {
        what: `this cannot be merged into a ${kind}`,
        remedy: 'give an object for an object',
      });
  }
}

const known = {
  root: ['overlay', 'info', 'extends', 'actions'],
  action: ['target', 'description', 'update', 'remove'],
};

/** What a spec may be called: by its file, or as the import would call it. */
function namesOf(base: YamlFile): string[] {
  const about = new Cursor(base).get('x-qcloud-service');
  const imported = `${about?.text('name') ?? ''}-${about?.text('version') ?? ''}.openapi.json`;
  return [base.name.split(/[/\\]/).at(-1) ?? '', imported];
}

/** The members of an overlay, as far as the specification names them. */
function checkForm(root: Cursor, base: YamlFile, report: Report): void {
  const checkNames = (at: Cursor, names: readonly string[]): void => {
    for (const [name, member] of at.entries()) {
      if (names.includes(name)) continue;
      const remedy = didYouMean(name, names, `known here: ${names.join(', ')}`);
      report(member, { what: `"${name}" is unknown here`, remedy, part: 'key' });
    }
  };
  if (!/^1\.0\.\d+$/.test(root.text('overlay') ?? ''))
    report(root.get('overlay') ?? root, { what: 'this is no overlay 1.0', remedy: 'write "overlay: 1.0.0"' });
  const extended = root.text('extends');
  const names = namesOf(base);
  if (extended !== undefined && !names.includes(extended.split('/').at(-1) ?? '')) {
    const what = `this overlay does not extend ${base.name}`;
    report(root.get('extends') ?? root, { what, remedy: `write "extends: ./${names[0] ?? ''}"` });
  }
  checkNames(root, known.root);
  for (const action of root.get('actions')?.items() ?? []) checkNames(action, known.action);
}

/**
 * Applies an overlay (OpenAPI Overlay 1.0) to a spec. What does not fit is added to `problems`, with its place in the
 * overlay: a target that selects nothing, a parameter or a field that is not in the spec, a value of another kind.
 */
export function applyOverlay(base: YamlFile, overlay: YamlFile, problems: Problem[]): YamlFile {
  const report: Report = (at, { part, ...problem }) => {
    problems.push({ file: overlay.name, ...overlay.position(at.path, part), ...problem });
  };
  const merged = new MergedFile(base);
  const root = new Cursor(overlay);
  checkForm(root, base, report);
  for (const action of root.get('actions')?.items() ?? []) act(merged, action, report);
  return merged;
}
