// What differs between platforms, for Deno: Node's, except for the transport. What Deno has of `node:https` keeps a program from
// ending after a call was aborted.
export { diagnosticsChannel, fillRandom, hmac } from './platform.node.js';
export const createOwnTransport = undefined;
