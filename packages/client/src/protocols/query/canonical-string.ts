import { ValidationError } from '../../model/errors/errors.js';
import { describeProblem, textProblems } from '../../model/errors/problem.js';
import { needObjects } from '../../model/option-rules.js';
import type { Leaf } from '../../model/parameters/parameters.js';
import { isPlainObject } from '../../model/shape.js';

export interface CanonicalStringOptions {
  /** `GET` or `POST`, in upper case. */
  readonly method: string;
  /** The Host that the request goes to, in lower case, with its port if it names one. */
  readonly host: string;
  readonly path: string;
  /** Flat: see `flatten`. Whole numbers, as `Timestamp` and `Nonce` are, count as their digits. */
  readonly params: Readonly<Record<string, string | number>>;
}

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
 * Other fields are not looked at, so that a whole row of test vectors can be given.
 *
 * Source: https://cloud.tencent.com/document/api/213/6984
 *
 * @throws ValidationError with everything that is no well-formed text: nothing is signed that cannot be sent.
 */
export function canonicalString(request: CanonicalStringOptions): string {
  needObjects({ request });
  const { method, host, path, params: given } = request;
  const problems = textProblems({ method, host, path });
  const params: readonly Leaf[] = isPlainObject(given) ? Object.entries(given).map(leafOf) : [];
  if (isPlainObject(given)) problems.push(...textProblems(Object.fromEntries(params)));
  else
    problems.push(
      describeProblem({ parameter: 'params', rule: 'type', value: given, must: 'must be a plain object' }),
    );
  if (problems.length > 0) throw new ValidationError(problems);
  return joinCanonical(request, inByteOrder(params));
}

/** What is no whole number stays as it is, and is refused if it is no text. */
const leafOf = ([name, value]: readonly [string, unknown]): Leaf => [
  name,
  (Number.isSafeInteger(value) ? `${value as number}` : value) as string,
];

/** The same of parameters that are known to be well-formed and in byte order. */
export function joinCanonical(
  { method, host, path }: Omit<CanonicalStringOptions, 'params'>,
  params: readonly Leaf[],
): string {
  const joined = params
    .filter(([name, value]) => name !== 'Signature' && !(method === 'POST' && value.startsWith('@')))
    .map(([name, value]) => `${name.startsWith('_') ? name : name.replaceAll('_', '.')}=${value}`);
  return `${method}${host}${path}?${joined.join('&')}`;
}

/** Parameters in byte order of their names. */
export function inByteOrder(params: readonly Leaf[]): readonly Leaf[] {
  // JavaScript compares 16-bit units, in which the last of the first plane stand after surrogates, not before.
  const keyOf = params.some(([name]) => /[\ue000-\uffff]/.test(name)) ? sortKey : undefined;
  return [...params].sort(([left], [right]) =>
    (keyOf ? keyOf(left) < keyOf(right) : left < right) ? -1 : 1,
  );
}

/** Brings those units down to where they belong: below the surrogates, above everything else. */
const sortKey = (name: string): string => name.replace(/[\ue000-\uffff]/g, '\ud7ff$&');
