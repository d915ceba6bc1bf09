import type { Transport } from '@qcvm/client';
import { isSecret } from '../keys/secrets.js';

/** A request of API 3.0 as it would be sent. */
export interface RecordedRequest {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly parameters: unknown;
}

const hideSecrets = (name: string, value: unknown): unknown =>
  isSecret(name) && value !== null && typeof value !== 'object' ? '***' : value;

/** A transport that sends nothing, and keeps what it was to send, without what signs it and without secrets. */
export function recordingTransport(): {
  readonly transport: Transport;
  readonly recorded: readonly RecordedRequest[];
} {
  const recorded: RecordedRequest[] = [];
  return {
    recorded,
    transport: {
      send: async ({ url, headers, body }) => {
        const { host, searchParams } = new URL(url);
        recorded.push({
          host,
          action: headers['x-tc-action'] ?? '',
          version: headers['x-tc-version'] ?? '',
          region: headers['x-tc-region'] ?? '',
          parameters: JSON.parse(
            body ?? JSON.stringify(Object.fromEntries(searchParams)),
            hideSecrets,
          ) as unknown,
        });
        throw new Error('only recorded');
      },
    },
  };
}
