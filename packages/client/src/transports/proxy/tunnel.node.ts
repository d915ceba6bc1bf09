import { request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest, type AgentOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { own } from '../../model/own.js';
import { onAbort } from '../../model/runtime/abort.js';
import { TransportFailure } from '../../model/transport.js';
import { hostOf } from './no-proxy.node.js';
import { loopback, parseProxy, type Proxy, type ProxyChoice } from './proxy.node.js';
import type { ForAgent } from '../https/send.node.js';

type ConnectionOptions = AgentOptions & Partial<ForAgent> & { host?: string; port?: number | string };

/** `[::1]:443` */
const authorityOf = ({ host = '', port = 443 }: ConnectionOptions): string =>
  isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;

/** Reaches its targets through a tunnel that an HTTP proxy opens: TLS is with the target, the proxy sees only its name. */
class TunnelAgent extends HttpsAgent {
  readonly #proxy: Proxy;
  readonly #ca: AgentOptions['ca'];

  constructor(proxy: Proxy, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#ca = options.ca;
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const { url, authorization, shown } = this.#proxy;
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const authority = authorityOf(options);
    const done = callback as (error: Error | null, stream?: Duplex) => void;
    const fail = (
      reason: string,
      { advice = '', ...more }: { cause?: unknown; permanent?: boolean; advice?: string } = {},
    ): void => {
      stopWaiting();
      done(new TransportFailure(`${reason} (${shown})${advice}`, { phase: 'unsent', ...more }));
    };
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url.origin,
      own({
        // Else its name would be taken from the Host, which is the target's.
        servername: isIP(hostname) ? '' : hostname,
        port: url.port,
        method: 'CONNECT',
        path: authority,
        agent: false,
        headers: { host: authority, ...(authorization && { 'proxy-authorization': authorization }) },
        rejectUnauthorized: true,
        ...(this.#ca === undefined ? {} : { ca: this.#ca }),
      }),
    );
    // The request that wants this tunnel is over: its timeout is the tunnel's as well.
    const stopWaiting = onAbort(options.transportRequest, () => outgoing.destroy());
    outgoing.on('error', (cause) => fail('could not connect to the proxy', { cause }));
    outgoing.once('response', (incoming) => {
      incoming.destroy();
      fail(`the proxy answered HTTP ${incoming.statusCode}`);
    });
    outgoing.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        const refusal = authorization
          ? ': it refuses the user or the password'
          : ': it wants a user and a password';
        const reason = `the proxy answered HTTP ${statusCode}`;
        return statusCode === 407 ? fail(reason, { advice: refusal, permanent: true }) : fail(reason);
      }
      if (head.length > 0) {
        // A server waits for the client's part of TLS: this comes from the proxy, and would be lost.
        socket.destroy();
        return fail('the proxy sent data that is not TLS through the tunnel');
      }
      try {
        const connection = super.createConnection({ ...options, socket } as AgentOptions);
        stopWaiting();
        done(null, connection ?? socket);
      } catch (cause) {
        socket.destroy();
        fail('could not start TLS through the proxy', { cause, permanent: true });
      }
    });
    outgoing.end();
    return undefined;
  }
}

/** The proxy that was chosen for a target, taken apart. */
function chosen(choose: ProxyChoice, target: URL): Proxy | undefined {
  const isPlain = target.protocol !== 'https:';
  const text: unknown = isPlain && loopback.test(hostOf(target)) ? undefined : choose(target);
  // A function written without types may say so by null.
  if (text === undefined || text === null) return undefined;
  try {
    if (typeof text !== 'string') throw new TypeError('proxy must be a URL, as text, or undefined');
    const proxy = parseProxy(text);
    // Past the proxy it would leave the machine by a way that was not meant.
    if (isPlain)
      throw new TypeError(
        `the proxy (${proxy.shown}) is for https:// only, and ${target.origin} is plain HTTP: use an https:// endpoint, or choose no proxy for it`,
      );
    return proxy;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'proxy cannot be read';
    throw new TransportFailure(`could not prepare a connection: ${reason}`, {
      phase: 'unsent',
      cause,
      permanent: true,
    });
  }
}

/** An agent for a target, if a proxy is chosen for it. */
export const tunnelAgent =
  (choose: ProxyChoice) =>
  (target: URL, options: AgentOptions): HttpsAgent | undefined => {
    const proxy = chosen(choose, target);
    return proxy && new TunnelAgent(proxy, options);
  };
