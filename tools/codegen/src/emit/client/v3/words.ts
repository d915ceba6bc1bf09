import type { Operation } from '../../../model/v3.js';
import { paragraphs } from '../../text/layout.js';
import type { DocComment } from '../../text/layout.js';
import { deprecatedTags, sourceTags } from '../../text/words.js';

/** The comment of an operation: all that is said of it, or its first line only. */
export function operationComment(operation: Operation, options: { readonly short?: true } = {}): DocComment {
  const { summary, description } = operation;
  return {
    paragraphs: [
      ...(summary === undefined ? [] : [`${summary}.`]),
      ...(options.short === true ? [] : paragraphs(description ?? '')),
    ],
    tags: [...deprecatedTags(operation), ...sourceTags(operation)],
  };
}
