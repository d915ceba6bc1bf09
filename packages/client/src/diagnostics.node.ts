import { channel } from 'node:diagnostics_channel';
import type { DiagnosticsChannel } from './diagnostics.none.js';

/** A channel of `node:diagnostics_channel`: see https://nodejs.org/api/diagnostics_channel.html. */
export const diagnosticsChannel = (name: string): DiagnosticsChannel => channel(name);
