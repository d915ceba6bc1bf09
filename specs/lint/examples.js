// @ts-check
/** Rules on examples: they exist, and their logical and wire forms are the same request. */
import { oneOf } from './spec.js';

/** @typedef {import('./spec.js').Spec} Spec */
/** @typedef {import('./spec.js').Problem} Problem */

/**
 * The wire names and values of a logical request, in the order of the leaves.
 * @param {unknown} value
 * @param {string} name
 * @returns {[string, string][]}
 */
function leaves(value, name = '') {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, name === '' ? key : `${name}.${key}`));
}

/**
 * The wire form of a request: sorted by name in byte order, encoded, the Signature last.
 * @param {unknown} request
 */
function wireForm(request) {
  /** @param {string} text */
  const encode = (text) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const rank = (/** @type {string} */ name) => (name === 'Signature' ? 1 : 0);
  return leaves(request)
    .sort(
      ([left], [right]) => rank(left) - rank(right) || Buffer.compare(Buffer.from(left), Buffer.from(right)),
    )
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** An operation has an example of success, and each example pairs what exists and agrees. @param {Spec} spec */
export function examplesAgree(spec) {
  return spec.operations.flatMap(({ action, path, operation }) => {
    const requests = operation['requestBody']?.content?.['application/x-www-form-urlencoded']?.examples ?? {};
    const responses = operation['responses']?.['200']?.content?.['application/json']?.examples ?? {};
    const examples = operation['x-qcloud-examples'] ?? [];
    /** @type {Problem[]} */
    const problems = [];
    if (responses.success === undefined) {
      problems.push({
        path: [...path, 'responses'],
        message: `${action} needs a response example named "success".`,
      });
    }
    if (examples.length === 0) {
      problems.push({
        path,
        message: `${action} needs x-qcloud-examples: a call as the page shows it, with its answer.`,
      });
    }
    for (const [index, example] of examples.entries()) {
      const at = [...path, 'x-qcloud-examples', index];
      const request = requests[example.request]?.value;
      if (request === undefined) {
        const message = `There is no request example "${example.request}": name ${oneOf(Object.keys(requests))}.`;
        problems.push({ path: [...at, 'request'], message });
      } else {
        if (request.Action !== action) {
          problems.push({
            path: [...at, 'request'],
            message: `The request's Action is "${request.Action}", not "${action}".`,
          });
        }
        const wire = wireForm(request);
        if (example.wire !== wire)
          problems.push({ path: [...at, 'wire'], message: `The wire form of this request is ${wire}` });
      }
      if (responses[example.response] === undefined) {
        const message = `There is no response example "${example.response}": name ${oneOf(Object.keys(responses))}.`;
        problems.push({ path: [...at, 'response'], message });
      }
    }
    return problems;
  });
}
