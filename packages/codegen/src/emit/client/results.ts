import type { Operation, Service } from '../../model/service.js';
import { bottomOf, fieldsOf, typesOf } from '../../model/shapes.js';
import type { Field, Shape, Types } from '../../model/shapes.js';
import type { LiteralObject } from '../text/literal.js';

/** Whether the runtime has to set something right in a result of this shape. */
function needsCare(shape: Shape, types: Types): boolean {
  const bottom = bottomOf(types, shape);
  switch (bottom.kind) {
    case 'list':
      return bottom.singleAsList === true || needsCare(bottom.items, types);
    case 'map':
      return needsCare(bottom.values, types);
    default:
      return bottom.kind === 'object' && bottom.fields.some((field) => needsCare(field.shape, types));
  }
}

function result(shape: Shape, types: Types, required = false): LiteralObject {
  const bottom = bottomOf(types, shape);
  const base: LiteralObject = { kind: bottom.kind, required: required ? true : undefined };
  if (!needsCare(shape, types)) return base;
  if (bottom.kind === 'list') {
    const items = needsCare(bottom.items, types) ? result(bottom.items, types) : undefined;
    return { ...base, items, singleAsList: bottom.singleAsList };
  }
  return bottom.kind === 'object'
    ? {
        ...base,
        fields: tableOf(
          bottom.fields.filter((field) => needsCare(field.shape, types)),
          types,
        ),
      }
    : base;
}

const tableOf = (fields: readonly Field[], types: Types): LiteralObject =>
  Object.fromEntries(fields.map(({ name, answered, shape }) => [name, result(shape, types, answered)]));

/**
 * What the runtime has to check in an answer, or to set right. In API 3.0 only what paging goes by: the rest is as its
 * descriptions say.
 */
export function results(service: Service, { output, batch, pagination }: Operation): LiteralObject {
  const types = typesOf(service);
  const fields = fieldsOf(types, output);
  if (service.protocol === 'v2')
    return tableOf(
      fields.filter(
        ({ name, answered, shape }) => name !== batch?.results && (answered || needsCare(shape, types)),
      ),
      types,
    );
  const paging = [pagination?.items, pagination?.kind === 'offset' ? pagination.total : undefined];
  return Object.fromEntries(
    paging.flatMap((name) => {
      const field = fields.find((each) => each.name === name);
      return field === undefined ? [] : [[field.name, result(field.shape, types, true)]];
    }),
  );
}
