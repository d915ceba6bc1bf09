import type { Cursor } from '../spec/cursor.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { Spec } from '../spec/spec.js';
import type { Field, ObjectType, ServiceType, Shape } from '../model/service.js';

/** The object type of a name. */
export function objectType(types: ReadonlyMap<string, ServiceType>, name: string): ObjectType | undefined {
  const type = types.get(name);
  return type?.kind === 'object' ? type : undefined;
}

/** What a shape is at bottom: a named set of values is a text. */
export function kindOf(types: ReadonlyMap<string, ServiceType>, shape: Shape): string {
  if (shape.kind !== 'named') return shape.kind;
  return types.get(shape.type)?.kind === 'value' ? 'string' : 'object';
}

/** Looks up fields that words name, and reports those that are not there. */
export class FieldFinder {
  readonly #spec: Spec;
  readonly #types: ReadonlyMap<string, ServiceType>;

  constructor(spec: Spec, types: ReadonlyMap<string, ServiceType>) {
    this.#spec = spec;
    this.#types = types;
  }

  /** The field that a word names; reported when it is not there, or not of one of these kinds. */
  named(at: Cursor | undefined, type: ObjectType | undefined, kinds: readonly string[]): Field | undefined {
    if (at === undefined || type === undefined) return undefined;
    const name = String(at.value);
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) {
      const names = type.fields.map((each) => each.name);
      const what = `${type.name} has no "${name}"`;
      this.#spec.report(at, { what, remedy: didYouMean(name, names, 'correct it, or leave it out') });
      return undefined;
    }
    const kind = kindOf(this.#types, field.shape);
    if (!kinds.includes(kind)) {
      const what = `"${name}" of ${type.name} is of kind ${kind}`;
      this.#spec.report(at, { what, remedy: `name one of kind ${kinds.join(' or ')}` });
    }
    return field;
  }

  /** The type of the items of a list. */
  itemsOf(field: Field | undefined): ObjectType | undefined {
    const items = field?.shape.kind === 'list' ? field.shape.items : undefined;
    return items?.kind === 'named' ? objectType(this.#types, items.type) : undefined;
  }

  /** The documented values of a field. */
  knownOf(field: Field | undefined): readonly string[] | undefined {
    const shape = field?.shape;
    const type = shape?.kind === 'named' ? this.#types.get(shape.type) : undefined;
    const text = type?.kind === 'value' ? type.shape : shape?.kind === 'string' ? shape : undefined;
    return text?.known?.map(({ value }) => value);
  }

  /** Reports a value that is not among the documented ones. */
  checkKnown(at: Cursor, known: readonly string[] | undefined): void {
    const value = String(at.value);
    if (known === undefined || known.includes(value)) return;
    const what = `"${value}" is not among the documented values`;
    this.#spec.report(at, { what, remedy: didYouMean(value, known, `name one of: ${known.join(', ')}`) });
  }
}
