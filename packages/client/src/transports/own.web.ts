import type { Transport } from '../model/transport.js';

/** The platform's own transport, where it has a better one than `fetch`. */
export const createOwnTransport: (() => Transport) | undefined = undefined;
