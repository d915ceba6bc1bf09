import { bindClient, type Client, type Operations } from './core/client.js';
import type { CommonConfig } from './core/config.js';
import { v2, type V2Options } from './protocols/v2/protocol.js';

/** What a client of API 2.0 can be given. Only `region` is required. */
export interface ClientConfig extends CommonConfig, V2Options {}

/**
 * A client with only the operations named, so that a bundler leaves the others out:
 * `createClient({ stopInstances }, { region: 'ap-guangzhou' })`.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createClient = <const Named extends Operations>(
  operations: Named,
  config: ClientConfig,
): Client<Named> => bindClient(operations, config, v2);
