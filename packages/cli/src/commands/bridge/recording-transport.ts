import type { Transport } from '@qcvm/client';

/** A request of API 3.0 as it would be sent. */
export interface RecordedRequest {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly parameters: unknown;
}

/** Names of parameters that hold passwords, or scripts that may: the log shows that they are there, and no more. */
const isSecret = /passw(?:or)?d|secret|token|userdata|privatekey|credential/i;

const hideSecrets = (name: string, value: unknown): unknown =>
  isSecret.test(name) && name !== 'ClientToken' && value !== null && typeof value !== 'object'
    ? '***'
    : value;

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
