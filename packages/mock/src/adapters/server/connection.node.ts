import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ServerLimits } from '../../emulator/listen.js';
import { machineRuntime } from '../../core/runtime.js';
import { refuse } from './refuse.node.js';
import { rawRefusal, type Refusal } from './refusal.js';
import { isLoopback } from '../../core/http/hosts.js';

/** The other end of a connection: `127.0.0.1:51234`. */
export const remoteOf = ({ remoteAddress = 'unknown', remotePort = 0 }: Socket): string =>
  remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;

/** How long a connection stays of which one end is closed: without an answer that is due, and with one that is not taken. */
type HalfOpenLimits = Pick<ServerLimits, 'keepAliveTimeout' | 'requestTimeout'>;

/** What the server remembers of one connection. */
export class Connection {
  readonly socket: Socket;
  readonly remote: string;
  readonly loopback: boolean;
  /** The request that began last. Answers leave in the order of the requests: when its answer has left, all have. */
  #latest: { readonly request: IncomingMessage; readonly response: ServerResponse } | undefined;
  #refused = false;

  constructor(socket: Socket, { keepAliveTimeout, requestTimeout }: HalfOpenLimits) {
    this.socket = socket;
    this.remote = remoteOf(socket);
    this.loopback = isLoopback(socket.remoteAddress ?? '');
    // The server sends no more: the other end may have forgotten the connection, and would keep it forever.
    socket.once('finish', () => this.#destroyIn(keepAliveTimeout));
    // The other end sends no more. It may still read: then its answer is due, and it has to take it.
    socket.once('end', () => {
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
    this.#latest = { request, response };
  }

  /** A whole request was read, and is not answered yet. */
  get isWaiting(): boolean {
    return this.#latest?.request.complete === true && !this.#latest.response.writableFinished;
  }

  /**
   * Refuses what cannot be read as a request, or as the rest of one. When earlier requests of a pipeline are
   * still unanswered it waits for them: an answer out of turn would be taken for theirs.
   */
  refuse(refusal: Refusal): void {
    if (this.#refused) return;
    this.#refused = true;
    const latest = this.#latest;
    if (latest?.request.complete === false) refuse(latest, refusal);
    else if (latest && !latest.response.writableFinished)
      latest.response.once('close', () => this.#write(refusal));
    else this.#write(refusal);
  }

  #write(refusal: Refusal): void {
    if (this.socket.writable) this.socket.end(rawRefusal(refusal));
    else this.socket.destroy();
  }
}

/** The connections of a server, by socket. */
export class Connections {
  readonly #known = new Map<Socket, Connection>();
  readonly #limits: HalfOpenLimits;

  constructor(limits: HalfOpenLimits) {
    this.#limits = limits;
  }

  of(socket: Socket): Connection {
    let connection = this.#known.get(socket);
    if (!connection) {
      connection = new Connection(socket, this.#limits);
      this.#known.set(socket, connection);
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
