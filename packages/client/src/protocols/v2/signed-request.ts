import { ValidationError, type Problem } from '../../model/errors/errors.js';
import { checkedLater, checkFields, needObjects, type Rule, type Rules } from '../../model/option-rules.js';
import { lostToken, misspelt } from '../../model/misspelt.js';
import { own } from '../../model/own.js';
import { describeProblem } from '../../model/errors/problem.js';
import type { Endpoint } from '../../model/protocol.js';
import { hasLoneSurrogate, isPlainObject } from '../../model/shape.js';
import { flattenNamed } from '../query/flatten.js';
import { flatNameFault, publicNameFault } from '../../model/parameters/parameter-name.js';
import { apiPath } from '../query/api-path.js';
import { parseEndpoint } from './endpoint.js';
import type { SignedRequest } from '../query/signed-query.js';
import { signRequest } from './request.js';
import type { RequestOptions } from './request-options.js';

export interface SignedRequestOptions extends Omit<RequestOptions, 'endpoint'> {
  /** A URL, or what `parseEndpoint` made of one. Without a path of its own, the request goes to `/v2/index.php`. */
  readonly endpoint: Endpoint | string;
}

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && !hasLoneSurrogate(value);
const textMust = 'a non-empty string of well-formed Unicode';
const text: Rule = { must: textMust, test: isText };
const whole: Rule = {
  must: 'a non-negative safe integer',
  test: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
};

const rules: Rules = {
  endpoint: {
    must: 'a URL, or a result of parseEndpoint',
    test: (value) =>
      typeof value === 'string' ||
      (isPlainObject(value) && ['origin', 'host', 'path'].every((name) => isText(value[name]))),
  },
  method: { kind: 'string', values: ['auto', 'GET', 'POST'] },
  action: text,
  region: text,
  timestamp: whole,
  nonce: whole,
  credentials: {
    must: 'an object with secretId and secretKey',
    test: isPlainObject,
    fields: {
      secretId: text,
      secretKey: text,
      // An empty text is what a variable gives that is not set. Without a spread: bundlers keep one, whether it is used or not.
      token: { must: textMust, test: (value) => value === '' || isText(value) },
      expiration: checkedLater,
    },
  },
  signatureMethod: { kind: 'string', values: ['HmacSHA256', 'HmacSHA1'] },
  parameters: checkedLater,
};
const required = ['endpoint', 'action', 'timestamp', 'nonce', 'credentials', 'parameters'] as const;

const nameFault = (name: string): string | undefined => flatNameFault(name) ?? publicNameFault(name);

/** Checks and copies what a request is made of: nothing is signed that has no form on the wire. */
function check(options: SignedRequestOptions): RequestOptions {
  const problems: Problem[] = [];
  const collect = <Made>(make: () => Made): Made | undefined => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const need = (fields: object, names: readonly string[], path = ''): void => {
    for (const name of names)
      if ((fields as Readonly<Record<string, unknown>>)[name] === undefined)
        problems.push(
          describeProblem({
            parameter: path + name,
            rule: 'required',
            must: 'is required',
            value: undefined,
          }),
        );
  };

  needObjects({ options });
  const given = own(options);
  need(given, required);
  problems.push(...lostToken(given));
  const looked = Object.entries<unknown>({ ...given }).filter(
    ([name]) => Object.hasOwn(rules, name) || misspelt(name, Object.keys(rules)) !== undefined,
  );
  checkFields(rules, Object.fromEntries(looked), { path: '', problems });
  const credentials = own(isPlainObject(given.credentials) ? given.credentials : ({} as never));
  if (isPlainObject(given.credentials)) need(credentials, ['secretId', 'secretKey'], 'credentials.');
  const { endpoint: place } = given;
  const endpoint = typeof place === 'string' ? collect(() => parseEndpoint(place)) : place;
  const parameters =
    given.parameters === undefined ? {} : collect(() => flattenNamed(given.parameters, nameFault));
  if (problems.length > 0 || !endpoint || !parameters) throw new ValidationError(problems);
  const { origin, host, path } = own(endpoint);
  return own({
    ...given,
    endpoint: { origin, host, path: path === '/' ? apiPath : path },
    credentials,
    parameters,
  });
}

/**
 * Makes the request for one attempt: public parameters, signature, encoding. Never send one twice: its Nonce is used up. Other fields
 * are not looked at, so that a whole row of test vectors can be given; only what is a misspelt option is refused.
 *
 * Source: https://cloud.tencent.com/document/api/213/6976
 *
 * @throws ValidationError with everything that is wrong with the options and the parameters.
 */
export const signedRequest = async (options: SignedRequestOptions): Promise<SignedRequest> =>
  signRequest(check(options));

/**
 * The signed URL of a GET, encoded once. It can be sent as it is until its Timestamp is too old: treat it like
 * a password.
 *
 * @throws ValidationError with everything that is wrong with the options and the parameters.
 */
export const signedUrl = async (options: Omit<SignedRequestOptions, 'method'>): Promise<string> =>
  (await signRequest(own({ ...check(options), method: 'GET' }))).url;
