import type { Protocol, ProtocolDefinition } from '../../model/protocol.js';
import { signRequest, type Language, type V3RequestMethod, type V3SignatureMethod } from './request.js';
import { parseResponse } from './response.js';

/** What a client of API 3.0 can choose. */
export interface V3Options {
  /** Default `TC3-HMAC-SHA256`. */
  readonly signatureMethod?: V3SignatureMethod | undefined;
  /** Default `POST`, with a JSON body. */
  readonly method?: V3RequestMethod | undefined;
  /** Language of the service's messages. Default: the account's own. */
  readonly language?: Language | undefined;
}

function create({ signatureMethod, method, language }: V3Options): Protocol {
  return {
    // Field by field: V8 takes a microsecond for each field after a spread.
    request: ({ operation, parameters, region, endpoint, credentials, timestamp, nonce }) =>
      signRequest({
        service: operation.service.signingName ?? operation.service.name,
        version: operation.service.version,
        action: operation.action,
        parameters,
        region,
        endpoint,
        credentials,
        timestamp,
        nonce,
        signatureMethod,
        method,
        language,
      }),
    outcome: ({ status, body }, { operation, resourceIds, redact }) =>
      parseResponse({ status, body, operation, requestedIds: resourceIds, redact }),
  };
}

/** API 3.0: JSON signed by TC3-HMAC-SHA256, and an envelope with a code in words. */
export const v3: ProtocolDefinition<V3Options> = {
  name: 'v3',
  options: {
    signatureMethod: ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'],
    method: ['POST', 'GET'],
    language: ['zh-CN', 'en-US'],
  },
  create,
};
