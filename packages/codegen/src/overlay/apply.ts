import { Cursor } from '../spec/cursor.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { Problem } from '../spec/problems.js';
import { shown } from '../spec/shown.js';
import type { Path, YamlFile } from '../spec/yaml-file.js';
import { readActions } from './form.js';
import type { Report } from './form.js';
import { holdsImportedNames, isImported, isStructure } from './imported.js';
import { isBranch, MergedFile, valueAt } from './merged-file.js';
import { parseTarget } from './target.js';
import type { Step } from './target.js';

/** Of a type, an overlay may say that it can be null: the vendor's texts do, where its data do not. */
const isNullable = (type: unknown, said: unknown): boolean =>
  Array.isArray(said) && said.length === 2 && said[0] === type && said[1] === 'null';

function kindOf(value: unknown): 'list' | 'object' | 'scalar' {
  if (Array.isArray(value)) return 'list';
  return isBranch(value) ? 'object' : 'scalar';
}

/** The paths that a target selects; none when something is wrong with it, which is then reported. */
function select(merged: MergedFile, target: Cursor, report: Report): Path[] {
  // What is no text has been reported.
  if (typeof target.value !== 'string') return [];
  const parsed = parseTarget(target.value);
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

  #mergeMember(path: Path, name: string, update: Cursor): void {
    const target = valueAt(this.#merged.value, path) as Record<string, unknown>;
    if (!Object.hasOwn(target, name)) {
      this.#add(path, name, update);
      return;
    }
    const value = target[name];
    if (name === 'type' && isNullable(value, update.value)) return this.#write([...path, name], update);
    const kind = kindOf(value);
    const isOther = kind === 'scalar' && isImported(path, name) && value !== update.value;
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

/** Removes what is there; not how the imported spec is built, nor what an overlay could not say otherwise. */
function removeAt(
  merged: MergedFile,
  path: Path,
  { remove, report }: { readonly remove: Cursor; readonly report: Report },
): void {
  const [name, around] = [path.at(-1), path.slice(0, -1)];
  const isOneOfTypes = around.at(-1) === 'type' && typeof name === 'number';
  const isSaid = isOneOfTypes || isImported(around, String(name));
  const isFact = isSaid && kindOf(valueAt(merged.value, path)) !== 'object';
  if (name === undefined)
    report(remove, {
      what: 'the whole spec cannot be removed',
      remedy: 'name what is to be removed of it',
    });
  else if (isFact || isStructure(path))
    report(remove, {
      what: `"${name}" is imported and cannot be removed`,
      remedy: 'leave this action out, or remove the whole Action, schema or member',
    });
  else merged.remove(path, remove);
}

function act(merged: MergedFile, action: Cursor, report: Report): void {
  const merger = new Merger(merged, report);
  const [target, update, remove] = [action.get('target'), action.get('update'), action.get('remove')];
  if (target === undefined) return;
  const paths = select(merged, target, report);
  if (remove?.value === true) {
    // From the last on, as removing an item moves those after it.
    for (const path of paths.reverse()) removeAt(merged, path, { remove, report });
    return;
  }
  if (update === undefined) return;
  for (const path of paths) {
    const kind = kindOf(valueAt(merged.value, path));
    if (kind === 'list' || (kind === 'object' && update.isObject)) merger.merge(path, update);
    else
      report(update, {
        what: `this cannot be merged into a ${kind}`,
        remedy: 'give an object for an object',
      });
  }
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
  for (const action of readActions(root, base, report)) act(merged, action, report);
  return merged;
}
