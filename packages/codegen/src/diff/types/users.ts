import { namedIn } from '../../model/shapes.js';
import type { Service } from '../../model/service.js';

/** Which Actions take or give each type. */
export class Users {
  /** The types that hold a type, and the Actions that it is the input or output of. */
  readonly #holders = new Map<string, { readonly types: string[]; readonly actions: string[] }>();
  readonly #found = new Map<string, readonly string[]>();

  constructor({ types, operations }: Pick<Service, 'types' | 'operations'>) {
    for (const type of types)
      if (type.kind === 'object')
        for (const { shape } of type.fields) {
          const held = namedIn(shape);
          if (held !== undefined) this.#of(held).types.push(type.name);
        }
    for (const { action, input, output } of operations)
      for (const type of [input, output]) this.#of(type).actions.push(action);
  }

  #of(type: string) {
    const known = this.#holders.get(type) ?? { types: [], actions: [] };
    this.#holders.set(type, known);
    return known;
  }

  /** The Actions that take or give a type, be it inside of another, sorted. */
  actions(type: string): readonly string[] {
    const known = this.#found.get(type);
    if (known !== undefined) return known;
    const seen = new Set([type]);
    const actions = new Set<string>();
    for (const each of seen) {
      const holders = this.#holders.get(each);
      for (const holder of holders?.types ?? []) seen.add(holder);
      for (const action of holders?.actions ?? []) actions.add(action);
    }
    const sorted = [...actions].sort();
    this.#found.set(type, sorted);
    return sorted;
  }
}
