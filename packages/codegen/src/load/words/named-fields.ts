import { bottomOf, itemTypeOf } from '../../model/shapes.js';
import type { Field, ObjectType, Types } from '../../model/shapes.js';
import type { State } from '../../model/service.js';
import type { Cursor } from '../../spec/cursor.js';
import { didYouMean } from '../../spec/did-you-mean.js';
import type { Spec } from '../../spec/spec.js';

/** The object type of a name. */
export function objectType(types: Types, name: string | undefined): ObjectType | undefined {
  const type = types.get(name ?? '');
  return type?.kind === 'object' ? type : undefined;
}

/** What a word names a field of. */
interface Wanted {
  readonly in: ObjectType | undefined;
  readonly kinds: readonly string[];
  /** The input or output that the type is a part of, when it is not one itself. */
  readonly of?: ObjectType | undefined;
}

/**
 * What the x- words of both generations name: fields, values and states. What is not there, or of another kind, is reported.
 */
export class NamedFields {
  readonly #spec: Spec;
  readonly #types: Types;

  constructor(spec: Spec, types: Types) {
    this.#spec = spec;
    this.#types = types;
  }

  /** The field that a word names. */
  named(at: Cursor | undefined, { in: type, kinds, of = type }: Wanted): Field | undefined {
    if (at === undefined || type === undefined) return undefined;
    const name = String(at.value);
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) {
      if (this.#spec.unsound.has(of?.name ?? '')) return undefined;
      const names = type.fields.map((each) => each.name);
      const otherwise = names.length === 0 ? 'leave it out' : `name one of: ${names.join(', ')}`;
      this.#spec.report(at, {
        what: `${type.name} has no "${name}"`,
        remedy: didYouMean(name, names, otherwise),
      });
      return undefined;
    }
    const { kind } = bottomOf(this.#types, field.shape);
    if (!kinds.includes(kind)) {
      const what = `"${name}" of ${type.name} is of kind ${kind}`;
      this.#spec.report(at, { what, remedy: `name one of kind ${kinds.join(' or ')}` });
    }
    return field;
  }

  /** The type of the items of a list. */
  itemOf(field: Field | undefined): ObjectType | undefined {
    const type = itemTypeOf(this.#types, field?.shape);
    return type?.kind === 'object' ? type : undefined;
  }

  /** Reports a value that is not among those documented. */
  checkKnown(at: Cursor, known: readonly State[] | undefined, what = ''): void {
    const value = at.value as State;
    if (known === undefined || known.includes(value)) return;
    const otherwise = `name one of: ${known.join(', ')}`;
    this.#spec.report(at, {
      // A number does not say what it is.
      what: `${typeof value === 'number' ? what : ''}${JSON.stringify(value)} is not among the documented values`,
      remedy: typeof value === 'number' ? otherwise : didYouMean(String(value), known.map(String), otherwise),
    });
  }

  /** What a field is at bottom. */
  bottom(field: Field | undefined): ReturnType<typeof bottomOf> | undefined {
    return field && bottomOf(this.#types, field.shape);
  }

  /** The documented values of a field. */
  knownOf(field: Field | undefined): readonly State[] | undefined {
    const shape = this.bottom(field);
    return shape?.kind === 'string' || shape?.kind === 'integer'
      ? shape.known?.map(({ value }) => value)
      : undefined;
  }

  /** A number that a word says and a parameter as well, or only one of the two; both must say the same. */
  limit(
    at: Cursor,
    about: {
      readonly said: string;
      readonly of: string;
      readonly word: string;
      readonly limit: number | undefined;
    },
  ): number {
    const { said, of, word, limit } = about;
    const number = at.number(said) ?? limit;
    if (limit !== number || number === undefined) {
      const name = at.text(of) ?? '';
      const what =
        number === undefined
          ? `"${name}" has no "${word}"`
          : `"${said}" is ${number}, but "${name}" has ${limit === undefined ? `no "${word}"` : `"${word}" ${limit}`}`;
      const remedy = number === undefined ? 'say there how many one call may have' : 'make both the same';
      this.#spec.report(at.get(said) ?? at.get(of) ?? at, { what, remedy });
    }
    return number ?? 0;
  }

  /** The type whose documented values are the states of a resource. */
  statesOf(resource: string): readonly State[] | undefined {
    const type = [...this.#types.values()].find(({ name }) =>
      [`${resource}state`, `${resource}status`].includes(name.toLowerCase()),
    );
    return type?.kind === 'value' && (type.shape.kind === 'string' || type.shape.kind === 'integer')
      ? type.shape.known?.map(({ value }) => value)
      : undefined;
  }
}
