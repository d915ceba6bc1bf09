import { isLoopback } from '../core/http/hosts.js';
import {
  anything,
  anyText,
  flag,
  list,
  object,
  oneOf,
  problemsOf,
  text,
  that,
} from '../core/options/option-rules.js';
import { shown } from '../core/words/redact.js';
import { instanceIdRule } from '../services/cvm/instances/instance-rules.js';

/** The time of the run, so that a test needs no real one. */
export interface ConformanceRuntime {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits; rejects with the signal's reason. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** What `runConformance` asks, whom, and as whom. */
export interface ConformanceOptions {
  /** `https://cvm.tencentcloudapi.com`, `http://127.0.0.1:8787`; the API's path unless it has one of its own. */
  readonly endpoint: string | URL;
  /** The API that the endpoint claims to speak. Default: `2.0`. */
  readonly api?: '2.0' | '3.0';
  /** A key that may call DescribeInstances. The SecretKey is used for signing and goes nowhere else. */
  readonly credentials: {
    readonly secretId: string;
    readonly secretKey: string;
    /** Only with temporary credentials. */
    readonly token?: string;
  };
  /** Default: `ap-guangzhou`. */
  readonly region?: string;
  /**
   * Instances, running or shut down, that may be stopped and started: then their life cycle is checked as well, and in the end each is
   * brought back to the status that it had. Default: none, and nothing that is asked can change anything.
   */
  readonly instances?: readonly string[];
  /** Only these checks, by id (`freshness/replay`) or group (`signature`). Default: all. */
  readonly only?: readonly string[];
  /** How long a change of status may take. Default: 300,000 ms. */
  readonly patience?: number;
  /** How long one answer may take. Default: 15,000 ms. */
  readonly timeout?: number;
  /** Plain HTTP beyond this machine, where requests can be read on the way. Default: false. */
  readonly allowPlainHttp?: boolean;
  /** Carries the requests. Default: the `fetch` of the platform. */
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly runtime?: Partial<ConformanceRuntime>;
  /** Ends the run: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The options of a conformance run are not usable. It names each of them, and never a secret. */
export class ConformanceOptionsError extends Error {
  override readonly name = 'ConformanceOptionsError';
}

const milliseconds = that(
  'a number of milliseconds above 0',
  (value) => typeof value === 'number' && value > 0 && value < 2 ** 31,
);
const callback = that('a function', (value) => typeof value === 'function');
const region = that(
  'a region such as ap-guangzhou',
  (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
);

const rule = object({
  // Looked at below: what it has may be a password.
  'endpoint!': anything,
  api: oneOf('2.0', '3.0'),
  'credentials!': object({ 'secretId!': text, 'secretKey!': text, token: anyText }),
  region,
  instances: list(instanceIdRule),
  only: list(text),
  patience: milliseconds,
  timeout: milliseconds,
  allowPlainHttp: flag,
  fetch: callback,
  runtime: object({ now: callback, sleep: callback }),
  signal: anything,
});

/** The texts of a list, regardless of what was given as one. */
const textsIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];

/**
 * The endpoint as a URL.
 *
 * @throws ConformanceOptionsError with everything that is wrong with the options, unknown ones among it.
 */
export function checkConformanceOptions(
  options: ConformanceOptions,
  { defaultPath, checkIds }: { defaultPath: string; checkIds: readonly string[] },
): URL {
  const { endpoint, allowPlainHttp } = options;
  const [instances, only] = [textsIn(options.instances), textsIn(options.only)];
  const problems = [...problemsOf(options, rule)];
  const url = URL.canParse(String(endpoint)) ? new URL(String(endpoint)) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    problems.push('endpoint: give a URL such as https://cvm.tencentcloudapi.com');
  else {
    if (url.username || url.password || url.search || url.hash)
      problems.push('endpoint: must have no user, password, query or fragment');
    if (url.protocol === 'http:' && !isLoopback(url.host) && !allowPlainHttp)
      problems.push('endpoint: plain http only to this machine, unless allowPlainHttp is true');
    if (url.pathname === '/') url.pathname = defaultPath;
  }
  if (new Set(instances).size < instances.length) problems.push('instances: each only once');
  if (instances.length > 100) problems.push('instances: at most 100');
  for (const wanted of only)
    if (!checkIds.some((id) => id === wanted || id.startsWith(`${wanted}/`)))
      problems.push(`only: there is no check "${shown(wanted)}"; there are ${checkIds.join(', ')}`);
  if (problems.length > 0 || !url) throw new ConformanceOptionsError(problems.join('\n'));
  return url;
}
