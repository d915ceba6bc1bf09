import type { Agent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { own } from '../../model/own.js';
import type { Transport } from '../../model/transport.js';
import { notPrepared, pathAt, send, type Origin } from './send.node.js';
import type { Slots } from './slots.js';

/** How an origin is connected to. */
export interface Connections {
  /** Default: one of Node's own, with the options given. */
  readonly agent?: Agent | undefined;
  readonly options?: AgentOptions;
  /** How many connections are used or opened at a time, where the agent does not see to it. */
  readonly slots?: Slots | undefined;
}

/** Chooses how an origin is connected to, beginning from the options of all. */
export type Connect = (origin: URL, options: AgentOptions) => Connections;

/** Connections to one host at a time, unless something else is wanted. */
export const maxSockets = 64;

/** The options of all connections. */
const agentOptions: AgentOptions = {
  keepAlive: true,
  scheduling: 'lifo',
  maxSockets,
  // Idle connections are closed before the servers in front of the API close them, so that a request seldom meets a connection
  // that is just being closed, which would leave open whether it was read.
  timeout: 15_000,
  // Said outright, so that no environment variable can switch it off.
  rejectUnauthorized: true,
};

interface OpenedOrigin extends Origin {
  readonly slots: Slots | undefined;
}

function openOrigin(origin: string, connect: Connect | undefined): OpenedOrigin {
  const url = new URL(origin);
  // At the first request: importing the package costs a program that sends nothing next to nothing.
  // This is the object that interceptors such as MSW patch; the named exports of an import stay as they are.
  const http =
    url.protocol === 'https:'
      ? process.getBuiltinModule('node:https')
      : process.getBuiltinModule('node:http');
  const { agent, options = agentOptions, slots } = own(connect?.(url, agentOptions) ?? {});
  return {
    request: (wanted) => http.request(wanted),
    options: {
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port,
      agent: agent ?? new http.Agent(options),
    },
    slots,
  };
}

/**
 * A transport over `node:https` with connections that are kept alive and that do not keep the process alive. Certificates are
 * always verified, redirects never followed, and no compression is asked for.
 */
export function createNodeTransport(connect?: Connect): Transport {
  const origins = new Map<string, OpenedOrigin>();
  return {
    async send(request) {
      const { url } = request;
      const origin = url.slice(0, pathAt(url));
      let opened = origins.get(origin);
      if (!opened) {
        try {
          origins.set(origin, (opened = openOrigin(origin, connect)));
        } catch (cause) {
          throw notPrepared(cause);
        }
      }
      const { slots } = opened;
      if (!slots) return send(opened, request);
      await slots.take(request);
      return send(opened, request, () => slots.release());
    },
  };
}
