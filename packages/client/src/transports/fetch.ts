import { fetchFailure, lostConnection, sentOnce } from '#platform/transports/fetches';
import { own } from '../model/own.js';
import { callable, checkOptions } from '../model/option-rules.js';
import { systemFetch } from '../model/runtime/runtime.js';
import { acceptEncoding, assertDecoded, tooLong, undecodable } from './answer/answer-body.js';
import { TransportFailure, type Transport, type TransportRequest } from '../model/transport.js';

/** `globalThis.fetch`, or anything that answers a `Request` in the same way. */
export type FetchFunction = (request: Request) => Promise<Response>;

/** Reads a body until its end, or until it grows too long. */
async function readBody(response: Response, maximum: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > maximum) {
      // Not awaited: a source that never confirms must not hold up the call.
      reader.cancel().catch(() => undefined);
      throw tooLong(maximum);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * A transport over `fetch`. What a failed `fetch` tells of itself seldom says whether the request was sent, so a failure before the answer
 * counts as sent, unless Node says that there was no connection. Redirects are not followed: a signed request is for one host.
 *
 * @throws ValidationError when `fetch` is no function, or another option is given.
 */
export function createFetchTransport(
  options: { readonly fetch?: FetchFunction | undefined } = {},
): Transport {
  checkOptions({ fetch: callable }, options);
  const { fetch = systemFetch } = own(options);
  return {
    async send({ method, url, headers, body, signal, maxResponseBytes }: TransportRequest) {
      if (signal.aborted)
        throw new TransportFailure('aborted before it was sent', { phase: 'unsent', cause: signal.reason });
      const request = makeRequest(
        url,
        own(
          sentOnce({
            method,
            // Browsers leave it out: there it is not for a page to say.
            headers: { 'accept-encoding': acceptEncoding, ...headers },
            signal,
            redirect: 'manual',
            body: body ?? null,
          }),
        ),
      );
      let response: Response;
      try {
        response = await fetch(request);
      } catch (cause) {
        throw fetchFailure(cause) ?? new TransportFailure('the request failed', { phase: 'sent', cause });
      }
      if (response.type === 'opaqueredirect')
        throw new TransportFailure('got a redirect instead of an API response', { phase: 'response' });
      const { status, headers: received } = response;
      const coding = received.get('content-encoding');
      let text: string;
      try {
        text = await readBody(response, maxResponseBytes);
      } catch (cause) {
        if (cause instanceof TransportFailure) throw cause;
        if (coding && !signal.aborted && !lostConnection(cause)) throw undecodable(coding, cause);
        throw new TransportFailure('the response was truncated', { phase: 'response', cause });
      }
      assertDecoded(text, { status, headers: (name) => received.get(name) });
      return { status, headers: Object.fromEntries(received), body: text };
    },
  };
}

function makeRequest(url: string, init: RequestInit): Request {
  try {
    return new Request(url, init);
  } catch (cause) {
    throw new TransportFailure('the request could not be prepared', { phase: 'unsent', cause });
  }
}
