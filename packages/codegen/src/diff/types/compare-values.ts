import { saidOf } from '../../model/shapes.js';
import type { Shape, Types } from '../../model/shapes.js';
import { deprecation, doneWith, major, minor, patch } from '../facts/change.js';
import type { Positions, Said } from '../facts/change.js';
import { comment, compareFacts, untold } from '../facts/compare-facts.js';
import type { AnyOf, FactRule, FactRules } from '../facts/compare-facts.js';
import { knownValues } from './known-values.js';
import { lowerLimit, narrowed, upperLimit, widened } from '../facts/limits.js';

/** Everything that is said of values of any kind. */
type Values = AnyOf<Shape>;

/** What stands for a value that is left out. */
const assumed: FactRule<Values['default']> = (_, after) => [
  minor(
    'behaviour',
    `Left out, the service assumes ${after === undefined ? 'nothing documented' : JSON.stringify(after)} now.`,
  ),
];

/** How a text is written: `date-time`. That a text is a secret is for those who show it. */
const format =
  (positions: Positions): FactRule<string | undefined> =>
  (before, after) => {
    if (before === 'password' || after === 'password') return comment();
    if (after === undefined) return [minor('behaviour', `It is no longer said to be of format ${before}.`)];
    if (before === undefined) return [minor('behaviour', `It is said to be of format ${after} now.`)];
    const message = `It was of format ${before}, and is of format ${after}: a program that ${doneWith(positions)} it must be changed.`;
    return [major('type', message, 'calls')];
  };

const pattern =
  (of: string): FactRule<string | undefined> =>
  (before, after) => [
    after === undefined ? widened(`${of}no longer pattern ${before}`) : narrowed(`${of}pattern ${after}`),
  ];

const unique =
  (of: string): FactRule<true | undefined> =>
  (_, after) => [
    after === true ? narrowed(`${of}no item twice`) : widened(`${of}an item may be there twice`),
  ];

/** Integers that may have a fraction, or the other way round: to the compiler both are numbers. */
const fraction =
  ({ written, read }: Positions, of: string): FactRule<Shape['kind'] | undefined> =>
  (before) => {
    if (before === 'number') return written ? [narrowed(`${of}only integers`)] : [];
    const message =
      'It may have a fraction in answers now: a program that counts on an integer has to expect that.';
    return [
      ...(written ? [widened(`${of}no longer only integers`)] : []),
      ...(read ? [minor('behaviour', message)] : []),
    ];
  };

/** That a number of an answer is not negative is not said. */
const shownMinimum: FactRule<number | undefined> = (before = 0, after = 0) =>
  before === after ? [] : comment();

/** Where some values are, and which of them are meant where it is not the whole: `each item: `. */
interface Place {
  readonly positions: Positions;
  readonly of: string;
}

function rulesFor({ positions, of }: Place, hasSamePattern: boolean): FactRules<Values> {
  // What answers have has no limits that a program could meet.
  const limit = <Value>(rule: FactRule<Value>): FactRule<Value> => (positions.written ? rule : comment);
  return {
    kind: fraction(positions, of),
    deprecated: deprecation,
    default: limit(assumed),
    format: format(positions),
    pattern: limit(pattern(of)),
    minLength: limit(lowerLimit({ name: 'minLength', of, none: 0 })),
    maxLength: limit(upperLimit({ name: 'maxLength', of })),
    minimum: positions.written ? lowerLimit({ name: 'minimum', of }) : shownMinimum,
    maximum: limit(upperLimit({ name: 'maximum', of })),
    minItems: limit(lowerLimit({ name: 'minItems', of, none: 0 })),
    maxItems: limit(upperLimit({ name: 'maxItems', of })),
    unique: limit(unique(of)),
    known: knownValues(positions),
    singleAsList: () => [patch('behaviour', 'Whether one item may be sent without its list has changed.')],
    batchResults: () => [patch('behaviour', 'How an empty result is sent has changed.')],
    description: comment,
    examples: comment,
    // The pattern in words.
    meaning: hasSamePattern ? comment : untold,
    source: comment,
    // The type tells these.
    nullable: untold,
    type: untold,
    values: untold,
    items: untold,
  };
}

const patternOf = (shape: Shape): string | undefined => ('pattern' in shape ? shape.pattern : undefined);

const isNumber = ({ kind }: Shape): boolean => kind === 'integer' || kind === 'number';

/** Compares what is said of values, beside their type. `renamed`: new names of types by their old ones. */
export class ValueComparison {
  readonly #types: { readonly before: Types; readonly after: Types };
  readonly #renamed: ReadonlyMap<string, string>;

  constructor(
    types: { readonly before: Types; readonly after: Types },
    renamed: ReadonlyMap<string, string>,
  ) {
    this.#types = types;
    this.#renamed = renamed;
  }

  compare(before: Shape, after: Shape, positions: Positions): Said[] {
    return this.#compare(before, after, { positions, of: '' });
  }

  #compare(before: Shape, after: Shape, place: Place): Said[] {
    const own = (types: Types, shape: Shape): Shape =>
      shape.kind === 'named' && !this.#isOneType(before, after) ? saidOf(types, shape) : shape;
    const [was, is] = [own(this.#types.before, before), own(this.#types.after, after)];
    const rules = rulesFor(place, patternOf(was) === patternOf(is));
    if (was.kind !== is.kind && !(isNumber(was) && isNumber(is))) {
      const { description, default: assumes, deprecated, examples, source } = rules;
      const ofAnyKind = { description, default: assumes, deprecated, examples, source };
      return compareFacts<Pick<Values, keyof typeof ofAnyKind>>(ofAnyKind, was, is);
    }
    const inner =
      was.kind === 'list' && is.kind === 'list'
        ? this.#compare(was.items, is.items, { ...place, of: `${place.of}each item: ` })
        : was.kind === 'map' && is.kind === 'map'
          ? this.#compare(was.values, is.values, { ...place, of: `${place.of}each value: ` })
          : [];
    return [...compareFacts<Values>(rules, was, is), ...inner];
  }

  /** Whether both have the same type by its name: what that says is told of the type. */
  #isOneType(before: Shape, after: Shape): boolean {
    return (
      before.kind === 'named' &&
      after.kind === 'named' &&
      (this.#renamed.get(before.type) ?? before.type) === after.type
    );
  }
}
