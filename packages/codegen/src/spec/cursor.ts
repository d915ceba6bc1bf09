import { byCodeUnits } from '../model/names.js';
import type { Path, YamlFile } from './yaml-file.js';

/**
 * A value in a spec file together with where it stands. Reading is lenient: what is not there, or is of
 * another type, is undefined, because the dialect's schema has already reported it.
 */
export class Cursor {
  readonly file: YamlFile;
  readonly path: Path;
  readonly value: unknown;

  constructor(file: YamlFile, path: Path = [], value: unknown = file.value) {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** The value under a name or an index. */
  get(step: string | number): Cursor | undefined {
    const { value } = this;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return new Cursor(this.file, [...this.path, step], (value as Record<string | number, unknown>)[step]);
  }

  /** Where an overlay has removed the value under a name, if it has: that is to blame where the value is missed. */
  removal(name: string): Cursor | undefined {
    const path = [...this.path, name];
    return this.file.isRemoved?.(path) === true ? new Cursor(this.file, path, null) : undefined;
  }

  /** The value at the end of several steps. */
  at(...steps: readonly (string | number)[]): Cursor | undefined {
    return steps.reduce<Cursor | undefined>((found, step) => found?.get(step), this);
  }

  get isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  /** Names of an object, sorted: the order in which they are written in the file never matters. */
  names(): string[] {
    return this.isObject ? Object.keys(this.value as object).sort(byCodeUnits) : [];
  }

  /** The members of an object, sorted by name. */
  entries(): (readonly [name: string, member: Cursor])[] {
    return this.names().flatMap((name) => {
      const member = this.get(name);
      return member === undefined ? [] : [[name, member] as const];
    });
  }

  /** The items of a list, in their order. */
  items(): Cursor[] {
    return Array.isArray(this.value)
      ? this.value.map((item: unknown, index) => new Cursor(this.file, [...this.path, index], item))
      : [];
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.get(name)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.get(name)?.value;
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.get(name)?.value === true;
  }

  /** The texts in a list. */
  texts(name: string): string[] {
    const items = this.get(name)?.items() ?? [];
    return items.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  }

  /** The numbers in a list. */
  numbers(name: string): number[] {
    const items = this.get(name)?.items() ?? [];
    return items.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  }
}
