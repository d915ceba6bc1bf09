import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuse } from './exchange.node.js';
import type { Refusal } from './refusal.js';
import { rawRefusal } from './refusal.js';
import { isLoopback } from './loopback.js';

/** What the server remembers of one connection. */
export class Connection {
  readonly socket: Socket;
  readonly remote: string;
  readonly loopback: boolean;
  #unanswered = 0;
  #current: { readonly request: IncomingMessage; readonly response: ServerResponse } | undefined;
  #last: Refusal | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    const { remoteAddress = 'unknown', remotePort = 0 } = socket;
    this.remote = remoteAddress.includes(':')
      ? `[${remoteAddress}]:${remotePort}`
      : `${remoteAddress}:${remotePort}`;
    this.loopback = isLoopback(remoteAddress);
  }

  /** A request has begun: its head is read. */
  began(request: IncomingMessage, response: ServerResponse): void {
    this.#unanswered += 1;
    this.#current = { request, response };
    response.once('close', () => this.#answered());
  }

  /**
   * Refuses what cannot be read as a request, or as the rest of one. When earlier requests of a pipeline are
   * still unanswered it waits for them: an answer out of turn would be taken for theirs.
   */
  refuse(refusal: Refusal): void {
    if (this.#last) return;
    this.#last = refusal;
    if (this.#current?.request.complete === false) refuse(this.#current, refusal);
    else if (this.#unanswered === 0) this.#write(refusal);
  }

  #answered(): void {
    this.#unanswered -= 1;
    if (this.#unanswered === 0 && this.#last) this.#write(this.#last);
  }

  #write(refusal: Refusal): void {
    if (this.socket.writable) this.socket.end(rawRefusal(refusal));
    else this.socket.destroy();
  }
}

/** The connections of a server, by socket. */
export class Connections {
  readonly #known = new WeakMap<object, Connection>();

  of(socket: Socket): Connection {
    let connection = this.#known.get(socket);
    if (!connection) {
      connection = new Connection(socket);
      this.#known.set(socket, connection);
    }
    return connection;
  }
}
