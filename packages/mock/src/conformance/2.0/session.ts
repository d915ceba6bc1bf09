import { Session, type Made, type Moment, type Received } from '../session.js';
import { jsonObject, type JsonObject } from '../../core/json.js';
import type { Expected } from '../check.js';
import type { Asked, Freshness } from './asked.js';
import { makeRequest } from './request.js';

/** An answer, as far as it can be read. */
export interface Answer extends Freshness {
  readonly status: number;
  readonly date: number | undefined;
  /** The JSON object; `undefined` for anything else. */
  readonly body: JsonObject | undefined;
  /** The code, as a number or as decimal text; `undefined` where there is none. */
  readonly code: number | undefined;
  /** All of it in words, without secrets: `code 4100, "signature verification failed"`. */
  readonly inWords: string;
}

const quotaExceeded = 4400;

/** A code as the service may write it: a number, or decimal text. */
export function codeOf(value: unknown): number | undefined {
  if (typeof value === 'string' && /^-?\d{1,9}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** One run against one endpoint of API 2.0. */
export class SessionV2 extends Session<Asked, Answer, Made & Freshness> {
  /** The service counts calls by the minute. */
  protected readonly quotaPause = 15_000;
  readonly #nonces = new Set<string>();

  protected make(asked: Asked = {}, { now, signal }: Moment): Promise<Made & Freshness> {
    const { options, url } = this;
    return makeRequest(asked, { options, url, now, nonce: this.#nonce(), signal });
  }

  protected read({ status, date, text, quoted }: Received, { nonce, timestamp }: Freshness): Answer {
    const body = jsonObject(text);
    const code = codeOf(body?.['code']);
    return {
      ...{ status, date, body, code, nonce, timestamp },
      inWords: inWords({ status, text, quoted }, { body, code }),
    };
  }

  protected isThrottled({ code }: Answer): boolean {
    return code === quotaExceeded;
  }

  protected isAnswered({ code }: Answer, expected: Expected): boolean {
    return code === expected;
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

function inWords(
  { status, text, quoted }: Pick<Received, 'status' | 'text' | 'quoted'>,
  { body, code }: Pick<Answer, 'body' | 'code'>,
): string {
  const http = status === 200 ? '' : `, HTTP ${status}`;
  if (!body) return `no JSON object${http}: ${quoted(text, 80)}`;
  if (code === undefined) return `JSON without a code${http}: ${quoted(text, 80)}`;
  const message = typeof body['message'] === 'string' ? body['message'] : '';
  return `code ${code}${http}${message && `, ${quoted(message, 120)}`}`;
}
