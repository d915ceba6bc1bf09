import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { AgentOptions } from 'node:https';
import type { Socket } from 'node:net';
import { directTransport, type DirectSend } from './direct-send.js';
import {
  TransportFailure,
  type Transport,
  type TransportPhase,
  type TransportResponse,
} from '../model/transport.js';

export interface NodeTransportOptions {
  /** Certificates to trust in place of Node's own, in PEM form: for a private authority, or a proxy that opens TLS. */
  readonly ca?: AgentOptions['ca'];
  /** A client certificate, and its key. */
  readonly cert?: AgentOptions['cert'];
  readonly key?: AgentOptions['key'];
  /** Connections to one host at a time. Default 64. */
  readonly maxSockets?: number | undefined;
  /** An agent of the caller's own for an origin, in place of ours. */
  readonly agent?: ((origin: URL, options: AgentOptions) => Agent | undefined) | undefined;
}

/** An origin, ready to be asked. */
interface Origin {
  readonly request: (options: RequestOptions) => ClientRequest;
  readonly options: RequestOptions;
}

/**
 * Idle connections are closed before the servers in front of the API close them, so that a request seldom meets a
 * connection that is just being closed, which would leave open whether it was read.
 */
const idle = 15_000;

function openOrigin(origin: string, options: NodeTransportOptions): Origin {
  const url = new URL(origin);
  // At the first request: importing the package costs a program that sends nothing next to nothing.
  // This is the object that interceptors such as MSW patch; the named exports of an import stay as they are.
  const http =
    url.protocol === 'https:'
      ? process.getBuiltinModule('node:https')
      : process.getBuiltinModule('node:http');
  const agentOptions: AgentOptions = {
    keepAlive: true,
    scheduling: 'lifo',
    maxSockets: options.maxSockets ?? 64,
    timeout: idle,
    // Said outright, so that no environment variable can switch it off.
    rejectUnauthorized: true,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.cert === undefined ? {} : { cert: options.cert }),
    ...(options.key === undefined ? {} : { key: options.key }),
  };
  return {
    request: (requestOptions) => http.request(requestOptions),
    options: {
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port,
      agent: options.agent?.(url, agentOptions) ?? new http.Agent(agentOptions),
    },
  };
}

const isConnected = (socket: Socket & { secureConnecting?: boolean }): boolean =>
  !socket.connecting && !socket.secureConnecting;

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.name);

const reasons: Record<TransportPhase, string> = {
  unsent: 'could not connect',
  sent: 'the connection was lost before an answer came',
  response: 'the answer was cut off',
};

function send(
  { request, options }: Origin,
  ...[{ method, url, headers, body, maxResponseBytes }, onAbort]: Parameters<DirectSend>
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const start = url.indexOf('/', url.indexOf('://') + 3);
    const { protocol, hostname, port, agent } = options;
    const outgoing = request({ protocol, hostname, port, agent, method, path: url.slice(start), headers });
    let connected = false;
    let flushed = false;
    let answered = false;

    /** What is certain: without a connection, or when the system would not take all of it, no request was received. */
    const phase = (error?: Error): TransportPhase => {
      if (answered) return 'response';
      // Node says by a code what went wrong. What has none comes from somebody in between, such as a test's interceptor,
      // who may have passed the request on.
      const isSilent = error !== undefined && !('code' in error);
      const refusedWrite = error !== undefined && 'syscall' in error && error.syscall === 'write' && !flushed;
      return isSilent || (connected && !refusedWrite) ? 'sent' : 'unsent';
    };
    const fail = (error: Error, reason?: string): void => {
      const at = phase(error);
      const message = reason ?? `${reasons[at]} (${codeOf(error)})`;
      reject(
        error instanceof TransportFailure
          ? error
          : new TransportFailure(message, { phase: at, cause: error }),
      );
      outgoing.destroy();
    };
    const onResponse = (incoming: IncomingMessage): void => {
      answered = true;
      const chunks: Buffer[] = [];
      let length = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > maxResponseBytes)
          fail(new RangeError('too long'), `the answer is longer than ${maxResponseBytes} bytes`);
      });
      incoming.on('end', () => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: plainHeaders(incoming),
          body: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8'),
        });
      });
      incoming.on('error', fail);
    };

    outgoing.on('socket', (socket) => {
      connected = outgoing.reusedSocket || isConnected(socket);
      if (!connected)
        socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
          connected = true;
        });
    });
    outgoing.on('finish', () => {
      // It is also told of a write that failed.
      flushed = !outgoing.socket?.errored;
    });
    outgoing.on('response', onResponse);
    outgoing.on('error', fail);
    onAbort(() => fail(new DOMException('aborted', 'AbortError')));
    outgoing.end(body);
  });
}

/** One text for each header: of the few that Node keeps as lists, only this one occurs in answers. */
const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  headers['set-cookie']
    ? { ...(headers as Record<string, string>), 'set-cookie': headers['set-cookie'].join(', ') }
    : (headers as Record<string, string>);

/**
 * A transport over `node:https` with connections that are kept alive and that do not keep the process alive. Certificates are
 * always verified, redirects never followed, and no compression is asked for.
 */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const origins = new Map<string, Origin>();
  return directTransport(async (request, onAbort) => {
    const origin = request.url.slice(0, request.url.indexOf('/', request.url.indexOf('://') + 3));
    let opened = origins.get(origin);
    if (!opened) {
      try {
        origins.set(origin, (opened = openOrigin(origin, options)));
      } catch (cause) {
        throw new TransportFailure('could not prepare a connection', { phase: 'unsent', cause });
      }
    }
    return send(opened, request, onAbort);
  });
}
