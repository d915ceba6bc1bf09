import {
  credentialsFaults,
  fromEnvironment,
  providedCredentials,
  staticCredentials,
  type Credentials,
  type CredentialsProvider,
  type CredentialsSource,
} from './credentials.js';
import type { CallOptions } from './descriptor.js';
import { didYouMean } from './did-you-mean.js';
import { ValidationError, type Problem } from './errors.js';
import type { Hooks } from './hooks.js';
import type { Limits } from './limiter.js';
import { defaultRetry, type RetryOptions } from './retry.js';
import { createSeams, type Seams } from './seams.js';
import { createFetchTransport, type FetchFunction } from './transport.fetch.js';
import { describeProblem } from './wire/problem.js';
import type { RequestMethod } from './wire/request.js';
import { isPlainObject } from './wire/shape.js';
import type { SignatureMethod } from './wire/signature.js';
import type { Transport } from './wire/transport.js';
import { createOwnTransport } from '#platform';

/** Where requests go instead of the service's own host. */
export interface EndpointOptions {
  /** With a path of its own, or with the service's if it has none. */
  readonly url: string | URL;
  /** Without TLS, anybody on the way can read and change requests; allowed to this machine only, unless this is `true`. */
  readonly allowPlainHttp?: boolean | undefined;
}

export interface ClientConfig {
  /** Region of the instances, such as `ap-guangzhou`. A call can name another. */
  readonly region: string;
  /** A key, or a function that gives one. Default: `TENCENTCLOUD_SECRET_ID`, `_SECRET_KEY` and `_TOKEN` of the environment. */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
  /** Default: the service's own host, by HTTPS. */
  readonly endpoint?: string | URL | EndpointOptions | undefined;
  /** Default `HmacSHA256`. */
  readonly signatureMethod?: SignatureMethod | undefined;
  /** Default `auto`: GET until the line would grow too long, then POST. */
  readonly method?: RequestMethod | undefined;
  /** Milliseconds for one attempt. Default 15,000. */
  readonly timeout?: number | undefined;
  /** `false`: every call is sent once. */
  readonly retry?: Partial<RetryOptions> | false | undefined;
  /** Default: the documented quota. Calls beyond it wait; `false`: they do not. */
  readonly limits?: Partial<Limits> | false | undefined;
  /** Carries the requests. Default: `node:https` with kept-alive connections on Node and Bun, `fetch` elsewhere. */
  readonly transport?: Transport | undefined;
  /** Carries the requests, in place of a transport. */
  readonly fetch?: FetchFunction | undefined;
  /** A longer answer is refused. Default 10 MiB. */
  readonly maximumResponseBytes?: number | undefined;
  readonly hooks?: Hooks | undefined;
  /** Replaces clock, randomness, sleep and environment; for tests and simulations. */
  readonly seams?: Partial<Seams> | undefined;
}

/** A configuration that was checked, with all defaults filled in. */
export interface Settings {
  readonly region: string;
  readonly credentials: CredentialsSource;
  readonly endpoint: URL | undefined;
  readonly signatureMethod: SignatureMethod;
  readonly method: RequestMethod;
  readonly timeout: number;
  readonly retry: RetryOptions | false;
  readonly limits: Partial<Limits> | false;
  readonly transport: Transport;
  readonly maximumResponseBytes: number;
  readonly hooks: Hooks;
  readonly seams: Seams;
}

/** What a value must be, in words and as a test; what it holds may have rules of its own. */
interface Rule {
  readonly must: string;
  readonly test: (value: unknown) => boolean;
  readonly fields?: Rules;
}
type Rules = Readonly<Record<string, Rule>>;

const anything: Rule = { must: '', test: () => true };
const callable: Rule = { must: 'a function', test: (value) => typeof value === 'function' };
const positive: Rule = {
  must: 'a positive number',
  test: (value) => typeof value === 'number' && value > 0 && value < Infinity,
};
const count: Rule = {
  must: 'a positive whole number',
  test: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};
const oneOf = (...values: string[]): Rule => ({
  must: `one of ${values.join(', ')}`,
  test: (value) => values.includes(value as string),
});
const functions = (...names: string[]): Rule => ({
  must: 'an object with functions',
  test: (value) => typeof value === 'object' && value !== null,
  fields: Object.fromEntries(names.map((name) => [name, callable])),
});
const objectOrFalse = (fields: Rules): Rule => ({
  must: 'an object, or false',
  test: (value) => value === false || isPlainObject(value),
  fields,
});

const rules = {
  region: {
    must: 'a region such as ap-guangzhou',
    test: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
  },
  credentials: anything,
  endpoint: {
    ...anything,
    fields: {
      url: anything,
      allowPlainHttp: { must: 'true or false', test: (value) => typeof value === 'boolean' },
    },
  },
  signatureMethod: oneOf('HmacSHA256', 'HmacSHA1'),
  method: oneOf('auto', 'GET', 'POST'),
  timeout: positive,
  retry: objectOrFalse({
    maximumAttempts: count,
    baseDelay: positive,
    maximumDelay: positive,
    deadline: positive,
    budget: positive,
  }),
  limits: objectOrFalse({ perMinute: count, perMinuteEachAction: count }),
  transport: {
    must: 'an object with a send method',
    test: (value) =>
      typeof value === 'object' && value !== null && 'send' in value && typeof value.send === 'function',
  },
  fetch: callable,
  maximumResponseBytes: count,
  hooks: functions('onRequest', 'onResponse', 'onRetry'),
  seams: functions('now', 'nonce', 'random', 'sleep', 'timer', 'environment'),
} satisfies Rules;

/** Checks the fields of an object; one that is `undefined` counts as absent. */
function check(
  fields: Rules,
  value: object,
  { path, problems }: { path: string; problems: Problem[] },
): void {
  for (const [name, found] of Object.entries(value) as [string, unknown][]) {
    const parameter = `${path}${name}`;
    const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (rule === undefined) {
      const names = Object.keys(fields);
      const meant = didYouMean(name, names);
      const hint = meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`;
      // Nothing of its value: it may be a key in the wrong place.
      problems.push({
        parameter,
        rule: 'unknown',
        received: typeof found,
        message: `${parameter} is not known (${hint})`,
      });
    } else if (found === undefined) continue;
    else if (!rule.test(found))
      problems.push(describeProblem({ parameter, rule: 'type', value: found, must: `must be ${rule.must}` }));
    else if (rule.fields && isPlainObject(found))
      check(rule.fields, found, { path: `${parameter}.`, problems });
  }
}

function throwIfAny(problems: readonly Problem[], advice: string): void {
  if (problems.length > 0) throw new ValidationError(problems, { advice });
}

const isLoopback = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** The URL of an endpoint to which a signed request may go; in words, what it must be, if it may not. */
function readEndpoint(endpoint: unknown): URL | string {
  const { url, allowPlainHttp } = isPlainObject(endpoint)
    ? endpoint
    : { url: endpoint, allowPlainHttp: false };
  const text = url instanceof URL ? url.href : url;
  if (typeof text !== 'string' || !URL.canParse(text))
    return 'must be a URL such as https://cvm.api.qcloud.com';
  const parsed = new URL(text);
  const { protocol, hostname, username, password, search, hash } = parsed;
  if (username || password || search || hash) return 'must have no user, password, query or fragment';
  if (protocol === 'https:') return parsed;
  if (protocol === 'http:' && (allowPlainHttp === true || isLoopback(hostname))) return parsed;
  return (
    'must start with https:// (anybody on the way can read and change what goes by plain HTTP; ' +
    'for a network that you trust there is { url, allowPlainHttp: true })'
  );
}

/**
 * Checks a configuration and fills in its defaults.
 *
 * @throws ValidationError with everything that is wrong with it.
 */
export function settle(config: ClientConfig): Settings {
  const problems: Problem[] = [];
  const report = (
    parameter: string,
    rule: string,
    { value, must }: { value: unknown; must: string },
  ): void => {
    problems.push(describeProblem({ parameter, rule, value, must }));
  };
  const given: Partial<ClientConfig> = isPlainObject(config) ? config : {};
  if (given.region === undefined)
    report('region', 'required', { value: undefined, must: `must be ${rules.region.must}` });
  check(rules, given, { path: '', problems });
  const { credentials, endpoint, transport, fetch } = given;
  if (transport && fetch)
    report('fetch', 'conflict', { value: fetch, must: 'and transport exclude each other' });
  if (credentials !== undefined && typeof credentials !== 'function')
    for (const { field, must } of credentialsFaults(credentials)) {
      // A key in the wrong place must not be quoted: of a value that is no object, only its class is told.
      const value: unknown = field ? credentials[field] : Object(credentials);
      report(field ? `credentials.${field}` : 'credentials', 'credentials', { value, must });
    }
  const url = endpoint === undefined ? undefined : readEndpoint(endpoint);
  if (typeof url === 'string') report('endpoint', 'url', { value: endpoint, must: url });
  throwIfAny(problems, 'Correct the configuration of the client.');

  const seams = createSeams(config.seams);
  return {
    region: config.region,
    credentials:
      typeof credentials === 'object'
        ? staticCredentials(credentials)
        : providedCredentials(credentials ?? fromEnvironment((name) => seams.environment(name)), () =>
            seams.now(),
          ),
    endpoint: typeof url === 'string' ? undefined : url,
    signatureMethod: config.signatureMethod ?? 'HmacSHA256',
    method: config.method ?? 'auto',
    timeout: config.timeout ?? 15_000,
    retry: config.retry === false ? false : withDefaults(defaultRetry, config.retry),
    limits: config.limits ?? {},
    transport:
      transport ?? (!fetch && createOwnTransport ? createOwnTransport() : createFetchTransport({ fetch })),
    maximumResponseBytes: config.maximumResponseBytes ?? 10 * 2 ** 20,
    hooks: config.hooks ?? {},
    seams,
  };
}

/** The defaults with what was given; a field that is `undefined` counts as absent. */
export function withDefaults<Options extends object>(
  defaults: Options,
  given: Partial<Options> = {},
): Options {
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

const optionRules: Rules = {
  signal: {
    must: 'an AbortSignal',
    test: (value) => typeof value === 'object' && value !== null && 'aborted' in value,
  },
  timeout: rules.timeout,
  region: rules.region,
};

/**
 * Checks the options of one call.
 *
 * @throws ValidationError with everything that is wrong with them.
 */
export function checkOptions(options: CallOptions): void {
  const problems: Problem[] = [];
  if (typeof options === 'object' && options !== null)
    check(optionRules, options, { path: 'options.', problems });
  else
    problems.push(
      describeProblem({ parameter: 'options', rule: 'type', value: options, must: 'must be an object' }),
    );
  throwIfAny(problems, 'Correct the options of the call.');
}
