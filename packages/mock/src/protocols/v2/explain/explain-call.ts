import type { AccountStore } from '../../../accounts/store.js';
import type { LoggedCall } from '../../../core/protocol.js';
import { formOf } from '../../query/form.js';
import { explainSignature } from '../../query/explain/explain-signature.js';
import type { SignatureExplanation } from '../../../core/signature-explanation.js';

/** Explains the signature of a request to the emulator, which knows all the keys. */
export function explainCall({
  call,
  accounts,
}: {
  call: Pick<LoggedCall, 'method' | 'host' | 'path' | 'query' | 'body' | 'bytes' | 'headers'>;
  accounts: AccountStore;
}): Promise<SignatureExplanation> {
  const { parameters } = formOf(call);
  const own = accounts.key(parameters['SecretId'] ?? '')?.key;
  const others = [...accounts.all()]
    .flatMap((account) => accounts.keysOf(account))
    .filter((key) => key !== own);
  return explainSignature({
    method: call.method,
    host: call.host,
    path: call.path,
    parameters,
    secretKey: own?.secretKey ?? '',
    otherKeys: others.map(({ secretId, secretKey }) => ({ secretId, secretKey })),
  });
}
