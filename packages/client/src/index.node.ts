import type { Transport } from './model/transport.js';
import {
  createNodeTransport as createTransport,
  type NodeTransportOptions,
} from './transports/https.node.js';
import { parseProxy, tunnelAgent, type ProxyChoice } from './transports/proxy.node.js';

// For users: credentials that need a file system or the instance's metadata service.
export { chain, defaultChain, type ChainOptions } from './core/credentials/chain.node.js';
export {
  fromInstanceMetadata,
  type InstanceMetadataOptions,
} from './core/credentials/instance-metadata.node.js';
export { fromProfile, type ProfileOptions } from './core/credentials/profile.node.js';
// For users: connections.
export { proxyFromEnvironment, type ProxyChoice } from './transports/proxy.node.js';

export interface TransportOptions extends NodeTransportOptions {
  /** Goes through an HTTP proxy: its URL, or what `proxyFromEnvironment()` gives. Requests to this machine by plain HTTP do not. */
  readonly proxy?: string | ProxyChoice | undefined;
}

/**
 * The transport of Node with options: certificates to trust, a client certificate, a proxy.
 *
 * @throws TypeError if the proxy is no http:// or https:// URL.
 */
export function createNodeTransport({ proxy, ...options }: TransportOptions = {}): Transport {
  if (proxy === undefined) return createTransport(options);
  if (typeof proxy === 'string') parseProxy(proxy);
  return createTransport({
    ...options,
    agent: tunnelAgent(typeof proxy === 'string' ? () => proxy : proxy),
  });
}
