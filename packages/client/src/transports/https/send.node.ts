import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { onAbort, type Abortable } from '../../model/runtime/abort.js';
import { member, textMember } from '../../model/own.js';
import {
  TransportFailure,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from '../../model/transport.js';
import { acceptEncoding, tooLong } from '../answer/answer-body.js';
import { decodeBody } from '../answer/decode.node.js';

/** What `Object.prototype` has by the language itself. */
const ordinary = /^(__|constr|hasOwn|isPro|property|to[LS]|value)/;

/**
 * Options that take nothing from `Object.prototype`, where other code may have put anything. They stay a plain object: Node copies
 * them into one, and interceptors know no other.
 */
function withoutStrangers<Options extends RequestOptions>(options: Options): Options {
  for (const name of Object.getOwnPropertyNames(Object.prototype))
    if (!ordinary.test(name) && !Object.hasOwn(options, name)) Object.assign(options, { [name]: undefined });
  return options;
}

/** Where the path of a URL begins: the first slash after those of `http://`. */
export const pathAt = (url: string): number => url.indexOf('/', 8);

/** An origin, ready to be asked. */
export interface Origin {
  readonly request: (options: RequestOptions) => ClientRequest;
  readonly options: RequestOptions;
}

/** Options of an agent in addition to those of Node. */
export interface ForAgent {
  /** The request for which a connection is opened, and with which it is given up: Node does not tell an agent. */
  readonly transportRequest: Abortable;
}

const reasons: Record<TransportPhase, string> = {
  unsent: 'could not connect',
  sent: 'the connection was lost before a response arrived',
  response: 'the response was truncated',
};

/** Node says by a code what went wrong. */
const codeOf = (error: unknown): string | undefined => textMember(error, 'code');

/** Of the checks of a certificate: https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const certificateCode = /CERT|LEAF_SIG|^INVALID_/;
const untrusted = ': the certificate is not trusted (see `ca` of createNodeTransport) or not for this host';

/** What broke an exchange that had got so far. */
export function brokenAt(phase: TransportPhase, cause: unknown, reason = reasons[phase]): TransportFailure {
  if (cause instanceof TransportFailure) return cause;
  const code = codeOf(cause) ?? textMember(cause, 'name') ?? typeof cause;
  const permanent = phase === 'unsent' && certificateCode.test(`${code}`);
  return new TransportFailure(`${reason} (${code})${permanent ? untrusted : ''}`, {
    phase,
    cause,
    permanent,
  });
}

/** What throws while a connection is opened, such as an agent: there is no request yet of which anything could be sent. */
export const notPrepared = (cause: unknown): TransportFailure =>
  brokenAt('unsent', cause, 'could not prepare a connection');

/** An exchange that had got so far was aborted. */
export const abortedAt = (phase: TransportPhase, cause: unknown): TransportFailure =>
  new TransportFailure(`${reasons[phase]} (aborted)`, { phase, cause });

/**
 * Sends one request and gives its whole answer, or a `TransportFailure` with all that is certain of its phase.
 *
 * @param closed - Called when the agent has got the connection back, or it is closed: after the answer.
 */
export function send(
  { request, options: { protocol, hostname, port, agent } }: Origin,
  wanted: TransportRequest,
  closed: () => void = () => undefined,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { method, url, body, maxResponseBytes } = wanted;
    const path = url.slice(pathAt(url));
    const headers = { 'accept-encoding': acceptEncoding, ...wanted.headers };
    let outgoing: ClientRequest;
    try {
      const forAgent: ForAgent = { transportRequest: wanted };
      outgoing = request(
        withoutStrangers({ protocol, hostname, port, agent, method, path, headers, ...forAgent }),
      );
    } catch (cause) {
      closed();
      return reject(notPrepared(cause));
    }
    let connected = false;
    let flushed = false;
    let incoming: IncomingMessage | undefined;

    const fail = (failure: TransportFailure): void => {
      reject(failure);
      outgoing.destroy();
    };
    /** Without a connection, or when the system would not take all of it, no request was received. */
    const phaseOf = (error: Error): TransportPhase => {
      if (incoming) return 'response';
      // What has no code does not come from Node but from between, such as a test's interceptor, which may have passed the
      // request on.
      if (codeOf(error) === undefined) return 'sent';
      return connected && (flushed || member(error, 'syscall') !== 'write') ? 'sent' : 'unsent';
    };
    const onError = (error: Error): void => {
      // What follows a complete answer does not change it.
      if (incoming?.complete) return;
      fail(brokenAt(phaseOf(error), error));
    };
    const stop = (cause: unknown): void =>
      fail(abortedAt(incoming ? 'response' : connected ? 'sent' : 'unsent', cause));

    outgoing.on('socket', (socket: Duplex & { connecting?: boolean; secureConnecting?: boolean }) => {
      connected = outgoing.reusedSocket || (!socket.connecting && !socket.secureConnecting);
      if (!connected)
        socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
          connected = true;
        });
    });
    outgoing.on('finish', () => {
      // It also receives failures of writes.
      flushed = !outgoing.socket?.errored;
    });
    outgoing.on('response', (message) => {
      incoming = message;
      const { statusCode: status = 0, headers: received } = message;
      const coding = received['content-encoding'];
      // A text that is coded is hardly ever longer for it; the bound is for the text.
      const maxBytes = coding ? 2 * maxResponseBytes : maxResponseBytes;
      const chunks: Buffer[] = [];
      let length = 0;
      message.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > maxBytes) fail(tooLong(maxResponseBytes));
      });
      message.on('end', () => {
        stopWaiting();
        try {
          const coded = { status, headers: received, maxBytes: maxResponseBytes };
          const body = decodeBody(Buffer.concat(chunks), coded);
          resolve({ status, headers: plainHeaders(message), body });
        } catch (error) {
          reject(error);
        }
      });
      message.on('error', onError);
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      fail(new TransportFailure('got HTTP 101 instead of an API response', { phase: 'sent' }));
    });
    outgoing.on('error', onError);
    outgoing.on('close', () => {
      closed();
      stopWaiting();
      // The exchange ends in every case.
      if (!incoming) onError(new Error('closed'));
    });
    const stopWaiting = onAbort(wanted, stop);
    outgoing.end(body);
  });
}

/** One text for each header: of the few that Node keeps as lists, only this one occurs in answers. */
const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  headers['set-cookie']
    ? { ...(headers as Record<string, string>), 'set-cookie': headers['set-cookie'].join(', ') }
    : (headers as Record<string, string>);
