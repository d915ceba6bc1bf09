import { cvm } from '@qcvm/client/v3';
import { flatten } from '@qcvm/client/wire';
import { makeRequest } from '../2.0/request.js';
import type { Made } from '../session.js';
import type { AskedV1 } from './asked.js';
import type { Making } from './request.js';

/** Makes the request: as one of API 2.0, with the version of an API 3.0. */
export const makeRequestV1 = (
  { parameters = { Limit: 1 }, ...asked }: AskedV1,
  making: Making & { readonly nonce: string },
): Promise<Made> =>
  makeRequest({ ...asked, parameters: { ...flatten(parameters) }, change: { Version: cvm.version } }, making);
