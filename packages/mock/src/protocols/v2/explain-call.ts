import type { AccountStore } from '../../accounts/store.js';
import type { LoggedCall } from '../../core/protocol.js';
import type { SignatureExplanation } from '../../core/signature-explanation.js';
import { explainSignature } from '../query/explain/explain-signature.js';
import { formOf } from '../query/form.js';

/** Explains the signature of a request to the emulator, which knows all the keys. */
export function explainCall(
  call: Pick<LoggedCall, 'method' | 'host' | 'path' | 'query' | 'body' | 'bytes' | 'headers'>,
  accounts: AccountStore,
): Promise<SignatureExplanation> {
  const { method, host, path } = call;
  const { parameters } = formOf(call);
  return explainSignature({ method, host, path, parameters, ...accounts.secrets(parameters['SecretId']) });
}
