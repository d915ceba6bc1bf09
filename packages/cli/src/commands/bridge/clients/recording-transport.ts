import type { Transport } from '@qcvm/client';
import { publicParameters } from '@qcvm/mock/server';
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
        const isForm = body !== undefined && !headers['content-type']?.startsWith('application/json');
        const fields = Object.fromEntries<string | undefined>(
          isForm ? new URLSearchParams(body) : searchParams,
        );
        const own = Object.entries(fields).filter(([name]) => !publicParameters.has(name));
        const text = isForm || body === undefined ? JSON.stringify(Object.fromEntries(own)) : body;
        recorded.push({
          host,
          action: headers['x-tc-action'] ?? fields['Action'] ?? '',
          version: headers['x-tc-version'] ?? fields['Version'] ?? '',
          region: headers['x-tc-region'] ?? fields['Region'] ?? '',
          parameters: JSON.parse(text, hideSecrets) as unknown,
        });
        throw new Error('only recorded');
      },
    },
  };
}
