import { documentedErrors } from '../../model/error-rules.js';
import type { Operation, Service } from '../../model/service.js';
import { fieldsOf, saidOf } from '../../model/shapes.js';
import type { Field, Types } from '../../model/shapes.js';
import { paragraphs } from '../text/layout.js';
import type { DocComment } from '../text/layout.js';
import { alternatives, deprecatedTags, describeInline, sourceTags } from '../text/words.js';

/** The comment of an operation: all that is said of it, or its first line only. */
export function operationComment(operation: Operation, options: { readonly short?: true } = {}): DocComment {
  const { summary, description, source } = operation;
  // Without a description there is only the page. As a tag it would take the compiler four times as much memory.
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

function parameterLine({ name, required, shape }: Field, types: Types): string {
  const said = saidOf(types, shape);
  const values =
    'values' in said && Array.isArray(said.values) ? ` Either ${alternatives(said.values)}.` : '';
  return `- \`${name}\`${required ? '' : ' (optional)'}: ${describeInline(said)}${values}`;
}

/** The comment of a method. In API 2.0 it has the parameters and the codes as well: of API 3.0 it would be as long as the types again. */
export function methodComment(service: Service, operation: Operation, types: Types): DocComment {
  const comment = operationComment(operation);
  if (service.protocol === 'v3') return comment;
  const { own, common } = documentedErrors(service, operation);
  const codes = [...own.map(({ code }) => `\`${code}\``), ...common.map(({ code }) => code)];
  return {
    ...comment,
    paragraphs: [
      ...comment.paragraphs,
      operation.batch === undefined
        ? ''
        : 'Rejects with a `BatchError` when it did not work for every one of the resources.',
      codes.length === 0 ? '' : `Documented error codes: ${codes.join(', ')}.`,
    ],
    list: fieldsOf(types, operation.input).map((field) => parameterLine(field, types)),
  };
}
