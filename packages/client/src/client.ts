import {
  callUntyped,
  type ActionOptions,
  type ActionRequest,
  type UntypedApi,
} from './core/client/call-action.js';
import type { CallResult } from './core/call/call.js';
import type { Carrier } from './core/client/carrier.js';
import { bindClient, type Client, type Operations } from './core/client/client.js';
import type { CommonConfig } from './core/client/config.js';
import { flatten } from './protocols/query/flatten.js';
import { v2, type V2Options } from './protocols/v2/protocol.js';
import { cvm } from './services/cvm/2.0/operations.gen.js';

/** What a client of API 2.0 can be given. Only `region` is required. */
export interface ClientConfig extends CommonConfig, V2Options {
  /** The API that carries the calls: `v3()` of `@qcvm/client/v3`. Default: API 2.0 itself. */
  readonly api?: Carrier | undefined;
}

const api: UntypedApi = { like: cvm, readParameters: flatten };

/**
 * A client with only the operations named, so that a bundler leaves the others out:
 * `createClient({ stopInstances }, { region: 'ap-guangzhou' })`.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createClient = <const Named extends Operations>(
  operations: Named,
  config: ClientConfig,
): Client<Named> => bindClient(operations, config, { protocol: v2, api: undefined });

/**
 * Calls any Action of any service, untyped, with the signing, limits, retries and errors of a client. Its API is the client's.
 *
 * ```ts
 * const { output } = await callAction(cvm, { service: 'image', action: 'DescribeImages', idempotency: 'read' });
 * ```
 *
 * @throws ValidationError if the request is not well-formed; otherwise what every call throws.
 */
export const callAction = (
  client: object,
  request: ActionRequest,
  options?: ActionOptions,
): Promise<CallResult> => callUntyped(client, request, { options, api });
