import type { DiagnosticsChannel } from './platform.web.js';
import { createNodeTransport } from './transports/https.node.js';
import type { Transport } from './model/transport.js';

// What differs between platforms, for Node. Its own modules are taken at the first use: loading `node:crypto` takes about as
// long as loading all of this package.
export { hmac } from './protocols/query/hmac.node.js';
export { hmacSha256, sha256 } from './protocols/v3/digest.node.js';

/** A channel of `node:diagnostics_channel`: see https://nodejs.org/api/diagnostics_channel.html. */
export const diagnosticsChannel = (name: string): DiagnosticsChannel =>
  process.getBuiltinModule('node:diagnostics_channel').channel(name);

/** Fills the array with cryptographically random words. The web's `crypto` global costs Node 2 ms at its first use. */
export const fillRandom = (words: Uint32Array): void =>
  void process.getBuiltinModule('node:crypto').randomFillSync(words);

/** The platform's own transport, which is better than `fetch`. */
export const createOwnTransport = (): Transport => createNodeTransport();
