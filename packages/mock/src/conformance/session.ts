import { shown } from '../core/words/redact.js';
import { machineFetch, machineRuntime } from '../core/runtime.js';
import type { ConformanceOptions, ConformanceRuntime } from './conformance-options.js';
import { makeRequest } from './request.js';
import type { Asked } from './request.js';

/** An answer, as far as it can be read. */
export interface Answer {
  readonly status: number;
  /** The Date header in milliseconds since 1970, if there is a readable one. */
  readonly date: number | undefined;
  /** The JSON object; `undefined` for anything else. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** The code, as a number or as decimal text; `undefined` where there is none. */
  readonly code: number | undefined;
  /** All of it in words, without secrets: `code 4100, "signature verification failed"`. */
  readonly inWords: string;
  readonly nonce: string;
  readonly timestamp: string;
}

/** There was no answer: the endpoint cannot be reached, or did not answer in time. */
export class NoAnswer extends Error {}

/** The service counts calls by the minute: this is how long it may refuse, and how often we ask again. */
const quotaPause = 15_000;
const quotaPauses = 5;
const quotaExceeded = 4400;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A code as the service may write it: a number, or decimal text. */
export function codeOf(value: unknown): number | undefined {
  if (typeof value === 'string' && /^-?\d{1,9}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One run against one endpoint: asks, keeps the service's time, and counts. */
export class Session {
  readonly options: ConformanceOptions;
  readonly url: URL;
  readonly runtime: ConformanceRuntime;
  readonly notes: string[] = [];
  requests = 0;
  /** What the service's clock is ahead of ours, in milliseconds. */
  clockOffset = 0;
  readonly #nonces = new Set<string>();
  readonly #secrets = new Set<string>();

  constructor(options: ConformanceOptions, url: URL) {
    this.options = options;
    this.url = url;
    this.runtime = { ...machineRuntime, ...options.runtime };
  }

  get region(): string {
    return this.options.region ?? 'ap-guangzhou';
  }

  note(text: string): void {
    this.notes.push(this.clean(text));
  }

  /**
   * A text that an endpoint may have had a hand in, fit for a report: without any secret of the run, then without what a terminal
   * would act upon, then not too long.
   */
  clean(text: string): string {
    const longestFirst = [...this.#secrets].sort((one, other) => other.length - one.length);
    return shown(
      longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '***'), text),
      600,
    );
  }

  sleep(milliseconds: number): Promise<void> {
    return this.runtime.sleep(milliseconds, this.options.signal);
  }

  /**
   * Sends one request and reads whatever comes. A used-up quota is waited for, unless it is what a check asks for.
   *
   * @throws NoAnswer, or the reason of the caller's abort
   */
  async ask(asked: Asked = {}): Promise<Answer> {
    for (let pauses = 0; ; pauses++) {
      const answer = await this.#askOnce(asked);
      if (answer.code !== quotaExceeded || pauses === quotaPauses) return answer;
      await this.sleep(quotaPause);
    }
  }

  async #askOnce(asked: Asked): Promise<Answer> {
    const { signal, timeout = 15_000, fetch = machineFetch } = this.options;
    signal?.throwIfAborted();
    const limit = AbortSignal.timeout(timeout);
    const { request, nonce, timestamp, secrets } = await makeRequest(asked, {
      options: this.options,
      url: this.url,
      now: this.runtime.now() + this.clockOffset,
      nonce: this.#nonce(),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const withoutSecrets = (text: string): string =>
      secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    for (const secret of secrets) this.#secrets.add(secret);
    this.requests += 1;
    let status: number;
    let text: string;
    let date: number;
    try {
      const response = await fetch(request);
      status = response.status;
      date = Date.parse(response.headers.get('date') ?? '');
      text = await response.text();
    } catch (error) {
      signal?.throwIfAborted();
      const reason = limit.aborted ? `no answer within ${timeout} ms` : reasonOf(error);
      throw new NoAnswer(shown(withoutSecrets(reason), 200));
    }
    const body = parse(text);
    const code = codeOf(body?.['code']);
    return {
      status,
      date: Number.isNaN(date) ? undefined : date,
      body,
      code,
      inWords: inWords({ status, text, body, code }, withoutSecrets),
      nonce,
      timestamp,
    };
  }

  #nonce(): string {
    for (;;) {
      const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
      const nonce = `${1 + (word % (2 ** 31 - 1))}`;
      if (this.#nonces.has(nonce)) continue;
      this.#nonces.add(nonce);
      return nonce;
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  const { cause } = error;
  return cause instanceof Error && cause.message ? `${error.message}: ${cause.message}` : error.message;
}

/** Secrets go first, then what is too long: no half of one must remain. */
function inWords(
  { status, text, body, code }: Pick<Answer, 'status' | 'body' | 'code'> & { text: string },
  withoutSecrets: (text: string) => string,
): string {
  const quoted = (said: string, longest: number): string =>
    JSON.stringify(shown(withoutSecrets(said), longest));
  const http = status === 200 ? '' : `, HTTP ${status}`;
  if (!body) return `no JSON object${http}: ${quoted(text, 80)}`;
  if (code === undefined) return `JSON without a code${http}: ${quoted(text, 80)}`;
  const message = typeof body['message'] === 'string' ? body['message'] : '';
  return `code ${code}${http}${message && `, ${quoted(message, 120)}`}`;
}
