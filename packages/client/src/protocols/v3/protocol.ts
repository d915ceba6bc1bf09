import { positive, signal, type Rule, type Rules } from '../../model/option-rules.js';
import type { Protocol, ProtocolDefinition } from '../../model/protocol.js';
import { ownField } from '../../model/shape.js';
import { between } from './between.js';
import { signRequest, type Language, type V3RequestMethod, type V3SignatureMethod } from './request.js';
import { readResponse } from './response.js';

/** What a client of API 3.0 can choose. */
export interface V3Options {
  /** Default `TC3-HMAC-SHA256`; `HmacSHA256` at a host of API 2.0, which takes no other than method v1. */
  readonly signatureMethod?: V3SignatureMethod | undefined;
  /** Default `POST`, with a JSON body. */
  readonly method?: V3RequestMethod | undefined;
  /** Language of the service's messages. Default: the account's own. */
  readonly language?: Language | undefined;
}

const region: Rule = {
  must: 'a region id such as ap-guangzhou: gz is one of API 2.0',
  test: (value) => typeof value === 'string' && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(value),
};

const callRules: Rules = { signal, timeout: positive, region };

function create(options: V3Options): Protocol {
  return {
    callRules,
    request: (attempt) => signRequest(attempt, between(attempt.endpoint, options.signatureMethod), options),
    outcome: ({ status, body }, { operation, parameters, resourceIds, redact }) =>
      readResponse({
        status,
        body,
        operation,
        requestedIds: resourceIds,
        dryRun: ownField(parameters, operation.dryRun ?? 'DryRun') === true,
        parameters,
        redact,
      }),
  };
}

/** API 3.0: JSON signed by TC3-HMAC-SHA256, and an envelope with a code in words. */
export const v3: ProtocolDefinition<V3Options> = {
  name: 'v3',
  options: {
    region,
    signatureMethod: { kind: 'string', values: ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'] },
    method: { kind: 'string', values: ['POST', 'GET'] },
    language: { kind: 'string', values: ['zh-CN', 'en-US'] },
  },
  create,
};
