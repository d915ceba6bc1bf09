import type { AccountStore } from '../../../accounts/store.js';
import { isVendorHost, withoutPort } from '../../../core/http/hosts.js';
import type { LoggedCall } from '../../../core/protocol.js';
import type { SignatureExplanation } from '../../../core/signature-explanation.js';
import { explainSignature } from '../../query/explain/explain-signature.js';
import type { V3Behaviour } from '../behaviour.js';
import { readCall } from '../reading/call.js';
import { explainTc3 } from './explain-tc3.js';

type ExplainedCall = Pick<LoggedCall, 'method' | 'host' | 'path' | 'query' | 'body' | 'bytes' | 'headers'>;

/** Explains the signature of a request to the emulator, which knows all the keys. */
export async function explainCall({
  call,
  accounts,
  signedPort,
}: {
  call: ExplainedCall;
  accounts: AccountStore;
  signedPort: V3Behaviour['signedPort'];
}): Promise<SignatureExplanation> {
  const { method, host, path, query, body, bytes, headers = {} } = call;
  const { signing, secretId, parameters } = readCall(call);
  const secrets = accounts.secrets(secretId);
  if (signing === 'TC3')
    return explainTc3({
      ...{ method, host, path, query, headers, body: bytes ?? body },
      ...{ ...secrets, signedPort },
    });
  const asked = { method, host, path, parameters, ...secrets };
  const explanation = await explainSignature(asked);
  const bare = withoutPort(host);
  if (explanation.valid || signedPort === 'required' || isVendorHost(host) || bare === host)
    return explanation;
  const withoutIt = await explainSignature({ ...asked, host: bare });
  return withoutIt.valid ? withoutIt : explanation;
}
