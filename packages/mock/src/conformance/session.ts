import { machineFetch, machineRuntime } from '../core/runtime.js';
import { shown } from '../core/words/redact.js';
import type { Expected, Finding } from './check.js';
import type { ConformanceOptions, ConformanceRuntime } from './conformance-options.js';

/** A request that is ready to be sent. */
export interface Made {
  readonly request: Request;
  /** What a report must never show, the longest first: one may contain another. */
  readonly secrets: readonly string[];
}

/** What came back, before an API makes sense of it. */
export interface Received {
  readonly status: number;
  /** The Date header in milliseconds since 1970, if there is a readable one. */
  readonly date: number | undefined;
  readonly text: string;
  /** A part of the answer in quotes, without secrets, at most so many characters long. */
  readonly quoted: (said: string, longest: number) => string;
}

/** An answer, as far as all runs look at it. */
export interface Answered extends Pick<Received, 'date'> {
  /** The code of the API; `undefined` where there is none. */
  readonly code: Expected | undefined;
  /** All of it in words, without secrets. */
  readonly inWords: string;
}

/** What a session knows when it makes a request. */
export interface Moment {
  /** The service's time, in milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** There was no answer: the endpoint cannot be reached, or did not answer in time. */
export class NoAnswer extends Error {}

const defaultTimeout = 15_000;

/** How often a used-up quota is waited for. */
const quotaPauses = 5;

/** How one API is asked: its requests, its answers, and how long it refuses who has asked too often. */
export abstract class Session<Asked, Answer extends Answered, Ready extends Made = Made> {
  readonly options: ConformanceOptions;
  readonly url: URL;
  readonly runtime: ConformanceRuntime;
  readonly notes: string[] = [];
  requests = 0;
  /** The difference of the service's clock to the local one, in milliseconds. */
  clockOffset = 0;
  readonly #secrets = new Set<string>();

  constructor(options: ConformanceOptions, url: URL) {
    this.options = options;
    this.url = url;
    this.runtime = { ...machineRuntime, ...options.runtime };
  }

  /** How long the service refuses calls, once there were too many, in milliseconds. */
  protected abstract readonly quotaPause: number;
  protected abstract make(asked: Asked | undefined, moment: Moment): Promise<Ready>;
  protected abstract read(received: Received, made: Ready): Answer;
  /** Whether the service refuses because of too many calls. */
  protected abstract isThrottled(answer: Answer): boolean;
  protected abstract isAnswered(answer: Answer, expected: Expected): boolean;

  /** The answer must be one of these. */
  judge(answer: Answer, ...expected: readonly Expected[]): Finding {
    return { agrees: expected.some((each) => this.isAnswered(answer, each)), observed: answer.inWords };
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
   * Sends one request and reads the answer. A used-up quota is waited for.
   *
   * @throws NoAnswer, or the reason of the caller's abort
   */
  async ask(asked?: Asked): Promise<Answer> {
    for (let pauses = 0; ; pauses++) {
      const answer = await this.#askOnce(asked);
      if (!this.isThrottled(answer) || pauses === quotaPauses) return answer;
      await this.sleep(this.quotaPause);
    }
  }

  async #askOnce(asked: Asked | undefined): Promise<Answer> {
    const { signal, timeout = defaultTimeout } = this.options;
    signal?.throwIfAborted();
    const limit = AbortSignal.timeout(timeout);
    const made = await this.make(asked, {
      now: this.runtime.now() + this.clockOffset,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return this.read(await this.#send(made, limit), made);
  }

  async #send({ request, secrets }: Made, limit: AbortSignal): Promise<Received> {
    const { signal, timeout = defaultTimeout, fetch = machineFetch } = this.options;
    const withoutSecrets = (text: string): string =>
      secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    for (const secret of secrets) this.#secrets.add(secret);
    this.requests += 1;
    try {
      const response = await fetch(request);
      const date = Date.parse(response.headers.get('date') ?? '');
      return {
        status: response.status,
        date: Number.isNaN(date) ? undefined : date,
        text: await response.text(),
        // Secrets go first, then what is too long: no half of one must remain.
        quoted: (said, longest) => JSON.stringify(shown(withoutSecrets(said), longest)),
      };
    } catch (error) {
      signal?.throwIfAborted();
      const reason = limit.aborted ? `no answer within ${timeout} ms` : reasonOf(error);
      throw new NoAnswer(shown(withoutSecrets(reason), 200));
    }
  }
}

/** A session of any API, for what all runs do. */
export type AnySession = Pick<
  Session<unknown, Answered>,
  'ask' | 'clean' | 'note' | 'notes' | 'requests' | 'region' | 'runtime' | 'clockOffset' | 'options' | 'sleep'
>;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  const { cause } = error;
  return cause instanceof Error && cause.message ? `${error.message}: ${cause.message}` : error.message;
}
