import type { Agent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { own } from '../model/own.js';
import type { Transport } from '../model/transport.js';
import { notPrepared, send, type Origin } from './send.node.js';
import { createSlots, type Slots } from './slots.js';

/** An agent for an origin, made with the given options; `undefined`: the transport's own. */
export type AgentChoice = (origin: URL, options: AgentOptions) => Agent | undefined;

export interface NodeTransportOptions {
  /** Certificates to trust in place of Node's own, in PEM form: for a private authority, or a proxy that opens TLS. */
  readonly ca?: AgentOptions['ca'];
  /** A client certificate, and its key. */
  readonly cert?: AgentOptions['cert'];
  readonly key?: AgentOptions['key'];
  /** Connections to one host at a time, those that are being opened included. Default 64. */
  readonly maxSockets?: number | undefined;
  /** An agent of the caller's own for an origin, in place of ours. */
  readonly agent?: AgentChoice | undefined;
}

/**
 * Idle connections are closed before the servers in front of the API close them, so that a request seldom meets a
 * connection that is just being closed, which would leave open whether it was read.
 */
const idle = 15_000;

interface OpenedOrigin extends Origin {
  /** How many requests are under way at a time; an agent of the caller's own has bounds of its own. */
  readonly slots: Slots | undefined;
}

function openOrigin(origin: string, given: NodeTransportOptions & { tunnel?: AgentChoice }): OpenedOrigin {
  const { maxSockets = 64, ca, cert, key, agent, tunnel } = own(given);
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
    maxSockets,
    timeout: idle,
    // Said outright, so that no environment variable can switch it off.
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
  const foreign = agent?.(url, agentOptions);
  return {
    // With a URL's text, of which Node makes options without a prototype: a `socketPath` on Object.prototype counts for nothing.
    // Interceptors take the URL from there, and the options only as a plain object.
    request: (wanted, options) => http.request(wanted, options),
    options: {
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port,
      agent: foreign ?? tunnel?.(url, agentOptions) ?? new http.Agent(agentOptions),
    },
    // An agent counts a connection only when it is open: without this, many tunnels could be on their way at a time.
    slots: foreign ? undefined : createSlots(maxSockets),
  };
}

/**
 * A transport over `node:https` with connections that are kept alive and that do not keep the process alive. Certificates are
 * always verified, redirects never followed, and no compression is asked for.
 *
 * @param options - `tunnel`: an agent that leads through a proxy, for the origins that need one.
 */
export function createNodeTransport(
  options: NodeTransportOptions & { readonly tunnel?: AgentChoice } = {},
): Transport {
  const origins = new Map<string, OpenedOrigin>();
  return {
    async send(request) {
      const { url } = request;
      const origin = url.slice(0, url.indexOf('/', url.indexOf('://') + 3));
      let opened = origins.get(origin);
      if (!opened) {
        try {
          origins.set(origin, (opened = openOrigin(origin, options)));
        } catch (cause) {
          throw notPrepared(cause);
        }
      }
      const { slots } = opened;
      const turn = slots?.take(request.signal);
      if (turn) await turn;
      try {
        return await send(opened, request);
      } finally {
        slots?.release();
      }
    },
  };
}
