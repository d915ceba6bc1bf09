// @ts-check
/** Rules on what an operation says of itself. */

/** @typedef {import('./spec.js').Spec} Spec */
/** @typedef {import('./spec.js').Problem} Problem */

const LONGEST_SUMMARY = 60;

/** Path key, operationId and x-qcloud-action agree, so that one name leads everywhere. @param {Spec} spec */
export function actionAgrees(spec) {
  return spec.operations.flatMap(({ key, path, operation }) => {
    /** @type {Problem[]} */
    const problems = [];
    const wanted = key.slice(1);
    for (const word of ['operationId', 'x-qcloud-action']) {
      if (operation[word] !== wanted) {
        const message = `${word} is "${operation[word]}", but the path is "${key}": make both "${wanted}", or rename the path.`;
        problems.push({ path: [...path, word], message });
      }
    }
    return problems;
  });
}

/** An operation is written once, as post. @param {Spec} spec */
export function onlyPost(spec) {
  return Object.entries(spec.module['paths'] ?? {}).flatMap(([key, item]) =>
    Object.keys(item ?? {})
      .filter((method) => method !== 'post')
      .map((method) => ({
        path: ['paths', key, method],
        message: `Write the operation once, as post: it stands for GET and POST alike. Remove "${method}".`,
      })),
  );
}

/** Every code that an operation names is declared. @param {Spec} spec */
export function errorsDeclared(spec) {
  const declared = { ...spec.commonErrors, ...spec.moduleErrors };
  return spec.operations.flatMap(({ path, operation }) =>
    (operation['x-qcloud-errors'] ?? []).flatMap((/** @type {string} */ code, /** @type {number} */ index) =>
      code in declared
        ? []
        : [
            {
              path: [...path, 'x-qcloud-errors', index],
              message: `The error code "${code}" is not declared: add it to components.x-qcloud-errors of ${
                /^\d+$/.test(code) ? 'common.yaml' : 'this file'
              }, or correct its spelling.`,
            },
          ],
    ),
  );
}

/** Every code that the module declares is named by an operation. @param {Spec} spec */
export function errorsUsed(spec) {
  const used = new Set(spec.operations.flatMap(({ operation }) => operation['x-qcloud-errors'] ?? []));
  return Object.keys(spec.moduleErrors)
    .filter((code) => !used.has(code))
    .map((code) => ({
      path: ['components', 'x-qcloud-errors', code],
      message: `No operation names the error code "${code}": add it to the operations that answer with it, or remove it.`,
    }));
}

/** The summary is one short phrase. @param {Spec} spec */
export function summaryShort(spec) {
  return spec.operations.flatMap(({ path, operation }) => {
    const summary = String(operation['summary'] ?? '');
    if (summary !== '' && summary.length <= LONGEST_SUMMARY && !summary.endsWith('.')) return [];
    const message = `The summary is a phrase of at most ${LONGEST_SUMMARY} characters without a full stop; move the rest to the description.`;
    return [{ path: [...path, 'summary'], message }];
  });
}

/** The request is the public parameters and the Input, the response the Output or an error. @param {Spec} spec */
export function bodiesComposed(spec) {
  return spec.operations.flatMap(({ action, path, operation }) => {
    const request = ['requestBody', 'content', 'application/x-www-form-urlencoded', 'schema'];
    const response = ['responses', '200', 'content', 'application/json', 'schema'];
    const failure = operation['x-qcloud-batch'] === undefined ? 'ErrorResponse' : 'BatchErrorResponse';
    const wanted = [
      { at: request, names: ['PublicParameters', `${action}Input`] },
      { at: response, names: ['SuccessEnvelope', `${action}Output`, failure] },
    ];
    return wanted.flatMap(({ at, names }) => {
      const found = JSON.stringify(at.reduce((node, step) => node?.[step], operation) ?? '');
      const missing = names.filter((name) => !found.includes(`#/components/schemas/${name}"`));
      if (missing.length === 0) return [];
      return [{ path: [...path, ...at], message: `This schema must refer to ${missing.join(' and ')}.` }];
    });
  });
}
