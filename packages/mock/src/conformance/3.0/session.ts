import { isJsonObject, jsonObject, type JsonObject } from '../../core/json.js';
import { Session, type Made, type Moment, type Received } from '../session.js';
import type { Expected } from '../check.js';
import type { Asked } from './asked.js';
import { makeRequest } from './request.js';
import { makeRequestV1 } from './v1-request.js';

/** An answer, as far as it can be read. */
export interface Answer {
  readonly status: number;
  readonly date: number | undefined;
  /** What is in the envelope; `undefined` where there is none. */
  readonly response: JsonObject | undefined;
  /** The code of a refusal; `undefined` where there is none. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** Whether it is a success: an envelope with a RequestId and without an Error. */
  readonly succeeded: boolean;
  /** All of it in words, without secrets: `AuthFailure.SignatureFailure, "the signature is wrong"`. */
  readonly inWords: string;
}

const textIn = (object: JsonObject | undefined, name: string): string | undefined => {
  const value = object?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** One run against one endpoint of API 3.0. */
export class SessionV3 extends Session<Asked, Answer> {
  /** The service counts calls by the second. */
  protected readonly quotaPause = 1500;

  protected make(asked: Asked = {}, { now, signal }: Moment): Promise<Made> {
    const making = { options: this.options, url: this.url, now, signal };
    if (!('signing' in asked)) return makeRequest(asked, making);
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
    return makeRequestV1(asked, { ...making, nonce: `${1 + word}` });
  }

  protected read({ status, date, text, quoted }: Received): Answer {
    const envelope = jsonObject(text)?.['Response'];
    const response = isJsonObject(envelope) ? envelope : undefined;
    const failure = response?.['Error'];
    const error = isJsonObject(failure) ? failure : undefined;
    const code = textIn(error, 'Code');
    const message = textIn(error, 'Message');
    const requestId = textIn(response, 'RequestId');
    const succeeded = response !== undefined && failure === undefined && requestId !== undefined;
    const http = status === 200 ? '' : `, HTTP ${status}`;
    const said = response ? (code ?? (succeeded ? 'success' : 'no RequestId')) : 'no Response';
    const words = response ? (message ?? '') : text;
    return {
      ...{ status, date, response, code, message, requestId, succeeded },
      inWords: `${said}${http}${words && `, ${quoted(words, 120)}`}`,
    };
  }

  protected isAnswered({ code = '', succeeded }: Answer, expected: Expected): boolean {
    const word = `${expected}`;
    if (word === 'success') return succeeded;
    return word.endsWith('*') ? code.startsWith(word.slice(0, -1)) : code === word;
  }

  protected isThrottled({ code }: Answer): boolean {
    return code?.startsWith('RequestLimitExceeded') === true;
  }
}
