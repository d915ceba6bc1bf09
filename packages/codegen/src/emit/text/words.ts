import { paragraphs } from './layout.js';
import type { DocComment } from './layout.js';
import { quote } from './literal.js';

type Value = string | number;

/** What a schema of either generation says that can be put into words. */
export interface Described {
  readonly kind: string;
  readonly description?: string;
  readonly default?: Value | boolean;
  readonly deprecated?: true;
  readonly source?: string;
  readonly meaning?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: { readonly kind: string; readonly meaning?: string };
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: true;
  readonly known?: readonly { readonly value: Value; readonly meaning: string }[];
}

function count(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  const units = (number: number): string => `${number} ${number === 1 ? unit : `${unit}s`}`;
  if (least === undefined || least === 0) return most === undefined ? undefined : `At most ${units(most)}.`;
  // That it is not empty needs no saying.
  if (most === undefined) return least === 1 ? undefined : `At least ${units(least)}.`;
  return least === most ? `Exactly ${units(least)}.` : `${least} to ${units(most)}.`;
}

function range(minimum: number | undefined, maximum: number | undefined): string | undefined {
  if (maximum !== undefined)
    return minimum === undefined ? `At most ${maximum}.` : `From ${minimum} to ${maximum}.`;
  // That a number of things is not negative needs no saying.
  return minimum === undefined || minimum === 0 ? undefined : `At least ${minimum}.`;
}

/** One of the values, in words: `0 or 1`. */
export function alternatives(values: readonly Value[]): string {
  const shown = values.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`;
}

const formats: Readonly<Record<string, string>> = {
  'date-time': 'ISO 8601, in UTC.',
  datetime: '`YYYY-MM-DD hh:mm:ss`.',
  date: '`YYYY-MM-DD`.',
};

/** What a schema demands of a value, beyond its type: sentences, each with its full stop. */
function rules(schema: Described): string[] {
  const { meaning, items, default: fallback } = schema;
  const said = [
    meaning === undefined ? undefined : `Must be ${meaning}.`,
    count(schema.minLength, schema.maxLength, 'character'),
    schema.kind === 'string' ? formats[schema.format ?? ''] : undefined,
    schema.kind === 'binary' ? 'Bytes, in base64.' : undefined,
    range(schema.minimum, schema.maximum),
    count(schema.minItems === 1 ? undefined : schema.minItems, schema.maxItems, 'item'),
    schema.unique === true ? 'No item twice.' : undefined,
    items?.meaning === undefined ? undefined : `Each must be ${items.meaning}.`,
    fallback === undefined
      ? undefined
      : `Default: ${typeof fallback === 'string' ? quote(fallback) : fallback}.`,
  ];
  return said.filter((sentence) => sentence !== undefined);
}

/** The paragraphs of a description, and the rules that these do not mention. */
function describe(schema: Described): { readonly description: readonly string[]; readonly rules: string[] } {
  const description = paragraphs(schema.description ?? '');
  const whole = description.join(' ');
  const isSaid = (rule: string): boolean =>
    whole.includes(rule) || whole.includes(rule.replace(/ (?:item|character)s?\.$/, '.'));
  return { description, rules: rules(schema).filter((rule) => !isSaid(rule)) };
}

/** What a schema says in words, as one text. */
export function describeInline(schema: Described): string {
  const { description, rules: demanded } = describe(schema);
  return [...description, ...demanded].join(' ');
}

export function deprecatedTags({
  deprecated,
  offline,
}: {
  readonly deprecated?: true;
  readonly offline?: true;
}): string[] {
  if (offline === true) return ['@deprecated The vendor has taken it offline: calls are refused.'];
  return deprecated === true ? ['@deprecated The vendor advises against it.'] : [];
}

export const sourceTags = ({ source }: { readonly source?: string }): string[] =>
  source === undefined ? [] : [`@see ${source}`];

/** Documented values, a line for each. */
export const knownLines = (known: Described['known'] = []): string[] =>
  known.map(({ value, meaning }) => `- \`${value}\`: ${meaning}`);

/** What a schema says in words: its description, its rules in a paragraph of their own, its documented values where it is defined. */
export function schemaComment(
  schema: Described,
  { definition = false }: { readonly definition?: boolean } = {},
): DocComment {
  const { description, rules: demanded } = describe(schema);
  const sentences = demanded.join(' ');
  const [first = ''] = description;
  const isShort = description.length === 1 && sentences !== '' && `${first} ${sentences}`.length <= 100;
  return {
    paragraphs: isShort ? [`${first} ${sentences}`] : [...description, sentences],
    list: definition ? knownLines(schema.known) : [],
    tags: [...deprecatedTags(schema), ...(definition ? sourceTags(schema) : [])],
  };
}
