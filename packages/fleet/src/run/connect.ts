import { createCvm, type Credentials, type Cvm, type Limiter, type Transport } from '@qcvm/client';
import { FleetError } from '../model/errors.js';
import { accountFingerprint, credentialsText, type ResolveCredentials } from '../plan/credentials.js';
import type { Plan } from '../plan/plan.js';
import type { TermsAccount } from '../model/terms.js';

/** How this process reaches the service. */
export interface Connections {
  readonly resolve: ResolveCredentials;
  /** Default: the client's own. */
  readonly transport?: Transport | undefined;
}

/** Where calls go, as a plan or the terms of a run say it. */
export type Target = Pick<Plan, 'endpoint' | 'allowPlainHttp'>;

export interface ClientOptions extends Connections {
  readonly target: Target;
  readonly account: Pick<TermsAccount, 'credentials' | 'limits'>;
  readonly region: string;
  readonly limiter: Limiter;
}

/** What every client of an account is given. */
export const configOf = ({ target, account, region, limiter, resolve, transport }: ClientOptions) => ({
  region,
  credentials: resolve(account.credentials),
  limiter,
  ...(account.limits && { limits: account.limits }),
  ...(target.endpoint !== undefined && {
    endpoint: { url: target.endpoint, allowPlainHttp: target.allowPlainHttp },
  }),
  ...(transport && { transport }),
});

export const clientOf = (options: ClientOptions): Cvm => createCvm(configOf(options));

/** The key of an account on this machine; a message says which account has none. */
export async function keyOf(
  { name, credentials }: Pick<TermsAccount, 'name' | 'credentials'>,
  resolve: ResolveCredentials,
): Promise<Credentials> {
  try {
    return await resolve(credentials)();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`account ${name}: no key from ${credentialsText(credentials)}: ${why}`, { cause: error });
  }
}

/** Throws `account-changed` when the key here is of another account than the run was planned for. */
export async function checkAccount(account: TermsAccount, resolve: ResolveCredentials): Promise<void> {
  const fingerprint = await accountFingerprint(await keyOf(account, resolve));
  if (account.fingerprint === fingerprint) return;
  throw new FleetError(
    'account-changed',
    `account ${account.name}: ${credentialsText(account.credentials)} gives another key on this machine than the run was planned with. Nothing was sent. Use the same key on every worker.`,
  );
}
