import type { AccountStore } from '../../../accounts/store.js';
import type { LoggedCall } from '../../../core/protocol.js';
import type { SignatureExplanation } from '../../../core/signature-explanation.js';
import { explainSignature } from '../../query/explain/explain-signature.js';
import { readCall } from '../reading/call.js';
import { explainTc3 } from './explain-tc3.js';

type ExplainedCall = Pick<LoggedCall, 'method' | 'host' | 'path' | 'query' | 'body' | 'bytes' | 'headers'>;

/** Explains the signature of a request to the emulator, which knows all the keys. */
export function explainCall({
  call,
  accounts,
}: {
  call: ExplainedCall;
  accounts: AccountStore;
}): Promise<SignatureExplanation> {
  const { method, host, path, query, body, bytes, headers = {} } = call;
  const { signing, secretId = '', parameters } = readCall(call);
  const own = accounts.key(secretId)?.key;
  const otherKeys = [...accounts.all()]
    .flatMap((account) => accounts.keysOf(account))
    .filter((key) => key !== own)
    .map((key) => ({ secretId: key.secretId, secretKey: key.secretKey }));
  const secretKey = own?.secretKey ?? '';
  return signing === 'TC3'
    ? explainTc3({ method, host, path, query, headers, body: bytes ?? body, secretKey, otherKeys })
    : explainSignature({ method, host, path, parameters, secretKey, otherKeys });
}
