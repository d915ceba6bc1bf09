import { describeProblem } from '../../model/errors/problem.js';
import { throwIfAny } from '../../model/option-rules.js';
import type { Endpoint } from '../../model/protocol.js';
import { apiPath } from '../query/api-path.js';
import type { V3SignatureMethod, Way } from './request.js';

/**
 * The generation in between: a host of API 2.0 takes calls of API 3.0 at its own path, by signature method v1 only.
 *
 * @throws ValidationError if another signature method was chosen.
 */
export function between(endpoint: Endpoint, signatureMethod?: V3SignatureMethod): Way {
  const { host, path } = endpoint;
  const isHost = /\.api\.qcloud\.com(:\d+)?$/.test(host);
  if (!isHost && path !== apiPath) return { endpoint, signatureMethod };
  if (signatureMethod === 'TC3-HMAC-SHA256')
    throwIfAny([
      describeProblem({
        parameter: 'signatureMethod',
        rule: 'endpoint',
        value: signatureMethod,
        must: `must be HmacSHA256 or HmacSHA1 at ${host}${path}, an API 2.0 endpoint: omit it`,
      }),
    ]);
  return {
    endpoint: isHost && path === '/' ? { ...endpoint, path: apiPath } : endpoint,
    signatureMethod: signatureMethod ?? 'HmacSHA256',
  };
}
