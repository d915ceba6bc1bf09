import { ValidationError, type Problem } from '../../model/errors.js';
import { describeProblem } from '../../model/problem.js';
import { hasLoneSurrogate, isPlainObject } from '../../model/shape.js';
import type { FlatParameters } from './flatten.js';

/**
 * The text that is signed: method, host, path, `?`, and the parameters in byte order of their names, values as they are,
 * without URL encoding. `Signature` is left out.
 *
 * Two habits of the official SDKs belong to it. An underscore in a name is written as a dot, unless the name starts with
 * one. And on POST a parameter whose value starts with `@` is left out (a file upload, once), although it is sent.
 *
 * As values are not encoded, `a=1&b=2` as the value of one parameter signs like two parameters: a service that verifies a request
 * must start from its parameters, never from this text.
 *
 * Source: https://cloud.tencent.com/document/api/213/6984
 *
 * @param request.method - `GET` or `POST`, in upper case.
 * @param request.host - The Host that the request goes to, in lower case, with its port if it names one.
 * @param request.params - Flat: see `flatten`.
 * @throws ValidationError with everything that is no well-formed text: nothing is signed that cannot be sent.
 */
export function canonicalString(request: {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly params: FlatParameters;
}): string {
  const { method, host, path, params } = request;
  check({ method, host, path }, params);
  let joined = '';
  for (const name of inByteOrder(Object.keys(params))) {
    const value = params[name]!;
    if (name === 'Signature' || (method === 'POST' && value.startsWith('@'))) continue;
    joined += `&${name.startsWith('_') ? name : name.replaceAll('_', '.')}=${value}`;
  }
  return `${method}${host}${path}?${joined.slice(1)}`;
}

function check(place: FlatParameters, params: FlatParameters): void {
  const problems: Problem[] = [];
  const checkTexts = (texts: Readonly<Record<string, unknown>>): void => {
    for (const [parameter, value] of Object.entries(texts))
      if (typeof value !== 'string' || hasLoneSurrogate(value) || hasLoneSurrogate(parameter))
        problems.push(
          describeProblem({ parameter, rule: 'type', value, must: 'must be a text, in well-formed Unicode' }),
        );
  };
  checkTexts(place);
  if (isPlainObject(params)) checkTexts(params);
  else
    problems.push(
      describeProblem({ parameter: 'params', rule: 'type', value: params, must: 'must be a plain object' }),
    );
  if (problems.length > 0) throw new ValidationError(problems);
}

/** Sorts names as their UTF-8 bytes sort. */
const inByteOrder = (names: string[]): string[] =>
  // JavaScript compares 16-bit units, in which the last of the first plane stand after surrogates, not before.
  /[\ue000-\uffff]/.test(names.join())
    ? names.sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1))
    : names.sort();

/** Brings those units down to where they belong: below the surrogates, above everything else. */
const sortKey = (name: string): string => name.replace(/[\ue000-\uffff]/g, '\ud7ff$&');
