import type { Path, YamlFile } from '../spec/yaml-file.js';

type Branch = Record<string, unknown>;

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an overlay has written: the file, and the way to it in that file. */
interface Origin {
  readonly file: YamlFile;
  readonly path: Path;
}

interface OriginTree {
  origin?: Origin;
  readonly below: Map<string, OriginTree>;
}

/** A spec file while overlays are applied to it: its value, and which file has written which part. */
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
    let tree = this.#origins;
    for (const step of path) {
      const below = tree.below.get(String(step)) ?? { below: new Map<string, OriginTree>() };
      tree.below.set(String(step), below);
      tree = below;
    }
    tree.origin = origin;
    tree.below.clear();
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
