import type { Transport } from '../model/transport.js';
import { createNodeTransport } from './https/https.node.js';

/** The platform's own transport, which is better than `fetch`. */
export const createOwnTransport = (): Transport => createNodeTransport();
