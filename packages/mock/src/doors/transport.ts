import { TransportFailure } from '@qcvm/client/wire';
import type { Transport } from '@qcvm/client/wire';
import type { IncomingCall, OutgoingAnswer } from '../call.js';
import { isLoopback } from '../hosts.js';

const empty = '';

/** Takes a URL apart without the cost of a `URL` object. The client makes these itself: they are well formed. */
function partsOf(url: string): Pick<IncomingCall, 'scheme' | 'host' | 'path' | 'query' | 'loopback'> {
  const authority = url.indexOf('://') + 3;
  const scheme = url.slice(0, authority - 3).toLowerCase() === 'https' ? 'https' : 'http';
  const hash = url.indexOf('#', authority);
  const end = hash === -1 ? url.length : hash;
  let question = url.indexOf('?', authority);
  if (question === -1 || question > end) question = end;
  let slash = url.indexOf('/', authority);
  if (slash === -1 || slash > question) slash = question;
  const host = url.slice(authority, slash);
  return {
    scheme,
    host,
    path: url.slice(slash, question) || '/',
    query: url.slice(question + 1, end),
    loopback: isLoopback(host),
  };
}

/** The in-process transport: no `Request`, no `Response`, no stream. */
export function createSend(handle: (call: IncomingCall) => Promise<OutgoingAnswer>): Transport['send'] {
  return async (request) => {
    const { method, url, headers, body = empty, signal, maximumResponseBytes } = request;
    if (signal.aborted) throw signal.reason;
    const answer = await handle({ door: 'transport', method, headers, body, signal, ...partsOf(url) });
    if (signal.aborted) throw signal.reason;
    if (answer.kind === 'dropped') {
      throw new TransportFailure(answer.reason, { phase: answer.reached ? 'sent' : 'unsent' });
    }
    if (answer.kind === 'cut') {
      throw new TransportFailure(
        `the body ended after ${byteLength(answer.body)} of ${answer.announcedLength} bytes`,
        {
          phase: 'response',
        },
      );
    }
    // UTF-8 needs at most 3 bytes for each UTF-16 code unit: most bodies need no counting.
    if (answer.body.length * 3 > maximumResponseBytes && byteLength(answer.body) > maximumResponseBytes) {
      throw new TransportFailure(`the body is longer than ${maximumResponseBytes} bytes`, {
        phase: 'response',
      });
    }
    return { status: answer.status, headers: answer.headers, body: answer.body };
  };
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
