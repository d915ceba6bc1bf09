import { cvm, cvmOperations } from '@qcvm/client/v3';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { V3SignedRequestOptions } from '@qcvm/client/v3/wire';
import * as fc from 'fast-check';
import { regions } from '../core/regions-3.0.gen.js';
import { inputsV3, type CvmInputsV3 } from './v3.js';

/** A request of API 3.0 before it is signed: what `signedRequest` of `@qcvm/client/v3/wire` takes beside an endpoint, a key and a time. */
export type RequestV3 = Pick<
  V3SignedRequestOptions,
  'service' | 'version' | 'action' | 'region' | 'language' | 'method' | 'signatureMethod' | 'parameters'
>;

/** A query may have 32 KB, and a form 1 MB; neither has a way to write an empty object or list. What does not fit goes as JSON. */
const mostInForm = 4000;
const fitsForm = (parameters: unknown): boolean => {
  const text = JSON.stringify(parameters);
  return text.length <= mostInForm && !/.\{\}|\[\]/.test(text);
};

const requestsOf = ({ action }: OperationDescriptor, input: fc.Arbitrary<unknown>): fc.Arbitrary<RequestV3> =>
  fc
    .record(
      {
        region: fc.constantFrom(...regions.map(({ id }) => id)),
        language: fc.constantFrom('zh-CN' as const, 'en-US' as const),
        method: fc.constantFrom('POST' as const, 'GET' as const),
        signatureMethod: fc.constantFrom(
          'TC3-HMAC-SHA256' as const,
          'HmacSHA256' as const,
          'HmacSHA1' as const,
        ),
        parameters: input as fc.Arbitrary<RequestV3['parameters']>,
      },
      { requiredKeys: ['region', 'method', 'signatureMethod', 'parameters'], noNullPrototype: true },
    )
    .map((request) => ({
      service: cvm.name,
      version: cvm.version,
      action,
      ...request,
      ...(!fitsForm(request.parameters) && {
        method: 'POST' as const,
        signatureMethod: 'TC3-HMAC-SHA256' as const,
      }),
    }));

/** Requests of every operation of CVM in API 3.0, by the client's method names. */
export type CvmRequestsV3 = { readonly [Name in keyof CvmInputsV3]: fc.Arbitrary<RequestV3> };

/**
 * Requests of API 3.0 with every input that its spec allows, signed in every way and sent as JSON or as a form, by the client's
 * method names.
 *
 * ```ts
 * fc.assert(
 *   fc.asyncProperty(requestsV3.stopInstances, async (request) => {
 *     const signed = await signedRequest({ ...request, endpoint, credentials, timestamp });
 *   }),
 * );
 * ```
 */
export const requestsV3 = Object.fromEntries(
  Object.entries<OperationDescriptor>(cvmOperations).map(([name, descriptor]) => [
    name,
    requestsOf(descriptor, inputsV3[name as keyof CvmInputsV3]),
  ]),
) as unknown as CvmRequestsV3;
