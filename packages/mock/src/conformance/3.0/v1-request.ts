import { cvm } from '@qcvm/client/v3';
import { flatten } from '@qcvm/client/wire';
import { makeRequest, type Asked } from '../2.0/request.js';
import type { Made } from '../session.js';
import type { Making } from './request.js';

/** One request of DescribeInstances signed by method v1: that of API 2.0, with everything among the parameters. */
export interface AskedV1 extends Pick<Asked, 'method' | 'signatureMethod' | 'tamper'> {
  readonly signing: 'v1';
  /** Default: `{ Limit: 1 }`. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Makes the request: as one of API 2.0, with the version of an API 3.0. */
export const makeRequestV1 = (
  { parameters = { Limit: 1 }, ...asked }: AskedV1,
  making: Making & { readonly nonce: string },
): Promise<Made> =>
  makeRequest({ ...asked, parameters: { ...flatten(parameters) }, change: { Version: cvm.version } }, making);
