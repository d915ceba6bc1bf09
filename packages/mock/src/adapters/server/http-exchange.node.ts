import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompleteAnswer, IncomingCall, OutgoingAnswer } from '../../core/http/call.js';
import { isMultipart, readBody, type Body, type BodyLimits } from './body.node.js';
import type { Connection } from './connection.node.js';
import { isOfV3 } from './refuse.node.js';
import { readRequestTarget, type RequestTarget } from './request-target.js';

/** One request and where its answer goes. */
export interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection;
  readonly scheme: 'http' | 'https';
}

/** The target of a request; when it has none that can be served, refuses it and returns nothing. */
export function targetOf(exchange: HttpExchange): RequestTarget | undefined {
  const { request, connection } = exchange;
  const target = readRequestTarget(request.url ?? '', hostsOf(request));
  if (typeof target !== 'string') return target;
  connection.refuseRequest(exchange, { status: 400, message: target });
  return undefined;
}

function hostsOf({ rawHeaders }: IncomingMessage): readonly string[] {
  const hosts: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts.push(rawHeaders[index + 1] ?? '');
  }
  return hosts;
}

/** Reads the body; when it cannot be served, refuses the request and gives nothing. */
export const bodyOf = (
  exchange: HttpExchange,
  { bodies, done }: { readonly bodies: BodyLimits; readonly done: (body: Body | undefined) => void },
): void => readBody(exchange.request, { bodies, done: (body) => done(served(exchange, body, bodies.limit)) });

function served(
  exchange: HttpExchange,
  body: Body | 'too large' | 'no room',
  limit: number,
): Body | undefined {
  const { request, connection } = exchange;
  if (body === 'too large') {
    connection.refuseRequest(exchange, { status: 413, message: `The body is longer than ${limit} bytes.` });
    return undefined;
  }
  if (body === 'no room') {
    const message = 'There is no room for the body beside the others that are being read: nothing was done.';
    connection.refuseRequest(exchange, { status: 503, message });
    return undefined;
  }
  // API 3.0 has words of its own for such a body.
  if (!body.bytes || isMultipart(request) || isOfV3(request)) return body;
  connection.refuseRequest(exchange, {
    status: 400,
    message: 'The body is not UTF-8: percent-encode the parameters.',
  });
  return undefined;
}

/** The request as the engine knows it. The log keeps it, so it must not keep its socket once it is answered. */
export class ServerCall implements IncomingCall {
  readonly adapter = 'server';
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly bytes: Uint8Array | undefined;
  readonly loopback: boolean;
  readonly remote: string;
  readonly #given: IncomingMessage['headers'];
  #headers: Readonly<Record<string, string>> | undefined;
  #waiting: ServerResponse | undefined;
  #connection: Connection | undefined;

  constructor(
    { request, response, connection, scheme }: HttpExchange,
    { target, body }: { readonly target: RequestTarget; readonly body: Body },
  ) {
    this.method = request.method ?? '';
    this.scheme = scheme;
    this.host = target.host;
    this.path = target.path;
    this.query = target.query;
    this.body = body.body;
    this.bytes = body.bytes;
    this.#given = request.headers;
    this.loopback = connection.loopback;
    this.remote = connection.remote;
    this.#waiting = response;
    this.#connection = connection;
  }

  /** Made only when they are asked for: hardly a check looks at them. */
  get headers(): Readonly<Record<string, string>> {
    return (this.#headers ??= singleHeaders(this.#given));
  }

  /** Made only when it is asked for: few requests ever wait. */
  get signal(): AbortSignal {
    const gone = new AbortController();
    this.onLeave(() => gone.abort(new Error('The caller closed the connection.')));
    return gone.signal;
  }

  onLeave(callback: () => void): void {
    if (!this.#waiting || this.#waiting.destroyed) callback();
    else
      this.#waiting.once('close', () => {
        // Who has an answer does not wait any more.
        if (this.#waiting) callback();
      });
  }

  get isClosed(): boolean {
    return this.#connection?.isClosed ?? false;
  }

  onUnread(callback: () => void): void {
    this.#connection?.onUnread(callback);
  }

  /** Its answer is known. */
  answered(): void {
    this.#waiting = undefined;
    this.#connection = undefined;
  }
}

/** Headers by their names, each one text. Node gives only those as lists that no request has. */
function singleHeaders(given: IncomingMessage['headers']): Readonly<Record<string, string>> {
  const { 'set-cookie': several, ...single } = given;
  return (several === undefined ? given : single) as Readonly<Record<string, string>>;
}

/** A text that is as long in UTF-8 as in characters is ASCII, which is written faster as Latin-1: the bytes are the same. */
function writeComplete(response: ServerResponse, { status, headers, body }: CompleteAnswer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-length': length, ...headers });
  response.end(body, length === body.length ? 'latin1' : 'utf8');
}

/** Does with the socket what the engine says. */
export function writeAnswer({ response }: HttpExchange, answer: OutgoingAnswer): void {
  switch (answer.kind) {
    case 'complete':
      writeComplete(response, answer);
      return;
    case 'cut':
      response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.announcedLength });
      // Head and part must be on their way before the connection ends.
      response.write(answer.body, () => response.destroy());
      return;
    case 'dropped':
      response.destroy();
      return;
  }
}
