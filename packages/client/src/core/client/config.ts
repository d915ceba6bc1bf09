import {
  checkCredentials,
  holdCredentials,
  type Credentials,
  type CredentialsProvider,
  type CredentialsSource,
} from '../credentials/credentials.js';
import { fromEnvironment } from '../credentials/environment.js';
import type { Problem } from '../../model/errors/errors.js';
import {
  callable,
  checkedLater,
  checkFields,
  count,
  flag,
  isObject,
  positive,
  region,
  throwIfAny,
  withDefaults,
  type Rules,
} from '../../model/option-rules.js';
import type { Quota } from '../../model/descriptor.js';
import type { Hooks } from '../call/hooks.js';
import { limiterOf, type Limiter } from '../limiter.js';
import { defaultRetry, type RetryOptions } from '../retry/retry.js';
import { createRuntime, type Runtime } from '../../model/runtime/runtime.js';
import { createFetchTransport, type FetchFunction } from '../../transports/fetch.js';
import { own, pick } from '../../model/own.js';
import { describeProblem } from '../../model/errors/problem.js';
import { isPlainObject } from '../../model/shape.js';
import type { Protocol, ProtocolDefinition } from '../../model/protocol.js';
import type { Transport } from '../../model/transport.js';
import { createOwnTransport } from '#platform/transports/own';

/** Where requests go instead of the service's own host. */
export interface EndpointOptions {
  /** With a path of its own, or with the service's if it has none. */
  readonly url: string | URL;
  /** Without TLS, requests can be read and changed on the way; allowed to this machine only, unless this is `true`. */
  readonly allowPlainHttp?: boolean | undefined;
}

/** What every client can be given, for either API. */
export interface CommonConfig {
  /** Region of the instances, such as `ap-guangzhou`. A call can name another. */
  readonly region: string;
  /** A key, or a function that gives one. Default: `TENCENTCLOUD_SECRET_ID`, `_SECRET_KEY` and `_TOKEN` of the environment. */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
  /** Default: the service's own host, by HTTPS. */
  readonly endpoint?: string | URL | EndpointOptions | undefined;
  /** Milliseconds for one attempt. Default 15,000. */
  readonly timeout?: number | undefined;
  /** `false`: every call is sent once. */
  readonly retry?: Partial<RetryOptions> | false | undefined;
  /** Default: the documented quotas. Calls beyond them wait; `false`: they do not. */
  readonly limits?: readonly Quota[] | false | undefined;
  /** Keeps the count of calls. Default: one of the client's own; one over a store lets many processes share a quota. */
  readonly limiter?: Limiter | undefined;
  /** Carries the requests. Default: `node:https` with kept-alive connections on Node and Bun, `fetch` elsewhere. */
  readonly transport?: Transport | undefined;
  /** Carries the requests, in place of a transport. */
  readonly fetch?: FetchFunction | undefined;
  /** A longer answer is refused. Default 10 MiB. */
  readonly maxResponseBytes?: number | undefined;
  readonly hooks?: Hooks | undefined;
  /** Replaces clock, randomness, sleep and environment; for tests and simulations. */
  readonly runtime?: Partial<Runtime> | undefined;
}

/** A configuration that was checked, with all defaults filled in. */
export interface Settings {
  readonly region: string;
  readonly credentials: CredentialsSource;
  readonly endpoint: URL | undefined;
  readonly protocol: Protocol;
  readonly timeout: number;
  readonly retry: RetryOptions | false;
  /** In place of the documented quotas. */
  readonly limits: readonly Quota[] | false | undefined;
  readonly limiter: Limiter;
  readonly transport: Transport;
  readonly maxResponseBytes: number;
  readonly hooks: Hooks;
  readonly runtime: Runtime;
}

/** What an error says of a configuration. */
export const invalidConfig = { about: 'Invalid client options', advice: 'Correct the options.' };

const isQuota = (value: unknown): boolean =>
  isPlainObject(value) &&
  count.test(value['calls']) &&
  positive.test(value['seconds']) &&
  (value['per'] === 'action' || value['per'] === 'service') &&
  Object.keys(value).length === 3;

const rules: Rules = {
  region,
  credentials: checkedLater,
  endpoint: {
    rule: 'url',
    must: (value) => {
      const url = readEndpoint(value);
      return typeof url === 'string' ? url : undefined;
    },
    fields: { url: checkedLater, allowPlainHttp: flag },
  },
  timeout: positive,
  retry: {
    must: 'an object, or false',
    test: (value) => value === false || isPlainObject(value),
    fields: {
      maxAttempts: count,
      baseDelay: positive,
      maxDelay: positive,
      deadline: positive,
      budget: positive,
    },
  },
  limits: {
    must: 'a list of { calls, seconds, per }, or false',
    test: (value) => value === false || (Array.isArray(value) && value.every(isQuota)),
  },
  limiter: {
    must: 'an object with an acquire method',
    test: (value) => isObject(value) && typeof (value as Partial<Limiter>).acquire === 'function',
  },
  transport: {
    must: 'an object with a send method',
    test: (value) => isObject(value) && typeof (value as Partial<Transport>).send === 'function',
  },
  fetch: callable,
  maxResponseBytes: count,
  hooks: {
    must: 'an object with functions',
    test: isObject,
    fields: { onRequest: callable, onResponse: callable, onRetry: callable },
  },
  runtime: {
    must: 'an object with functions',
    test: isObject,
    fields: {
      now: callable,
      nonce: callable,
      random: callable,
      sleep: callable,
      timer: callable,
      environment: callable,
    },
  },
};

const isLoopback = (host: string): boolean => /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(host);

/** The URL of an endpoint to which a signed request may go; in words, what it must be, if it may not. */
function readEndpoint(endpoint: unknown): URL | string {
  const { url, allowPlainHttp }: { readonly url?: unknown; readonly allowPlainHttp?: unknown } = own(
    isPlainObject(endpoint) ? endpoint : { url: endpoint },
  );
  const text = url instanceof URL ? url.href : url;
  if (typeof text !== 'string' || !URL.canParse(text)) return 'be a URL such as https://gateway.example';
  const parsed = new URL(text);
  const { href, origin, pathname, protocol, hostname } = parsed;
  if (href !== origin + pathname) return 'have no user, password, query or fragment';
  if (protocol === 'https:') return parsed;
  if (protocol === 'http:' && (allowPlainHttp === true || isLoopback(hostname))) return parsed;
  return 'start with https://; for trusted networks, use { url, allowPlainHttp: true }';
}

/**
 * Checks a configuration and fills in its defaults.
 *
 * @throws ValidationError with everything that is wrong with it.
 */
export function settle<Options extends object>(
  config: CommonConfig,
  definition: ProtocolDefinition<Options>,
): Settings {
  const problems: Problem[] = [];
  const given: Partial<CommonConfig> = own({ ...config });
  const { credentials, endpoint, transport, fetch } = given;
  const report = (parameter: string, rule: string, must: string): void =>
    void problems.push(describeProblem({ parameter, rule, must, value: fetch }));
  if (given.region === undefined) report('region', 'required', `must be ${region.must}`);
  checkFields({ ...rules, ...(definition.options as Rules) }, config, {
    path: '',
    whole: 'config',
    problems,
  });
  if (transport && fetch) report('fetch', 'conflict', 'and transport are mutually exclusive');
  if (typeof credentials !== 'function' && credentials !== undefined)
    checkCredentials(credentials, { path: 'credentials', problems });
  throwIfAny(problems, invalidConfig);

  const runtime = createRuntime(given.runtime);
  return {
    region: given.region ?? '',
    credentials: holdCredentials(
      credentials ?? fromEnvironment((name) => runtime.environment(name)),
      runtime,
    ),
    endpoint: endpoint === undefined ? undefined : (readEndpoint(endpoint) as URL),
    protocol: definition.create(given as Options),
    timeout: given.timeout ?? 15_000,
    retry: given.retry === false ? false : withDefaults(defaultRetry, given.retry),
    limits: given.limits && given.limits.map(own),
    limiter: given.limiter ?? limiterOf(runtime),
    transport:
      transport ?? (!fetch && createOwnTransport ? createOwnTransport() : createFetchTransport({ fetch })),
    // 10 MiB
    maxResponseBytes: given.maxResponseBytes ?? 10_485_760,
    hooks: pick<Hooks>(given.hooks ?? {}, ['onRequest', 'onResponse', 'onRetry']),
    runtime,
  };
}
