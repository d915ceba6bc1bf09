import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Emulator } from '../../emulator/emulator.js';
import type { EmulatorServer, ListenOptions } from '../../emulator/listen.js';
import { machineRuntime, turn } from '../../core/runtime.js';
import { createAdmin } from './admin/admin.node.js';
import { Connections } from './connection.node.js';
import { bodyOf, ServerCall, targetOf, writeAnswer } from './http-exchange.node.js';
import type { Exchange } from './http-exchange.node.js';
import { persistTo } from './persistence.node.js';
import { refusalFor } from './protocol-error.js';
import { refuse } from './refuse.node.js';
import { serverSettings } from './settings.js';
import type { ServerSettings } from './settings.js';
import { serverIdentity } from './tls/tls.node.js';

/** Puts an emulator behind an HTTP(S) server. Rejects with a `ListenError`, or with what the system says. */
export async function listen(emulator: Emulator, options: ListenOptions = {}): Promise<EmulatorServer> {
  const settings = serverSettings(options);
  const onProblem = options.onProblem ?? ((problem: Error) => process.emitWarning(problem));
  // Before a state file is read: what `reset` goes back to is what the program said.
  const pristine = settings.adminApi ? emulator.snapshot() : undefined;
  const persistence =
    settings.persist === undefined ? undefined : await persistTo(settings.persist, { emulator, onProblem });
  const identity =
    settings.tls && (await serverIdentity(settings.tls, { host: settings.host, now: machineRuntime.now() }));
  const scheme = identity ? 'https' : 'http';
  const admin =
    pristine && createAdmin(emulator, { pristine, page: settings.page, host: settings.host, onProblem });
  const connections = new Connections();
  let closing = false;

  const serve = async (exchange: Exchange): Promise<void> => {
    const { request, response, connection } = exchange;
    connection.began(request, response);
    const target = targetOf(exchange);
    if (target === undefined) return;
    if (admin?.owns(target.path)) {
      await admin.serve(exchange, { target, bodyLimit: settings.limits.bodyBytes });
      return;
    }
    const reading = bodyOf(exchange, settings.limits.bodyBytes);
    const body = reading instanceof Promise ? await reading : reading;
    if (body === undefined) return;
    const call = new ServerCall(exchange, { ...target, body });
    const answer = await emulator.handle(call);
    call.answered();
    // The server may have begun to close while the call waited.
    if (closing && !response.headersSent) response.setHeader('connection', 'close');
    writeAnswer(exchange, answer);
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const exchange = { request, response, connection: connections.of(request.socket), scheme } as const;
    serve(exchange).catch((failure: unknown) => {
      // The client has gone away: a sleep that was cut short is no failure.
      if (response.destroyed) return;
      onProblem(new Error('A request could not be served', { cause: failure }));
      refuse(exchange, {
        status: 500,
        message: 'The emulator failed. This is a bug in the emulator.',
        broken: true,
      });
    });
  };

  const server = createServer(settings, identity);
  server.on('request', onRequest);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // A body that is announced as too large is refused before it is sent.
    if (!(Number(request.headers['content-length']) > settings.limits.bodyBytes)) response.writeContinue();
    onRequest(request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    refuse(
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
    const refusal = refusalFor(failure.code, settings.limits);
    if (refusal && socket.writable) connections.of(socket).refuse(refusal);
    else socket.destroy();
  });

  try {
    await listening(server, settings);
  } catch (failure) {
    await persistence?.close();
    throw failure;
  }
  server.on('error', onProblem);
  const { port } = server.address() as AddressInfo;
  const host = reachable(settings.host);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const url = `${scheme}://${shownHost}:${port}`;

  const shutDown = async (): Promise<void> => {
    closing = true;
    admin?.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    // A connection whose answer is just leaving becomes idle a moment later.
    await turn();
    server.closeIdleConnections();
    const waiting = new AbortController();
    const grace = machineRuntime.sleep(settings.limits.closeGrace, waiting.signal).then(
      () => server.closeAllConnections(),
      () => undefined,
    );
    await closed;
    waiting.abort();
    await grace;
    await persistence?.close();
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= shutDown());

  return {
    url,
    host: settings.host,
    port,
    ...(settings.page ? { pageUrl: `${url}/_emulator/` } : {}),
    ...(identity?.certificateAuthority === undefined
      ? {}
      : { certificateAuthority: identity.certificateAuthority }),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** An address that reaches a server from this machine: one that listens everywhere is asked at a loopback address. */
const reachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host);

const listening = (server: Server, { host, port }: ServerSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** How often Node looks for connections that have been waiting too long. */
const longestCheckInterval = 1000;

function createServer(
  { limits }: ServerSettings,
  identity: { readonly key: string; readonly certificate: string } | undefined,
): Server {
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
      })
    : createHttpServer(http);
  server.maxConnections = limits.connections;
  return server;
}
