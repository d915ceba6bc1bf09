import type { Schema } from '../../model/v2.js';
import { paragraphs } from './layout.js';
import { quote } from './literal.js';

function count(minimum: number | undefined, maximum: number | undefined, unit: string): string | undefined {
  const plural = (number: number): string => (number === 1 ? unit : `${unit}s`);
  if (minimum === undefined || minimum === 0)
    return maximum === undefined ? undefined : `At most ${maximum} ${plural(maximum)}.`;
  if (maximum === undefined) return `At least ${minimum} ${plural(minimum)}.`;
  return minimum === maximum
    ? `Exactly ${minimum} ${plural(minimum)}.`
    : `${minimum} to ${maximum} ${plural(maximum)}.`;
}

function range(minimum: number | undefined, maximum: number | undefined): string | undefined {
  if (minimum === undefined) return maximum === undefined ? undefined : `At most ${maximum}.`;
  return maximum === undefined ? `At least ${minimum}.` : `From ${minimum} to ${maximum}.`;
}

/** One of the values, in words: `0 or 1`. */
export function alternatives(values: readonly (string | number)[]): string {
  const shown = values.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`;
}

/** What a schema demands of a value, beyond its type: sentences, each with its full stop. */
function rules(schema: Schema): string[] {
  const said: (string | undefined)[] = [];
  switch (schema.kind) {
    case 'string':
      said.push(schema.meaning === undefined ? undefined : `Must be ${schema.meaning}.`);
      said.push(count(schema.minLength, schema.maxLength, 'character'));
      break;
    case 'integer':
      said.push(range(schema.minimum, schema.maximum));
      break;
    case 'list': {
      // That an empty list is refused holds for every list, and needs no saying.
      said.push(count(schema.minItems === 1 ? undefined : schema.minItems, schema.maxItems, 'item'));
      said.push(schema.unique === true ? 'No item twice.' : undefined);
      if (schema.items.kind === 'string' && schema.items.meaning !== undefined)
        said.push(`Each must be ${schema.items.meaning}.`);
      break;
    }
    case 'object':
    case 'map':
  }
  if (schema.default !== undefined) {
    said.push(`Default: ${typeof schema.default === 'string' ? quote(schema.default) : schema.default}.`);
  }
  return said.filter((sentence) => sentence !== undefined);
}

/** What a schema says in words: the paragraphs of its description, and the rules that these do not mention. */
export function describe(schema: Schema): {
  readonly description: readonly string[];
  readonly rules: readonly string[];
} {
  const description = paragraphs(schema.description ?? '');
  const whole = description.join(' ');
  const isSaid = (rule: string): boolean =>
    whole.includes(rule) || whole.includes(rule.replace(/ (?:item|character)s?\.$/, '.'));
  return { description, rules: rules(schema).filter((rule) => !isSaid(rule)) };
}

/** The same as one text. */
export function describeInline(schema: Schema): string {
  const { description, rules: demanded } = describe(schema);
  return [...description, ...demanded].join(' ');
}
