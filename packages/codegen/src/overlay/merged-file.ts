import type { Path, YamlFile } from '../spec/yaml-file.js';

type Branch = Record<string, unknown>;

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at the end of a path that is known to lead somewhere. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], root);
}

/** What an overlay has written, or where it has removed something: the file, and the way to it in that file. */
interface Origin {
  readonly file: YamlFile;
  readonly path: Path;
}

interface OriginTree {
  origin?: Origin;
  /** There is nothing any more; the origin has removed it. */
  isRemoved?: true;
  readonly below: Map<string, OriginTree>;
}

/** A spec file while overlays are applied to it: its value, and which file has written or removed which part. */
export class MergedFile implements YamlFile {
  readonly name: string;
  readonly value: unknown;
  readonly #base: YamlFile;
  readonly #origins: OriginTree = { below: new Map() };

  constructor(base: YamlFile) {
    this.name = base.name;
    this.value = structuredClone(base.value);
    this.#base = base;
  }

  /** Notes that the value at a path was written by another file. */
  wrote(path: Path, origin: Origin): void {
    const tree = this.#treeAt(path);
    tree.origin = origin;
    delete tree.isRemoved;
    tree.below.clear();
  }

  /** Removes the value at a path, and notes what has done so: that is to blame where the value is missed. */
  remove(path: Path, origin: Origin): void {
    const [around, last = ''] = [path.slice(0, -1), path.at(-1)];
    const parent = valueAt(this.value, around);
    if (Array.isArray(parent)) {
      this.#moveUp(around, Number(last), parent.length);
      parent.splice(Number(last), 1);
      // That there is nothing in it now is this file's doing.
      if (parent.length === 0) this.wrote(around, origin);
      return;
    }
    delete (parent as Branch)[last];
    this.wrote(path, origin);
    this.#treeAt(path).isRemoved = true;
  }

  /** Whether an overlay has removed the value at a path; its position is then that of the removal. */
  isRemoved(path: Path): boolean {
    let tree: OriginTree | undefined = this.#origins;
    for (const step of path) tree = tree?.below.get(String(step));
    return tree?.isRemoved === true;
  }

  /** The items of a list after one that is removed keep their places in the files. */
  #moveUp(list: Path, removed: number, length: number): void {
    const { below } = this.#treeAt(list);
    const moved = Array.from({ length: length - removed - 1 }, (_, offset): OriginTree => {
      const index = removed + offset + 1;
      const origin = this.originOf([...list, index]);
      return { below: new Map(), ...below.get(String(index)), origin };
    });
    for (const [offset, tree] of moved.entries()) below.set(String(removed + offset), tree);
    below.delete(String(length - 1));
  }

  #treeAt(path: Path): OriginTree {
    let tree = this.#origins;
    for (const step of path) {
      const below = tree.below.get(String(step)) ?? { below: new Map<string, OriginTree>() };
      tree.below.set(String(step), below);
      tree = below;
    }
    return tree;
  }

  /** Where a value stands: in the file that has written it, or that has written the nearest value around it. */
  position(path: Path, part?: 'key' | 'value') {
    const { file, path: there } = this.originOf(path);
    return { file: file.name, ...file.position(there, part) };
  }

  /** The same as the file, and the way to it in that file. */
  originOf(path: Path): Origin {
    let found: Origin = { file: this.#base, path };
    let tree: OriginTree | undefined = this.#origins;
    for (const [index, step] of path.entries()) {
      tree = tree.below.get(String(step));
      if (tree === undefined) break;
      const { origin } = tree;
      if (origin !== undefined)
        found = { file: origin.file, path: [...origin.path, ...path.slice(index + 1)] };
    }
    return found;
  }
}
