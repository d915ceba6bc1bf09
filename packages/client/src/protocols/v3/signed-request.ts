import { jsonBody } from '../../model/parameters/json.js';
import { lostToken, misspeltOptions } from '../../model/misspelt.js';
import { needObjects, throwIfAny } from '../../model/option-rules.js';
import { own } from '../../model/own.js';
import { readAuthorization } from './authorization.js';
import { signRequest, type V3SignedRequest, type V3SignedRequestOptions } from './request.js';

const names: readonly (keyof V3SignedRequestOptions)[] = [
  ...(['endpoint', 'service', 'version', 'action', 'region', 'language'] as const),
  ...(['timestamp', 'nonce', 'credentials', 'parameters', 'method', 'signatureMethod'] as const),
];

/**
 * Makes the request for one attempt. Other fields are not looked at; only what is a misspelt option is refused.
 *
 * Source: https://cloud.tencent.com/document/api/213/30654
 *
 * @throws ValidationError if something has no form on the wire or is larger than the service takes; by signature method v1 also if a
 *   public parameter is among those of the Action.
 */
export async function signedRequest(given: V3SignedRequestOptions): Promise<V3SignedRequest> {
  needObjects({ options: given });
  const options = own(given);
  throwIfAny([...misspeltOptions(given, names), ...lostToken(given)]);
  const { endpoint, credentials, action, region, version, parameters, method = 'POST' } = options;
  const { secretId, secretKey, token } = own(credentials);
  const { service, timestamp, nonce = () => timestamp } = options;
  jsonBody(parameters);
  readAuthorization({
    ...{ secretId, secretKey, service, timestamp, method, host: endpoint.host, path: endpoint.path },
    contentType: 'application/json',
    headers: { action, version, ...(region !== undefined && { region }), ...(token && { token }) },
  });
  const operation = { action, service: { name: service, signingName: service, version } };
  return signRequest(
    { operation, parameters, region, timestamp, nonce, credentials: own(credentials) },
    options,
    options,
  );
}
