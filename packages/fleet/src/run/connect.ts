import {
  createCvm,
  stopInstances,
  type Credentials,
  type Cvm,
  type Limiter,
  type Transport,
} from '@qcvm/client';
import { v3 } from '@qcvm/client/v3';
import { FleetError } from '../model/errors.js';
import { accountFingerprint, credentialsText, type ResolveCredentials } from '../plan/credentials.js';
import type { Plan } from '../plan/plan.js';
import type { TermsAccount } from '../plan/terms.js';

/** How this process reaches the service. */
export interface Connections {
  readonly resolve: ResolveCredentials;
  /** Default: the client's own. */
  readonly transport?: Transport | undefined;
}

/** Where calls go, as a plan or the terms of a run say it. */
export type Target = Pick<Plan, 'api' | 'stoppedMode' | 'endpoint' | 'allowPlainHttp'>;

export interface ClientOptions extends Connections {
  readonly target: Target;
  readonly account: Pick<TermsAccount, 'credentials' | 'limits'>;
  readonly region: string;
  readonly limiter: Limiter;
}

/** What every client of an account is given, whichever API it calls. */
const configOf = (
  { target, account, region, limiter, resolve, transport }: ClientOptions,
  api: Plan['api'],
) => ({
  region,
  credentials: resolve(account.credentials),
  limiter,
  ...(account.limits && { limits: account.limits }),
  ...(target.endpoint !== undefined && {
    endpoint: { url: endpointOf(target.endpoint, api), allowPlainHttp: target.allowPlainHttp },
  }),
  ...(transport && { transport }),
});

/** Where an API is at the endpoint of a plan: API 3.0 beside API 2.0 has all of its path but that of API 2.0 at the end. */
function endpointOf(endpoint: string, api: Plan['api']): string {
  const { path } = stopInstances.service;
  const url = new URL(endpoint);
  if (api === '3.0' && url.pathname.endsWith(path)) url.pathname = `${url.pathname.slice(0, -path.length)}/`;
  return url.href;
}

/** A client of API 2.0, whose calls the API of the target carries. */
export const clientOf = (options: ClientOptions): Cvm => {
  const { api, stoppedMode } = options.target;
  const config = configOf(options, api);
  return createCvm(api === '3.0' ? { ...config, api: v3({ stoppedMode }) } : config);
};

/** What a client of API 3.0 itself is given. */
export const newerConfigOf = (options: ClientOptions) => configOf(options, '3.0');

/** The key of an account on this machine; a message says which account has none. */
export async function keyOf(
  { name, credentials }: Pick<TermsAccount, 'name' | 'credentials'>,
  resolve: ResolveCredentials,
): Promise<Credentials> {
  try {
    return await resolve(credentials)();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FleetError(
      'key-missing',
      `account ${name}: no key from ${credentialsText(credentials)} on this machine: ${why}. Nothing was sent. Set it, or correct the plan.`,
      { cause: error },
    );
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
