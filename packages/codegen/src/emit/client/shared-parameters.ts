import { freeName } from '../../model/code-names.js';
import { identifier } from '../../model/names.js';
import { Code } from '../text/literal.js';
import type { Literal, LiteralObject } from '../text/literal.js';

/** A parameter that many operations take, word for word. */
export interface SharedParameter {
  /** The name of its constant. */
  readonly name: string;
  readonly literal: LiteralObject;
}

/** What is written this often is a constant: the file is shorter, and is read, compiled and checked as much quicker. */
const often = 3;

/** What is this long is called after the parameter that has it first; what is shorter, after what it is. */
const long = 40;

const kinds: Readonly<Record<string, string>> = { string: 'text', boolean: 'flag', number: 'decimal' };

/**
 * The type of a parameter in the contract. Named by its kind, not as any parameter: at each use of a constant of a union a compiler looks
 * back through all constants before it, which is square in their number.
 */
export function parameterType({ kind }: LiteralObject): string {
  const name = typeof kind === 'string' ? kind : '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Parameter`;
}

/** What a short rule is called: `requiredText`, `textList`. */
function ruleName({ kind: said, required, items, ...more }: LiteralObject): string {
  const kind = typeof said === 'string' ? said : '';
  const of = items === undefined ? '' : ruleName(items as LiteralObject);
  const flags = Object.keys(more).filter((name) => more[name] !== undefined);
  const words = [required === true ? 'required' : '', ...flags, of, kinds[kind] ?? kind];
  return identifier(words.join(' '));
}

/** A literal as a key, and whether it refers to tables. */
function keyOf(literal: LiteralObject): { readonly key: string; readonly refers: boolean } {
  let refers = false;
  const key = JSON.stringify(literal, (_, value: unknown) => {
    if (value instanceof Code) refers = true;
    return value;
  });
  return { key, refers };
}

const isParameter = (value: Literal | undefined): value is LiteralObject =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** Constants for parameters that are written often. */
export class SharedParameters {
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();

  /** `taken`: names that others have; it gets those of the constants as well. */
  constructor(taken: Set<string>) {
    this.#taken = taken;
  }

  /** The constant for a parameter, if it has one. */
  nameOf(literal: LiteralObject): string | undefined {
    return this.#names.get(keyOf(literal).key);
  }

  /** Makes constants for what is written often in some tables: either of what refers to tables itself, or of what does not. */
  add(
    tables: readonly LiteralObject[],
    { refersToTables = false }: { readonly refersToTables?: boolean } = {},
  ): readonly SharedParameter[] {
    const counts = new Map<
      string,
      { readonly name: string; readonly literal: LiteralObject; count: number }
    >();
    for (const [name, literal] of tables.flatMap((table) => Object.entries(table))) {
      if (!isParameter(literal)) continue;
      const { key, refers } = keyOf(literal);
      if (refers !== refersToTables) continue;
      const known = counts.get(key) ?? { name, literal, count: 0 };
      known.count++;
      counts.set(key, known);
    }
    return [...counts].flatMap(([key, { name: parameter, literal, count }]) => {
      if (count < often) return [];
      const called =
        key.length < long && !refersToTables ? ruleName(literal) : `${identifier(parameter)}Parameter`;
      const name = freeName(called, this.#taken);
      this.#taken.add(name);
      this.#names.set(key, name);
      return [{ name, literal }];
    });
  }
}
