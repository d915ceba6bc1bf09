import type { Transport } from '@qcvm/client';

/** A request of API 3.0 as it would be sent. */
export interface RecordedRequest {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly parameters: unknown;
}

/** A transport that sends nothing, and keeps what it was to send, without what signs it. */
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
          parameters: body === undefined ? Object.fromEntries(searchParams) : (JSON.parse(body) as unknown),
        });
        throw new Error('only recorded');
      },
    },
  };
}
