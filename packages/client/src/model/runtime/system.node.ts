import type { DiagnosticsChannel } from './system.web.js';

// What the model takes of Node. Its own modules are taken at the first use: loading `node:crypto` takes about as long as loading
// all of this package.

/** A channel of `node:diagnostics_channel`: see https://nodejs.org/api/diagnostics_channel.html. */
export const diagnosticsChannel = (name: string): DiagnosticsChannel =>
  process.getBuiltinModule('node:diagnostics_channel').channel(name);

/** Fills the array with cryptographically random words. The web's `crypto` global costs Node 2 ms at its first use. */
export const fillRandom = (words: Uint32Array): void =>
  void process.getBuiltinModule('node:crypto').randomFillSync(words);
