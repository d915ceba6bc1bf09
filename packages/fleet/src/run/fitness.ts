import { isQcvmError } from '@qcvm/client';
import { isFleetError } from '../model/errors.js';
import type { TermsAccount } from '../plan/terms.js';

/**
 * Why this worker cannot work for an account, though another one may be able to: it has no key or another one, the service does
 * not accept its key or its clock, or it cannot read what it protects. `undefined` for everything else.
 */
export function unfitness(
  error: unknown,
  account?: Pick<TermsAccount, 'name' | 'fingerprint'>,
): string | undefined {
  if (
    isFleetError(error, 'key-missing') ||
    isFleetError(error, 'account-changed') ||
    isFleetError(error, 'protection-unreadable')
  )
    return error.message;
  if (!isQcvmError(error)) return undefined;
  const category = 'category' in error ? error.category : undefined;
  // A key that was planned with has the same permissions everywhere; a role or a session has its own.
  const isOfThisWorker =
    error.name === 'CredentialsError' ||
    category === 'authentication' ||
    category === 'clock' ||
    (category === 'authorization' && account?.fingerprint === undefined);
  if (!isOfThisWorker) return undefined;
  return account ? `account ${account.name}: ${error.message}` : error.message;
}
