// @ts-check
/** Rules on x- words that name parameters and fields: what they name exists and has the right type. */
import { oneOf } from './spec.js';

/** @typedef {import('./spec.js').Spec} Spec */
/** @typedef {import('./spec.js').Found} Found */
/** @typedef {import('./spec.js').Path} Path */
/** @typedef {import('./spec.js').Problem} Problem */

/**
 * The problem, if any, with a name that should lead to a field of a type.
 * @param {Spec} spec
 * @param {{ path: Path, in: Found, name: unknown, types: readonly string[], role: string }} wanted
 * @returns {Problem[]}
 */
export function fieldProblems(spec, wanted) {
  const { path, name, types, role } = wanted;
  const known = Object.keys(spec.follow(wanted.in).node?.['properties'] ?? {});
  const { node } = spec.property(wanted.in, name);
  if (node === undefined) {
    const message = `There is no ${role} "${name}": name one of ${oneOf(known)}, or declare it.`;
    return [{ path, message }];
  }
  if (!types.includes(node['type'])) {
    return [
      {
        path,
        message: `The ${role} "${name}" is of type ${node['type']}; it must be of type ${oneOf(types)}.`,
      },
    ];
  }
  return [];
}

/** The ids parameter of a batch is a list of the same size, its results a map. @param {Spec} spec */
export function batchFields(spec) {
  return spec.operations.flatMap(({ path, operation, input, output }) => {
    const batch = operation['x-qcloud-batch'];
    if (batch === undefined) return [];
    /** @param {string} word */
    const at = (word) => [...path, 'x-qcloud-batch', word];
    const problems = [
      ...fieldProblems(spec, {
        path: at('ids'),
        in: input,
        name: batch.ids,
        types: ['array'],
        role: 'parameter',
      }),
      ...fieldProblems(spec, {
        path: at('results'),
        in: output,
        name: batch.results,
        types: ['object'],
        role: 'result field',
      }),
    ];
    if (problems.length > 0) return problems;
    const ids = spec.property(input, batch.ids).node;
    if (ids?.['maxItems'] !== batch.maximum) {
      const message = `A batch takes at most ${batch.maximum} ids, but "${batch.ids}" has maxItems ${ids?.['maxItems']}: make both the same.`;
      problems.push({ path: at('maximum'), message });
    }
    if (spec.property(output, batch.results).node?.['x-qcloud-batch-results'] !== true) {
      const message = `Mark "${batch.results}" with x-qcloud-batch-results: true, because an empty one may be sent as [].`;
      problems.push({ path: at('results'), message });
    }
    for (const code of ['5100', '5400']) {
      if ((operation['x-qcloud-errors'] ?? []).includes(code)) continue;
      problems.push({
        path: [...path, 'x-qcloud-errors'],
        message: `A batch answers with ${code} as well: add '${code}'.`,
      });
    }
    return problems;
  });
}

/** Everything that x-qcloud-pagination names exists. @param {Spec} spec */
export function paginationFields(spec) {
  return spec.operations.flatMap(({ path, operation, input, output }) => {
    const pagination = operation['x-qcloud-pagination'];
    if (pagination === undefined) return [];
    /** @param {string} word */
    const at = (word) => [...path, 'x-qcloud-pagination', word];
    const items = spec.property(output, pagination.items);
    const problems = [
      ...['offset', 'limit'].flatMap((word) =>
        fieldProblems(spec, {
          path: at(word),
          in: input,
          name: pagination[word],
          types: ['integer'],
          role: 'parameter',
        }),
      ),
      ...fieldProblems(spec, {
        path: at('total'),
        in: output,
        name: pagination.total,
        types: ['integer'],
        role: 'result field',
      }),
      ...fieldProblems(spec, {
        path: at('items'),
        in: output,
        name: pagination.items,
        types: ['array'],
        role: 'result field',
      }),
      ...(items.node === undefined
        ? []
        : fieldProblems(spec, {
            path: at('id'),
            in: spec.items(items),
            name: pagination.id,
            types: ['string', 'integer'],
            role: 'field of an item',
          })),
    ];
    const maximum = spec.property(input, pagination.limit).node?.['maximum'];
    if (problems.length === 0 && maximum !== pagination.maxLimit) {
      const message = `maxLimit is ${pagination.maxLimit}, but "${pagination.limit}" has maximum ${maximum}: make both the same.`;
      problems.push({ path: at('maxLimit'), message });
    }
    return problems;
  });
}
