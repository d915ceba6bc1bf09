import { paragraphs, wrap } from '../../text/layout.js';
import type { DocComment } from '../../text/layout.js';
import { quote } from '../../text/literal.js';
import type { KnownValue, Operation, Shape } from '../../../model/v3.js';

function count(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  const units = (number: number): string => `${number} ${number === 1 ? unit : `${unit}s`}`;
  if (least === undefined || least <= 1) return most === undefined ? undefined : `At most ${units(most)}.`;
  return most === undefined ? `At least ${units(least)}.` : `${least} to ${units(most)}.`;
}

function range(minimum: number | undefined, maximum: number | undefined): string | undefined {
  if (minimum === undefined) return maximum === undefined ? undefined : `At most ${maximum}.`;
  return maximum === undefined ? `At least ${minimum}.` : `From ${minimum} to ${maximum}.`;
}

/** What a shape demands of a value, beyond its type: sentences. */
function rules(shape: Shape): string[] {
  const said: (string | undefined)[] = [];
  if (shape.kind === 'string') {
    said.push(shape.meaning === undefined ? undefined : `Must be ${shape.meaning}.`);
    said.push(count(shape.minLength, shape.maxLength, 'character'));
    said.push(shape.format === 'date-time' ? 'ISO 8601, in UTC.' : undefined);
    said.push(shape.format === 'datetime' ? '`YYYY-MM-DD hh:mm:ss`.' : undefined);
    said.push(shape.format === 'date' ? '`YYYY-MM-DD`.' : undefined);
  } else if (shape.kind === 'binary') said.push('Bytes, in base64.');
  else if (shape.kind === 'integer' || shape.kind === 'number') {
    // That a number of things is not negative needs no saying.
    const minimum = shape.minimum === 0 ? undefined : shape.minimum;
    said.push(range(minimum, shape.maximum));
  } else if (shape.kind === 'list') {
    said.push(count(shape.minItems, shape.maxItems, 'item'));
    said.push(shape.unique === true ? 'No item twice.' : undefined);
    if (shape.items.kind === 'string' && shape.items.meaning !== undefined)
      said.push(`Each must be ${shape.items.meaning}.`);
  }
  if (shape.default !== undefined)
    said.push(`Default: ${typeof shape.default === 'string' ? quote(shape.default) : shape.default}.`);
  return said.filter((sentence) => sentence !== undefined);
}

function valueLines(known: readonly KnownValue[] = []): string[] {
  return known.map(({ value, meaning }) => `- \`${value}\`: ${meaning}`);
}

export const deprecatedTag = '@deprecated The vendor advises against it.';

/** The comment of a field. */
export function fieldComment(shape: Shape): DocComment {
  const description = paragraphs(shape.description ?? '');
  const whole = description.join(' ');
  const sentences = rules(shape).filter((rule) => !whole.includes(rule));
  const text = sentences.join(' ');
  const isShort = description.length === 1 && wrap(`${whole} ${text}`, 100).length === 1;
  return {
    paragraphs: isShort ? [`${whole} ${text}`.trim()] : [...description, text],
    list: valueLines(shape.kind === 'string' ? shape.known : undefined),
    tags: [
      ...(shape.deprecated === true ? [deprecatedTag] : []),
      ...(shape.source === undefined ? [] : [`@see ${shape.source}`]),
    ],
  };
}

/** The comment of a type. */
export function typeComment(type: {
  readonly description?: string;
  readonly source?: string;
  readonly known?: readonly KnownValue[];
}): DocComment {
  return {
    paragraphs: paragraphs(type.description ?? ''),
    list: valueLines(type.known),
    // Where there are no words of ours, the page says what it is.
    tags: type.source === undefined ? [] : [`@see ${type.source}`],
  };
}

/** The comment of an operation: all that is said of it, or its first line only. */
export function operationComment(operation: Operation, options: { readonly short?: true } = {}): DocComment {
  const { summary, description, source, deprecated } = operation;
  return {
    paragraphs: [
      ...(summary === undefined ? [] : [`${summary}.`]),
      ...(options.short === true ? [] : paragraphs(description ?? '')),
    ],
    tags: [...(deprecated === true ? [deprecatedTag] : []), `@see ${source}`],
  };
}
