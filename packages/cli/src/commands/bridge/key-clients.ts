import type { ClientConfig } from '@qcvm/client';
import type { Settings } from '../../configuration/settings.js';
import type { Context } from '../../session/context.js';
import type { BridgeOptions } from './bridge-options.js';
import type { Counters } from './call-log.js';
import { BridgeLimiter } from './clients/limiter.js';
import type { ServingParts } from './calls/serve.js';
import { ServiceClients } from './clients/service-clients.js';
import type { Goal } from './goal/goal.js';
import type { Keys } from './keys/keys.js';

/**
 * The clients of each key.
 *
 * @throws ValidationError for an endpoint that they do not take.
 */
export function clientsFor(
  context: Context,
  about: {
    readonly options: BridgeOptions;
    readonly settings: Settings;
    readonly keys: Keys;
    readonly counters: Counters;
    readonly goal: Goal;
  },
): ServingParts['clientsOf'] {
  const { options, settings, keys, counters, goal } = about;
  const { environment } = context;
  const { timeout } = options;
  const limiter = new BridgeLimiter(environment, {
    longest: timeout,
    areKnown: goal.endpoint === undefined || new URL(goal.endpoint).hostname.endsWith('tencentcloudapi.com'),
  });
  const config: Omit<ClientConfig, 'api' | 'credentials'> = {
    // Every call has one of its own.
    region: 'ap-guangzhou',
    transport: goal.transport,
    limiter,
    timeout: Math.min(15_000, timeout),
    // The programs of one key share a client: many retries of theirs are no sign that the service is down.
    retry: { deadline: timeout, budget: 10_000 },
    hooks: {
      onRetry: ({ action, failure }) => {
        counters.retried += 1;
        limiter.failed(action, failure);
      },
    },
    ...(goal.endpoint !== undefined && {
      // As a text, an error shows it.
      endpoint: settings.allowPlainHttp ? { url: goal.endpoint, allowPlainHttp: true } : goal.endpoint,
    }),
    ...(environment.client?.runtime && { runtime: environment.client.runtime }),
  };
  const clients = new Map([...keys.known.values()].map((key) => [key, new ServiceClients(config, key)]));
  return ({ secretId, isKnown }, transport) => {
    const key = isKnown ? keys.known.get(secretId) : keys.own;
    const found = key && clients.get(key);
    if (!found) throw new Error('a call was let in that no key can sign');
    return transport ? new ServiceClients({ ...config, transport, limits: false, retry: false }, key) : found;
  };
}
