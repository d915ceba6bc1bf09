import type { AgentOptions } from 'node:https';
import { own } from '../model/own.js';
import { maxSockets as usual, type Connect } from './https/https.node.js';
import type { TransportOptions } from './transport-options.node.js';
import { createSlots } from './https/slots.js';
import { tunnelAgent } from './proxy/tunnel.node.js';

/** How connections are made by options that were checked. */
export function connectBy(given: TransportOptions): Connect {
  const { maxSockets = usual, ca, cert, key, agent, proxy } = own(given);
  const tunnel =
    proxy === undefined ? undefined : tunnelAgent(typeof proxy === 'string' ? () => proxy : proxy);
  const tls = Object.entries({ ca, cert, key }).filter(([, value]) => value !== undefined);
  return (origin, common) => {
    const options: AgentOptions = { ...common, maxSockets, ...Object.fromEntries(tls) };
    const foreign = agent?.(origin, options);
    // An agent of the caller's own has bounds of its own.
    if (foreign) return { agent: foreign };
    // An agent counts a connection only when it is open: without slots, many tunnels could be on their way at a time.
    const leading = tunnel?.(origin, options);
    return { agent: leading, options, slots: leading && createSlots(maxSockets) };
  };
}
