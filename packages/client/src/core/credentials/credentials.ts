import { CredentialsError, type ErrorContext } from '../../model/errors/errors.js';
import { pick } from '../../model/own.js';
import { createRedactor, safeCause } from '../../model/errors/redact.js';

/** A key of the account, or temporary credentials with a Token. Never printed, never part of an error. */
export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  /** Only with temporary credentials. */
  readonly token?: string | undefined;
  /** When temporary credentials end: new ones are asked for a minute before. */
  readonly expiration?: Date | undefined;
}

/**
 * Gives credentials, at once or later. A client remembers what it gave until a minute before the expiration, or until the
 * service refuses it, and never asks twice at a time. What it throws is the cause of a `CredentialsError`, and not remembered.
 */
export type CredentialsProvider = () => Credentials | Promise<Credentials>;

/** What a client does with a provider. */
export interface CredentialsSource {
  get(): Promise<Credentials> | Credentials;
  /** These were refused: ask for new ones next time. */
  refuse(credentials: Credentials): void;
  /** Asking again may give others. */
  readonly refreshable: boolean;
}

/** Where credentials came from, in words. Beside them and not in them: they are passed on, compared and stored. */
const sources = new WeakMap<object, string>();

/** Remembers where credentials came from: "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY of the environment". */
export function withSource<Given extends Credentials>(credentials: Given, source: string): Given {
  sources.set(credentials, source);
  return credentials;
}

/**
 * Where the credentials that a provider of this package gave came from, in words: the names of the variables, the file and
 * its profile, the role of the instance. `undefined` for any others. Nothing of the credentials is in it.
 */
export const credentialsSource = (credentials: Credentials): string | undefined => sources.get(credentials);

/** What the errors of providers said before they were errors of a call. */
const summaries = new WeakMap<Error, string>();

/** An error of a provider. `summary` goes on from the name of what was called: "found no credentials". */
export function credentialsError(
  summary: string,
  context: Pick<ErrorContext, 'advice' | 'cause'>,
): CredentialsError {
  const error = new CredentialsError(summary, context);
  summaries.set(error, summary);
  return error;
}

/** What a provider's error says, to go on from another name. */
export const summaryOf = (error: CredentialsError): string => summaries.get(error) ?? 'got no credentials';

/** Milliseconds before the expiration: a call that is signed now must still be valid when it arrives. */
const margin = 60_000;

/** All that is read of credentials, which may be an instance of a class. */
const names = ['secretId', 'secretKey', 'token', 'expiration'] as const;

/** One thing that is wrong with credentials: of which field, and what must be. Never the value. */
interface Fault {
  readonly field: '' | keyof Credentials;
  readonly must: string;
}

/** Whether quotes were kept around a value, as `docker --env-file` and many a copied line do. */
export const isQuoted = (value: string): boolean => /^["'`\u2018-\u201f].*["'`\u2018-\u201f]$/s.test(value);

/** Everything that is wrong with credentials. */
export function credentialsFaults(credentials: unknown): Fault[] {
  if (typeof credentials !== 'object' || credentials === null)
    return [
      { field: '', must: 'must be an object with secretId and secretKey, or a function that gives one' },
    ];
  const fields = pick(credentials as Partial<Record<keyof Credentials, unknown>>, names);
  const text = (field: 'secretId' | 'secretKey' | 'token'): Fault[] => {
    const value = fields[field];
    if (typeof value !== 'string' || value === '')
      return [{ field, must: 'must be a text that is not empty' }];
    if (isQuoted(value)) return [{ field, must: 'must have no quotes around it' }];
    return /[\s\p{C}]/u.test(value)
      ? [{ field, must: 'must have no white space or control characters' }]
      : [];
  };
  const { token, expiration } = fields;
  const isMoment = expiration instanceof Date && !Number.isNaN(expiration.getTime());
  return [
    ...text('secretId'),
    ...text('secretKey'),
    ...(token === undefined ? [] : text('token')),
    ...(expiration === undefined || isMoment
      ? []
      : [{ field: 'expiration', must: 'must be a valid Date' } as const]),
  ];
}

/** Checked, copied (later changes of the caller’s object do not matter) and without anything else that was in it. */
function checked(credentials: Credentials): Credentials {
  const faults = credentialsFaults(credentials).map(({ field, must }) => `${field || 'they'} ${must}`);
  const source = Object(credentials) === credentials ? credentialsSource(credentials) : undefined;
  if (faults.length > 0)
    throw credentialsError(
      `got credentials that are not usable${source ? ` from ${source}` : ''}: ${faults.join('; ')}`,
      {
        advice: 'Give secretId and secretKey as the console shows them.',
      },
    );
  const { secretId, secretKey, token, expiration } = pick(credentials, names) as Credentials;
  const copy = { secretId, secretKey, token, expiration };
  return source ? withSource(copy, source) : copy;
}

/** A key that is always the same. */
export function staticCredentials(credentials: Credentials): CredentialsSource {
  const copy = checked(credentials);
  return { get: () => copy, refuse: () => undefined, refreshable: false };
}

/** A provider, asked once at a time and remembered. */
export function providedCredentials(provider: CredentialsProvider, now: () => number): CredentialsSource {
  let current: Credentials | undefined;
  let refreshAt = Infinity;
  let asking: Promise<Credentials> | undefined;
  const ask = async (): Promise<Credentials> => {
    try {
      const given = checked(await provider());
      const end = given.expiration?.getTime() ?? Infinity;
      current = given;
      // What lasts for less than two margins is used for half of what is left of it.
      refreshAt = end - Math.min(margin, Math.max(0, end - now()) / 2);
      return given;
    } catch (error) {
      if (error instanceof CredentialsError) throw error;
      throw credentialsError('got no credentials from the provider', {
        advice: 'See the cause.',
        cause: safeCause(error, createRedactor([])),
      });
    }
  };
  return {
    get() {
      if (current && now() < refreshAt) return current;
      // Only once it is kept can it be over: a provider may throw before it returns.
      return (asking ??= ask().finally(() => {
        asking = undefined;
      }));
    },
    refuse(credentials) {
      if (current === credentials) current = undefined;
    },
    refreshable: true,
  };
}

/** Rethrows a provider's error as one of the call that waited for the credentials. */
export const inCall =
  (context: () => ErrorContext) =>
  (error: unknown): never => {
    if (!(error instanceof CredentialsError)) throw error;
    const { advice, cause } = error;
    throw new CredentialsError(summaryOf(error), {
      advice,
      cause: cause ?? (summaries.has(error) ? undefined : error),
      ...context(),
    });
  };
