// Draft by hand, to be replaced by the generator's output in this shape.
import type { ErrorTable } from '../descriptor.js';

/** Common error codes that this API documents. The service may answer with others. */
export type CommonErrorCode =
  | 4000 | 4100 | 4101 | 4102 | 4103 | 4104 | 4105 | 4106 | 4110 | 4200 | 4300 | 4400 | 4500 | 4600
  | 5000 | 5100 | 5200 | 5300 | 5400 | 5500 | 6000 | 6100 | 6200;

export const commonErrors: ErrorTable = {
  '4000': { category: 'parameter', retry: 'never', effect: 'none', meaning: 'A request parameter is missing or malformed.', advice: 'Correct the parameter that the message names.' },
  '4100': { category: 'authentication', retry: 'never', effect: 'none', meaning: 'Authentication failed: the signature is wrong or the key is disabled.', advice: 'Check the SecretKey and that the key is enabled.' },
  '4101': { category: 'authorization', retry: 'never', effect: 'none', meaning: 'The sub-account may not call this API.', advice: 'Ask the account owner for permission for this Action.' },
  '4102': { category: 'authorization', retry: 'never', effect: 'none', meaning: 'The sub-account may not touch the resources that the message names.', advice: 'Ask the account owner for permission for these resources.' },
  '4104': { category: 'authentication', retry: 'never', effect: 'none', meaning: 'The SecretId does not exist.', advice: 'Check the SecretId.' },
  '4105': { category: 'authentication', retry: 'credentials', effect: 'none', meaning: 'The Token is wrong or has expired.', advice: 'Get new temporary credentials.' },
  '4200': { category: 'clock', retry: 'clock', effect: 'none', meaning: 'The request has expired: its Timestamp is too old.', advice: 'Set the clock of this machine right.' },
  '4400': { category: 'quota', retry: 'later', effect: 'none', meaning: 'Too many requests.', advice: 'Send fewer calls a minute.' },
  '4500': { category: 'clock', retry: 'clock', effect: 'none', meaning: 'Replay: the Nonce was used before, or the Timestamp is too far from the server clock.', advice: 'Set the clock of this machine right.' },
  '5000': { category: 'resource', retry: 'never', effect: 'none', meaning: 'The resource does not exist, was returned, or belongs to somebody else.', advice: 'Check the ids and the Region.' },
  '5100': { category: 'batch', retry: 'resource', effect: 'none', meaning: 'The operation failed.', advice: 'See each resource for its reason.' },
  '5400': { category: 'batch', retry: 'resource', effect: 'none', meaning: 'The operation failed for some of the resources.', advice: 'See each resource for its reason.' },
  '6000': { category: 'server', retry: 'later', effect: 'unknown', meaning: 'Internal error of the service.', advice: 'Try again later.' },
  '6200': { category: 'server', retry: 'later', effect: 'none', meaning: 'The API is under maintenance.', advice: 'Try again later.' },
};
