// What differs between platforms, for Deno: all as on Node, but no transport of its own. What Deno has of `node:https` keeps a
// program from ending after a call was aborted.
export * from './platform.node.js';
export const createOwnTransport = undefined;
