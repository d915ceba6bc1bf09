import type { AccountStore } from '../accounts/store.js';
import type { IncomingCall } from '../call.js';
import type { Form } from '../form.js';
import { explainSignature } from './explain-signature.js';
import type { SignatureExplanation } from './explanation.js';

/** Explains the signature of a request to the emulator, which knows all the keys. */
export function explainCall({
  call,
  form,
  accounts,
}: {
  call: IncomingCall;
  form: Form;
  accounts: AccountStore;
}): Promise<SignatureExplanation> {
  const own = accounts.key(form.parameters['SecretId'] ?? '')?.key;
  const others = [...accounts.all()]
    .flatMap((account) => accounts.keysOf(account))
    .filter((key) => key !== own);
  return explainSignature({
    method: call.method,
    host: call.host,
    path: call.path,
    parameters: form.parameters,
    secretKey: own?.secretKey ?? '',
    otherKeys: others.map(({ secretId, secretKey }) => ({ secretId, secretKey })),
  });
}
