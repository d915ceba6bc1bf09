import type { Operation } from '../../model/service.js';
import { paragraphs } from '../text/layout.js';
import type { DocComment } from '../text/layout.js';
import { deprecatedTags, sourceTags } from '../text/words.js';

/** The comment of an operation: all that is said of it, or its first line only. */
export function operationComment(operation: Operation, options: { readonly short?: true } = {}): DocComment {
  const { summary, description, source } = operation;
  // Without words of ours there is only the page. As a tag it would take the compiler four times as much memory.
  if (summary === undefined && description === undefined)
    return {
      paragraphs: options.short === true || source === '' ? [] : [`See ${source}`],
      tags: deprecatedTags(operation),
    };
  return {
    paragraphs: [
      ...(summary === undefined ? [] : [`${summary}.`]),
      ...(options.short === true ? [] : paragraphs(description ?? '')),
    ],
    tags: [...deprecatedTags(operation), ...sourceTags(operation)],
  };
}
