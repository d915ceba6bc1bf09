import { callUntyped, type ActionOptions, type ActionRequest } from '../core/client/call-action.js';
import type { CallResult } from '../core/call/call.js';
import { bindClient, type Client, type ClientBinding, type Operations } from '../core/client/client.js';
import type { CommonConfig } from '../core/client/config.js';
import { needObjects } from '../model/option-rules.js';
import { v3, type V3Options } from '../protocols/v3/protocol.js';
import { cvm } from '../services/cvm/2017-03-12/operations.gen.js';

/** What a client of API 3.0 can be given. Only `region` is required. */
export interface ClientConfig extends CommonConfig, V3Options {}

const binding: ClientBinding<V3Options> = { protocol: v3, api: { like: cvm, versioned: true } };

/**
 * A client with only the operations named, so that a bundler leaves the others out:
 * `createClient({ stopInstances }, { region: 'ap-guangzhou' })`.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createClient = <const Named extends Operations>(
  operations: Named,
  config: ClientConfig,
): Client<Named> => bindClient(operations, config, binding);

/**
 * A client with operations of any service: what code that `@qcvm/codegen` generates makes its clients with. A program that uses
 * nothing else contains nothing of CVM.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createServiceClient = <const Named extends Operations>(
  operations: Named,
  config: ClientConfig,
): Client<Named> => {
  needObjects({ operations });
  const [first] = Object.values(operations);
  return bindClient(operations, config, {
    protocol: v3,
    ...(first && { api: { like: first.service, versioned: true } }),
  });
};

/**
 * Calls any Action of any service, untyped, with the signing, limits, retries and errors of a client. Its API is the client's.
 *
 * ```ts
 * const { output } = await callAction(cvm, { service: 'cbs', version: '2017-03-12', action: 'DescribeDisks', idempotency: 'read' });
 * ```
 *
 * @throws ValidationError if the request is not well-formed; otherwise what every call throws.
 */
export const callAction = (
  client: object,
  request: ActionRequest,
  options?: ActionOptions,
): Promise<CallResult> => callUntyped(client, request, { options });
