import { FleetError } from '../model/errors.js';

export interface StoreAddress {
  readonly kind: 'redis' | 'postgres';
  readonly url: string;
  /** For messages: without user and password. */
  readonly shown: string;
}

const kinds = {
  'redis:': 'redis',
  'rediss:': 'redis',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
} as const;

/** Reads `redis://…` or `postgres://…`. Errors do not quote the text: it may contain a password. */
export function readAddress(url: string): StoreAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const kind = parsed && kinds[parsed.protocol as keyof typeof kinds];
  if (parsed === undefined || kind === undefined)
    throw new FleetError(
      'store-unusable',
      'The address of the store must be a URL such as redis://localhost:6379 or postgres://localhost/fleet.',
    );
  return {
    kind,
    url,
    shown: `${kind === 'redis' ? 'Redis' : 'PostgreSQL'} at ${parsed.host || 'localhost'}`,
  };
}
