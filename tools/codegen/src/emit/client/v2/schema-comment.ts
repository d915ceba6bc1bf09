import type { Schema } from '../../../model/v2.js';
import { describe } from '../../text/rules-in-words.js';
import type { DocComment } from '../../text/layout.js';

/** What a schema says in words: its description, then its rules in a paragraph of their own. */
export function schemaComment(schema: Schema, options: { readonly definition?: boolean } = {}): DocComment {
  const { description, rules } = describe(schema);
  const sentences = rules.join(' ');
  const known = 'known' in schema && options.definition === true ? (schema.known ?? []) : [];
  const list = known.map(({ value, meaning }) => `- \`${value}\`: ${meaning}`);
  const tags = [
    ...(schema.deprecated === true ? ['@deprecated The vendor advises against it.'] : []),
    ...(options.definition === true && schema.source !== undefined ? [`@see ${schema.source}`] : []),
  ];
  const short = description.length === 1 && `${description[0] ?? ''} ${sentences}`.length <= 100;
  const texts =
    short && sentences !== '' ? [`${description[0] ?? ''} ${sentences}`] : [...description, sentences];
  return { paragraphs: texts, list, tags };
}
