import type { Transport } from './model/transport.js';
import { createNodeTransport as createTransport } from './transports/https/https.node.js';
import { connectBy } from './transports/connect.node.js';
import { checkTransportOptions, type TransportOptions } from './transports/transport-options.node.js';

// For users: credentials that need a file system or the instance's metadata service.
export { chain, defaultChain, type ChainOptions } from './core/credentials/chain.node.js';
export {
  fromInstanceMetadata,
  type InstanceMetadataOptions,
} from './core/credentials/instance-metadata.node.js';
export { fromProfile, type ProfileOptions } from './core/credentials/profile.node.js';
// For users: connections.
export { proxyFromEnvironment, type ProxyChoice } from './transports/proxy/proxy.node.js';

export { createUndiciTransport, type UndiciDispatcher } from './transports/undici/undici.node.js';

export type { TransportOptions } from './transports/transport-options.node.js';

/**
 * The transport of Node with options: certificates to trust, a client certificate, a proxy.
 *
 * @throws ValidationError with everything that is wrong with the options: a certificate or key that cannot be read, a proxy
 *   that is no http:// or https:// URL.
 */
export function createNodeTransport(options: TransportOptions = {}): Transport {
  checkTransportOptions(options);
  return createTransport(connectBy(options));
}
