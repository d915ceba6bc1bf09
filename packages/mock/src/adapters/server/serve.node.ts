import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, DropArgument, Socket } from 'node:net';
import type { ServerLimits } from '../../emulator/listen.js';
import type { IncomingCall, OutgoingAnswer } from '../../core/http/call.js';
import { machineRuntime, turn } from '../../core/runtime.js';
import { after, type Soon } from '../../core/soon.js';
import { BodyRoom, type Body, type BodyLimits } from './body.node.js';
import { Connections, remoteOf } from './connection.node.js';
import { bodyOf, ServerCall, targetOf, writeAnswer, type HttpExchange } from './http-exchange.node.js';
import { plainHttp, refusalFor, type RefusedRequest } from './refusal.js';
import { refuse } from './refuse.node.js';
import type { RequestTarget } from './request-target.js';
import type { ServerIdentity } from './tls/tls.node.js';

/** What is served, where, and how much of it. */
export interface ServeOptions {
  /** The address to listen on. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly limits: ServerLimits;
  /** HTTPS with this certificate. Left out: HTTP. */
  readonly identity?: ServerIdentity | undefined;
  /** Answers a call. What it throws is answered with HTTP 500. */
  readonly handle: (call: IncomingCall) => OutgoingAnswer | Promise<OutgoingAnswer>;
  /** What failed, for the answer to a call that could not be served: `The emulator failed.` */
  readonly failed: string;
  /** Hears of each request that is refused before it is a call: no HTTP, too long, too slow, cut off, or one connection too many. */
  readonly onRefused?: (request: RefusedRequest) => void;
  /** Called right before connections are cut whose answers have taken longer than `limits.closeGrace` after `close`. */
  readonly onCut?: () => void;
  /** Called with each problem that no response reports. */
  readonly onProblem: (problem: Error) => void;
}

/** Serves a request itself, before its body is read; `undefined` for one that is a call. */
export type Intercept = (
  exchange: HttpExchange,
  about: { readonly target: RequestTarget; readonly bodies: BodyLimits },
) => Promise<void> | undefined;

/** A server that listens. */
export interface HttpServer extends AsyncDisposable {
  /** Where it is reached from this machine, also when it listens on all addresses. */
  readonly url: string;
  readonly port: number;
  /** Serves new connections with another certificate. Only of a server with TLS. */
  renew(identity: ServerIdentity): void;
  /**
   * Stops accepting, closes idle connections, waits for answers under way (at most `limits.closeGrace`), and a second for the rest of
   * requests that have begun. Closing twice does no more than closing once.
   */
  close(): Promise<void>;
}

/**
 * Puts a handler of calls behind an HTTP(S) server that keeps to limits.
 *
 * @throws what the system says of an address that cannot be listened on
 */
export async function serve(options: ServeOptions, intercept?: Intercept): Promise<HttpServer> {
  const { host, limits, identity, handle, failed, onProblem, onRefused, onCut } = options;
  const scheme = identity ? 'https' : 'http';
  const connections = new Connections({ limits, onRefused });
  const bodies: BodyLimits = { limit: limits.bodyBytes, room: new BodyRoom(limits.bodiesBytes) };
  let closing = false;

  /** Takes a step of serving a request. What goes wrong in it is answered with HTTP 500. */
  const attempt = (exchange: HttpExchange, step: () => Soon<void>): void => {
    const fail = (failure: unknown): void => {
      // The client has gone away: a sleep that was cut short is no failure.
      if (exchange.response.destroyed) return;
      onProblem(new Error('A request could not be served', { cause: failure }));
      refuse(exchange, { status: 500, message: failed, broken: true });
    };
    try {
      const doing = step();
      if (doing instanceof Promise) doing.catch(fail);
    } catch (failure) {
      fail(failure);
    }
  };
  const answerTo = (exchange: HttpExchange, asked: { target: RequestTarget; body: Body }): Soon<void> => {
    const call = new ServerCall(exchange, asked);
    return after(handle(call), (answer) => {
      call.answered();
      // The server may have begun to close while the call waited.
      if (closing && !exchange.response.headersSent) exchange.response.setHeader('connection', 'close');
      writeAnswer(exchange, answer);
    });
  };
  const begin = (exchange: HttpExchange): Soon<void> => {
    const { request, response, connection } = exchange;
    connection.began(request, response);
    const target = targetOf(exchange);
    if (target === undefined) return undefined;
    const intercepted = intercept?.(exchange, { target, bodies });
    if (intercepted !== undefined) return intercepted;
    const done = (body: Body | undefined): void => {
      if (body) attempt(exchange, () => answerTo(exchange, { target, body }));
    };
    return bodyOf(exchange, { bodies, done });
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const exchange = { request, response, connection: connections.of(request.socket), scheme } as const;
    attempt(exchange, () => begin(exchange));
  };

  const server = createServer(limits, identity);
  // Without it, the end of a program's requests would be taken for the end of its connection.
  Object.assign(server, { httpAllowHalfOpen: true });
  /** With their other ends: once a connection is broken, the system does not tell any more. */
  const sockets = new Map<Socket, string>();
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, remoteOf(socket));
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', onRequest);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // A body that is announced as too large is refused before it is sent.
    if (!(Number(request.headers['content-length']) > limits.bodyBytes)) response.writeContinue();
    onRequest(request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    connections
      .of(request.socket)
      .refuseRequest(
        { request, response },
        { status: 417, message: 'The only expectation that is met is 100-continue.' },
      );
  });
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    connections.of(socket).refuse({
      status: 405,
      message: 'CONNECT is not served: this is no proxy.',
      headers: { allow: 'GET, POST' },
    });
  });
  server.on('clientError', (failure: NodeJS.ErrnoException, socket: Socket) => {
    if (/^ERR_(?:SSL|TLS)_/.test(failure.code ?? '')) {
      const own = remoteOf(socket);
      // What is within the TLS cannot be written to any more, but the connection that it is on can.
      const under = connectionUnder(socket);
      const outer = [...sockets.keys()].find((each) => each === under || sockets.get(each) === own);
      const remote = outer ? sockets.get(outer) : undefined;
      if (failure.code === 'ERR_SSL_HTTP_REQUEST' && outer?.writable) {
        connections.of(outer).refuse(plainHttp);
        return;
      }
      onRefused?.({ remote: remote ?? own, reason: `The TLS handshake failed (${failure.code}).` });
      socket.destroy();
      return;
    }
    const refusal = refusalFor(failure.code, limits);
    const connection = connections.of(socket);
    if (refusal && socket.writable) connection.refuse(refusal);
    else connection.broke();
  });
  server.on('drop', (dropped?: DropArgument) => {
    const { remoteAddress, remotePort } = dropped ?? {};
    onRefused?.({
      remote: remoteOf({ remoteAddress, remotePort }),
      reason: `${limits.connections} connections are open already: it was closed at once.`,
      overLimit: true,
    });
  });

  await listening(server, options);
  server.on('error', onProblem);
  const { port } = server.address() as AddressInfo;
  const shown = reachable(host);

  /** Closes what has sent no whole request. Of TLS, a connection has a second socket for what is within it: so ends are compared. */
  const closeUnread = (): void => {
    const waiting = connections.waiting();
    for (const [socket, end] of sockets) if (!waiting.has(end)) socket.destroy();
  };
  const shutDown = async (): Promise<void> => {
    closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    // A connection whose answer is just leaving becomes idle a moment later.
    await turn();
    server.closeIdleConnections();
    const over = new AbortController();
    const later = (milliseconds: number, then: () => void): Promise<void> =>
      machineRuntime.sleep(milliseconds, over.signal).then(then, () => undefined);
    const graces = [
      later(Math.min(unreadGrace, limits.closeGrace), closeUnread),
      later(limits.closeGrace, () => {
        onCut?.();
        server.closeAllConnections();
      }),
    ];
    await closed;
    over.abort();
    await Promise.all(graces);
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= shutDown());

  return {
    url: `${scheme}://${shown.includes(':') ? `[${shown}]` : shown}:${port}`,
    port,
    renew: ({ key, certificate }) => {
      if ('setSecureContext' in server) server.setSecureContext({ key, cert: certificate });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The connection that TLS is on, also where that is broken. Node has no public name for it. */
const connectionUnder = (socket: Socket): unknown => Reflect.get(socket, '_parent') as unknown;

/** Milliseconds that the rest of a request is waited for when the server closes. */
const unreadGrace = 1000;

/** An address that reaches a server from this machine: one that listens everywhere is asked at a loopback address. */
const reachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host);

const listening = (server: Server, { host, port }: ServeOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** How often Node looks for connections that have been waiting too long. */
const longestCheckInterval = 1000;

function createServer(limits: ServerLimits, identity: ServerIdentity | undefined): Server | HttpsServer {
  const { headersTimeout, requestTimeout, keepAliveTimeout, headerBytes } = limits;
  const http = {
    maxHeaderSize: headerBytes,
    headersTimeout: Math.min(headersTimeout, requestTimeout),
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: Math.min(longestCheckInterval, headersTimeout, requestTimeout),
    // A missing Host is refused by us, in the API's own envelope.
    requireHostHeader: false,
    noDelay: true,
  };
  const server = identity
    ? createHttpsServer({
        ...http,
        key: identity.key,
        cert: identity.certificate,
        handshakeTimeout: headersTimeout,
        allowHalfOpen: true,
      })
    : createHttpServer(http);
  server.maxConnections = limits.connections;
  return server;
}
