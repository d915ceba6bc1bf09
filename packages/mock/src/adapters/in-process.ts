import { TransportFailure, type Transport } from '@qcvm/client/wire';
import { UnexpectedCallError } from '../core/expectations/expectations.js';
import type { IncomingCall, OutgoingAnswer } from '../core/http/call.js';
import { addressOf } from './address.js';

const empty = '';

/** The in-process transport: no `Request`, no `Response`, no stream. */
export function createSend(handle: (call: IncomingCall) => Promise<OutgoingAnswer>): Transport['send'] {
  return async (request) => {
    const { method, url, headers, body = empty, signal, maxResponseBytes } = request;
    if (signal.aborted) throw signal.reason;
    const call: IncomingCall = { adapter: 'transport', method, headers, body, signal, ...addressOf(url) };
    const answer = await handle(call).catch((error: unknown) => {
      throw error instanceof UnexpectedCallError ? notExpected(error) : error;
    });
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
    if (answer.body.length * 3 > maxResponseBytes && byteLength(answer.body) > maxResponseBytes) {
      throw new TransportFailure(`the body is longer than ${maxResponseBytes} bytes`, {
        phase: 'response',
      });
    }
    return { status: answer.status, headers: answer.headers, body: answer.body };
  };
}

/** A client that tried again would hide it, or sleep for ever on a clock that stands still. */
const notExpected = (cause: UnexpectedCallError): TransportFailure =>
  new TransportFailure(cause.message, { phase: 'unsent', permanent: true, cause });

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
