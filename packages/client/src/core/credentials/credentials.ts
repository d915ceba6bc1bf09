import { CredentialsError, type ErrorContext, type Problem } from '../../model/errors/errors.js';
import { describeProblem } from '../../model/errors/problem.js';
import { checkFields, isObject, type Rules } from '../../model/option-rules.js';
import { pick } from '../../model/own.js';
import { createRedactor, safeCause } from '../../model/errors/redact.js';
import type { Runtime } from '../../model/runtime/runtime.js';
import { isPlainObject, unicode } from '../../model/shape.js';

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
const sources = new WeakMap<object, string | undefined>();

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

/** Milliseconds before the expiration: a call that is signed now must still be valid when it arrives. */
const margin = 60_000;

/** Quotes that were kept around a value, as `docker --env-file` and many a copied line do. */
const quoted = /^["'`\u2018-\u201f].*["'`\u2018-\u201f]$/s;

/** All that a look at one of the texts has to say. The key only signs; the others are sent, in a header. */
const must = (value: unknown, unfit: RegExp): string | undefined =>
  typeof value !== 'string' || value === ''
    ? 'be a non-empty string'
    : quoted.test(value)
      ? 'have no quotes around it'
      : unfit.test(value)
        ? 'contain no white space, and be valid in a header'
        : undefined;
const sent = (value: unknown): string | undefined => must(value, /[^!-~]/);

// Without a spread: bundlers keep one, whether it is used or not.
const rules: Rules = {
  secretId: { rule: 'credentials', must: sent, required: true },
  secretKey: { rule: 'credentials', must: (value) => must(value, unicode('[\\s\\p{C}]')), required: true },
  token: { rule: 'credentials', must: sent },
  expiration: {
    rule: 'credentials',
    must: 'a valid Date',
    test: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  },
};

/** All that is read of credentials, which may be an instance of a class. */
const read = (credentials: Credentials): Partial<Credentials> =>
  pick(credentials, Object.keys(rules) as (keyof Credentials)[]);

/** Finds everything that is wrong with credentials. */
export function checkCredentials(
  credentials: unknown,
  place: { readonly path: string; readonly problems: Problem[] },
): void {
  // What a provider gives, or an instance of a class, may have more; a misspelt token of the configuration would be lost.
  if (isObject(credentials)) {
    const known = read(credentials as Credentials);
    checkFields(
      rules,
      place.path && isPlainObject(credentials) ? { ...credentials, ...known } : known,
      place,
    );
  } else
    place.problems.push(
      describeProblem({
        ...{ parameter: 'credentials', rule: 'credentials' },
        must: 'must be an object with secretId and secretKey, or a function',
        value: credentials,
      }),
    );
}

/** Later changes of the caller’s object do not matter, nor anything else that is in it. */
function copyOf(credentials: Credentials): Credentials {
  const copy = read(credentials) as Credentials;
  sources.set(copy, credentialsSource(credentials));
  return copy;
}

/** Credentials that were checked, always the same; or a provider, asked once at a time and remembered. */
export function holdCredentials(
  given: Credentials | CredentialsProvider,
  runtime: Pick<Runtime, 'now'>,
): CredentialsSource {
  const refreshable = typeof given === 'function';
  let current = refreshable ? undefined : copyOf(given);
  let refreshAt = Infinity;
  let asking: Promise<Credentials> | undefined;
  const ask = async (): Promise<Credentials> => {
    try {
      const fresh = await (given as CredentialsProvider)();
      const problems: Problem[] = [];
      checkCredentials(fresh, { path: '', problems });
      if (problems.length > 0) {
        const source = isObject(fresh) && credentialsSource(fresh);
        const faults = problems.map(({ message }) => message).join('; ');
        throw new CredentialsError(`got unusable credentials${source ? ` from ${source}` : ''}: ${faults}`);
      }
      current = copyOf(fresh);
      const end = current.expiration?.getTime() ?? Infinity;
      // What lasts for less than two margins is used for half of what is left of it.
      refreshAt = end - Math.min(margin, Math.max(0, end - runtime.now()) / 2);
      return current;
    } catch (error) {
      if (error instanceof CredentialsError) throw error;
      throw new CredentialsError('got no credentials from the provider', {
        advice: 'See the cause.',
        cause: safeCause(error, createRedactor([])),
      });
    }
  };
  return {
    get() {
      if (current && runtime.now() < refreshAt) return current;
      // Only once it is kept can it be over: a provider may throw before it returns.
      return (asking ??= ask().finally(() => {
        asking = undefined;
      }));
    },
    refuse(credentials) {
      if (refreshable && current === credentials) current = undefined;
    },
    refreshable,
  };
}

/** Rethrows a provider's error as one of the call that waited for the credentials. */
export const inCall =
  (context: () => ErrorContext) =>
  (error: unknown): never => {
    if (!(error instanceof CredentialsError)) throw error;
    const { summary, advice, cause } = error;
    throw new CredentialsError(summary, { advice, cause, ...context() });
  };
