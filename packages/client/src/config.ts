import {
  credentialsProblems,
  fromEnvironment,
  providedCredentials,
  staticCredentials,
  type Credentials,
  type CredentialsProvider,
  type CredentialsSource,
} from './credentials.js';
import { didYouMean } from './did-you-mean.js';
import { ValidationError, type Problem } from './errors.js';
import type { Hooks } from './hooks.js';
import type { Limits } from './limiter.js';
import { defaultRetry, type RetryOptions } from './retry.js';
import { createSeams, type Seams } from './seams.js';
import { createFetchTransport, type FetchFunction } from './transport.fetch.js';
import type { RequestMethod } from './wire/request.js';
import type { SignatureMethod } from './wire/signature.js';
import type { Transport } from './wire/transport.js';
import { createDefaultTransport } from '#transport';

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
  /** Carries the requests. Default: `node:https` with kept-alive connections on Node, `fetch` elsewhere. */
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
const object = (fields: Rules, must = 'an object'): Rule => ({ must, test: isObject, fields });
const objectOrFalse = (fields: Rules): Rule => ({
  must: 'an object, or false',
  test: (value) => value === false || isObject(value),
  fields,
});

const rules = {
  region: {
    must: 'a region such as ap-guangzhou',
    test: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
  },
  credentials: anything,
  endpoint: anything,
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
    test: (value) => isObject(value) && typeof value['send'] === 'function',
  },
  fetch: callable,
  maximumResponseBytes: count,
  hooks: object({ onRequest: callable, onResponse: callable, onRetry: callable }),
  seams: object({
    now: callable,
    nonce: callable,
    random: callable,
    sleep: callable,
    timer: callable,
    environment: callable,
  }),
} satisfies Rules;

/** What was received, without showing it. */
const shapeOf = (value: unknown): string =>
  value === null || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : Array.isArray(value)
      ? 'a list'
      : value === ''
        ? 'an empty text'
        : typeof value;

/** Collects everything that is wrong. */
class Findings {
  readonly problems: Problem[] = [];

  add(parameter: string, rule: string, { received, message }: { received: unknown; message: string }): void {
    this.problems.push({ parameter, rule, received: shapeOf(received), message: `${parameter} ${message}` });
  }

  /** Checks the fields of an object; one that is `undefined` counts as absent. */
  check(fields: Rules, value: Record<string, unknown>, path: string): void {
    for (const [name, found] of Object.entries(value)) {
      const parameter = `${path}${name}`;
      const rule = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (rule === undefined) {
        const meant = didYouMean(name, Object.keys(fields));
        const hint = meant ? `: did you mean ${meant}?` : `: known are ${Object.keys(fields).join(', ')}`;
        this.add(parameter, 'unknown', { received: found, message: `is not known${hint}` });
      } else if (found === undefined) continue;
      else if (!rule.test(found))
        this.add(parameter, 'type', {
          received: found,
          message: `must be ${rule.must}, but is ${shapeOf(found)}`,
        });
      else if (rule.fields && isObject(found)) this.check(rule.fields, found, `${parameter}.`);
    }
  }

  throwIfAny(advice: string): void {
    if (this.problems.length > 0) throw new ValidationError(this.problems, { advice });
  }
}

const isLoopback = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** The endpoint's URL, if it is one to which a signed request may go. */
function checkEndpoint(endpoint: unknown, findings: Findings): URL | undefined {
  const options: Record<string, unknown> =
    isObject(endpoint) && !(endpoint instanceof URL) ? endpoint : { url: endpoint };
  if (options === endpoint) findings.check({ url: anything, allowPlainHttp: anything }, options, 'endpoint.');
  const wrong = (message: string): undefined => {
    findings.add('endpoint', 'url', { received: options['url'], message });
  };
  const text = options['url'] instanceof URL ? options['url'].href : options['url'];
  if (typeof text !== 'string' || !URL.canParse(text))
    return wrong(`must be a URL such as https://example.com/v2/index.php, but is ${shapeOf(text)}`);
  const url = new URL(text);
  if (url.username || url.password || url.search || url.hash)
    return wrong('must have no user, password, query or fragment');
  if (url.protocol === 'https:') return url;
  if (url.protocol !== 'http:') return wrong('must start with https://');
  if (!isLoopback(url.hostname) && options['allowPlainHttp'] !== true)
    return wrong(
      'is plain HTTP to another machine, where anybody on the way can read and change requests: ' +
        'use https://, or say { url, allowPlainHttp: true }',
    );
  return url;
}

/**
 * Checks a configuration and fills in its defaults.
 *
 * @throws ValidationError with everything that is wrong with it.
 */
export function settle(config: ClientConfig): Settings {
  const findings = new Findings();
  const given: Record<string, unknown> = isObject(config) ? config : {};
  findings.check(rules, { region: null, ...given }, '');
  const { credentials, endpoint, transport, fetch } = config ?? {};
  if (transport && fetch)
    findings.add('fetch', 'conflict', { received: fetch, message: 'and transport exclude each other' });
  if (credentials !== undefined && typeof credentials !== 'function')
    for (const problem of credentialsProblems(credentials))
      findings.add('credentials', 'credentials', { received: credentials, message: `: ${problem}` });
  const url = endpoint === undefined ? undefined : checkEndpoint(endpoint, findings);
  findings.throwIfAny('Correct the configuration of the client.');

  const seams = createSeams(config.seams);
  return {
    region: config.region,
    credentials:
      typeof credentials === 'object'
        ? staticCredentials(credentials)
        : providedCredentials(credentials ?? fromEnvironment((name) => seams.environment(name)), () =>
            seams.now(),
          ),
    endpoint: url,
    signatureMethod: config.signatureMethod ?? 'HmacSHA256',
    method: config.method ?? 'auto',
    timeout: config.timeout ?? 15_000,
    retry: config.retry === false ? false : withDefaults(defaultRetry, config.retry),
    limits: config.limits ?? {},
    transport: transport ?? (fetch ? createFetchTransport({ fetch }) : createDefaultTransport()),
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
  signal: { must: 'an AbortSignal', test: (value) => isObject(value) && 'aborted' in value },
  timeout: rules.timeout,
  region: rules.region,
};

/**
 * Checks the options of one call.
 *
 * @throws ValidationError with everything that is wrong with them.
 */
export function checkOptions(options: object): void {
  const findings = new Findings();
  findings.check(optionRules, { ...options }, 'options.');
  findings.throwIfAny('Correct the options of the call.');
}
