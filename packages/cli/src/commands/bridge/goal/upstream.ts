import type { Transport } from '@qcvm/client';
import { transportFor } from '../../../session/connect.js';
import type { Context } from '../../../session/context.js';

/** As the client's own transport has it: connections to one host, and milliseconds that one is kept without a request. */
const connections = 64;
const idle = 15_000;

/** A transport over undici: Node's own client takes more of the time of a call than all else that a bridge does for it. */
export async function undiciTransport(): Promise<Transport> {
  const { createUndiciTransport } = await import('@qcvm/client/node');
  const { Agent } = await import('undici');
  return createUndiciTransport(
    new Agent({
      connections,
      pipelining: 1,
      keepAliveTimeout: idle,
      keepAliveMaxTimeout: idle,
      // The client has one for each attempt, which ends a connection as well.
      headersTimeout: 0,
      bodyTimeout: 0,
      // Said outright, so that no environment variable can switch it off.
      connect: { rejectUnauthorized: true },
    }),
  );
}

/** How a bridge reaches API 3.0: as every command does where a proxy leads there, and else over undici. */
export async function upstreamTransport(context: Context): Promise<Transport> {
  const { environment } = context;
  const common = await transportFor(context);
  if (common === environment.client?.transport) return common;
  const { proxyFromEnvironment } = await import('@qcvm/client/node');
  const proxyTo = proxyFromEnvironment((name) => environment.variable(name));
  const direct = await undiciTransport();
  /** By origin: no environment changes while a program runs. */
  const chosen = new Map<string, Transport>();
  return {
    send(request) {
      const { url } = request;
      const origin = url.slice(0, url.indexOf('/', 'https://'.length));
      let transport = chosen.get(origin);
      if (!transport) {
        transport = proxyTo(new URL(origin)) === undefined ? direct : common;
        chosen.set(origin, transport);
      }
      return transport.send(request);
    },
  };
}
