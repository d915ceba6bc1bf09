import { reserved } from '../model/code-names.js';
import type { Cursor } from './cursor.js';
import type { Spec } from './spec.js';

/** Reports a second use of a name that only one thing can have. */
export class Names {
  readonly #taken = new Map<string, string>();
  readonly #spec: Spec;
  readonly #where: string;

  /** Where the names are: `in generated code`. */
  constructor(spec: Spec, where = 'in generated code') {
    this.#spec = spec;
    this.#where = where;
  }

  /** Notes names that are taken by what no spec says. */
  reserve(names: readonly string[], owner: string): void {
    for (const name of names) this.#taken.set(name, owner);
  }

  /** Gives a name to its owner; `remedy` says what to do when another has it. */
  take(
    name: string,
    owner: { readonly called: string; readonly at: Cursor; readonly remedy?: string },
  ): void {
    const { called, at, remedy = 'give it another name' } = owner;
    const other = this.#taken.get(name);
    const isWord = reserved.has(name);
    if (other !== undefined || isWord) {
      const why = isWord ? `"${name}" is a word of the language` : `${other ?? ''} has it already`;
      const what = `${called} would be called "${name}" ${this.#where}, but ${why}`;
      this.#spec.report(at, { what, remedy, part: 'key' });
    }
    this.#taken.set(name, called);
  }
}
