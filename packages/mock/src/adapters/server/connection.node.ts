import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ServerLimits } from '../../emulator/listen.js';
import { machineRuntime } from '../../core/runtime.js';
import { refuse } from './refuse.node.js';
import { rawRefusal, type Refusal, type RefusedRequest } from './refusal.js';
import { isLoopback } from '../../core/http/hosts.js';

/** The other end of a connection: `127.0.0.1:51234`. */
export const remoteOf = ({
  remoteAddress = 'unknown',
  remotePort = 0,
}: {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}): string =>
  remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;

/** How long a connection stays of which one end is closed: without an answer that is due, and with one that is not taken. */
type HalfOpenLimits = Pick<ServerLimits, 'keepAliveTimeout' | 'requestTimeout'>;

/** What holds for every connection of a server. */
export interface ConnectionRules {
  readonly limits: HalfOpenLimits;
  /** Hears of what is refused before it is a call. */
  readonly onRefused?: ((request: RefusedRequest) => void) | undefined;
}

type Latest = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** What the server remembers of one connection. */
export class Connection {
  readonly socket: Socket;
  readonly remote: string;
  readonly loopback: boolean;
  /** The request that began last. Answers leave in the order of the requests: when its answer has left, all have. */
  #latest: Latest | undefined;
  readonly #onRefused: ConnectionRules['onRefused'];
  #refused = false;
  #isTold = false;
  #hasEnded = false;
  /** Called if the connection breaks before it is known that the answers on it were read. */
  #unread: (() => void)[] | undefined;

  constructor(socket: Socket, { limits, onRefused }: ConnectionRules) {
    const { keepAliveTimeout, requestTimeout } = limits;
    this.socket = socket;
    this.#onRefused = onRefused;
    this.remote = remoteOf(socket);
    this.loopback = isLoopback(socket.remoteAddress ?? '');
    // The server sends no more: the other end may have forgotten the connection, and would keep it forever.
    socket.once('finish', () => this.#destroyIn(keepAliveTimeout));
    // The other end sends no more. It may still read: then its answer is due, and it has to take it.
    socket.once('end', () => {
      this.#hasEnded = true;
      this.#latest?.response.once('prefinish', () => this.#destroyIn(requestTimeout));
    });
  }

  /** Destroys the socket unless it closes by itself before. */
  #destroyIn(milliseconds: number): void {
    if (this.socket.destroyed) return;
    const closed = new AbortController();
    this.socket.once('close', () => closed.abort());
    machineRuntime.sleep(milliseconds, closed.signal).then(
      () => this.socket.destroy(),
      () => undefined,
    );
  }

  /** A request has begun: its head is read. */
  began(request: IncomingMessage, response: ServerResponse): void {
    // What asks again has read what it was answered.
    if (this.#latest?.response.writableFinished) this.#unread = undefined;
    this.#latest = { request, response };
  }

  /** A whole request was read, and is not answered yet. */
  get isWaiting(): boolean {
    return this.#latest?.request.complete === true && !this.#latest.response.writableFinished;
  }

  /** The other end sends no more. Whether it still reads is not known. */
  get isClosed(): boolean {
    return this.#hasEnded || this.socket.destroyed;
  }

  /** Calls back if the connection breaks before another request comes on it. */
  onUnread(callback: () => void): void {
    (this.#unread ??= []).push(callback);
  }

  /**
   * Refuses what cannot be read as a request, or as the rest of one. When earlier requests of a pipeline are
   * still unanswered it waits for them: an answer out of turn would be taken for theirs.
   */
  refuse(refusal: Refusal): void {
    if (this.#refused) return;
    this.#refused = true;
    const latest = this.#latest;
    if (latest?.request.complete === false) {
      this.refuseRequest(latest, refusal);
      return;
    }
    this.#tell({ status: refusal.status, reason: refusal.message });
    if (latest && !latest.response.writableFinished)
      latest.response.once('close', () => this.#write(refusal));
    else this.#write(refusal);
  }

  /** Refuses a request whose head is read. The connection ends with it. */
  refuseRequest(about: Latest, refusal: Refusal): void {
    this.#tell({ ...headOf(about.request), status: refusal.status, reason: refusal.message });
    refuse(about, refusal);
  }

  /** The connection is broken, and perhaps a request with it. */
  broke(): void {
    for (const callback of this.#unread ?? []) callback();
    this.#unread = undefined;
    const request = this.#latest?.request;
    const isCut = request ? !request.complete : this.socket.bytesRead > 0;
    if (isCut)
      this.#tell({ ...(request && headOf(request)), reason: 'The connection ended within the request.' });
    this.socket.destroy();
  }

  /** A refusal ends the connection: what comes of it later is nothing new. */
  #tell(about: Omit<RefusedRequest, 'remote'>): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#onRefused?.({ remote: this.remote, ...about });
  }

  #write(refusal: Refusal): void {
    if (this.socket.writable) this.socket.end(rawRefusal(refusal));
    else this.socket.destroy();
  }
}

const headOf = ({ method, url = '' }: IncomingMessage): Pick<RefusedRequest, 'method' | 'path'> => ({
  method,
  ...(url.startsWith('/') && { path: url.replace(/\?.*$/s, '') }),
});

/** The connections of a server, by socket. */
export class Connections {
  readonly #known = new Map<Socket, Connection>();
  readonly #rules: ConnectionRules;

  constructor(rules: ConnectionRules) {
    this.#rules = rules;
  }

  of(socket: Socket): Connection {
    let connection = this.#known.get(socket);
    if (!connection) {
      connection = new Connection(socket, this.#rules);
      if (!socket.closed) this.#known.set(socket, connection);
      socket.once('close', () => this.#known.delete(socket));
    }
    return connection;
  }

  /** The other ends of those that wait for an answer. */
  waiting(): ReadonlySet<string> {
    const known = [...this.#known.values()];
    return new Set(known.filter(({ isWaiting }) => isWaiting).map(({ remote }) => remote));
  }
}
