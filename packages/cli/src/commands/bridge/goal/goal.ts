import type { Transport } from '@qcvm/client';
import { newerEndpoint } from '../../../configuration/api.js';
import type { Settings } from '../../../configuration/settings.js';
import { usageError } from '../../../environment/cli-error.js';
import type { Context } from '../../../session/context.js';
import type { BridgeOptions } from '../bridge-options.js';
import type { Keys } from '../keys/keys.js';
import { rehearsalEmulator } from './rehearsal.js';
import { upstreamTransport } from './upstream.js';

/** Where the calls go. */
export interface Goal {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly transport: Transport;
  /** Of an emulator: what is in it. */
  readonly instances?: readonly string[];
}

/** @throws CliError for what is no place for calls of API 3.0. */
export async function goalOf(
  context: Context,
  about: { readonly options: BridgeOptions; readonly settings: Settings; readonly keys: Keys },
): Promise<Goal> {
  const { options, settings, keys } = about;
  const { to, scenario } = options;
  if (to === 'emulator') {
    const emulator = await rehearsalEmulator(context, {
      ...(scenario !== undefined && { scenario }),
      regions: settings.regions,
      keys: [...keys.known.values()],
    });
    return {
      name: 'an emulator',
      endpoint: undefined,
      transport: emulator,
      instances: emulator.instances.list().map(({ unInstanceId }) => unInstanceId),
    };
  }
  const endpoint = newerEndpoint(to ?? settings.endpoint);
  if (endpoint !== undefined) {
    if (!URL.canParse(endpoint))
      throw usageError(`bridge: ${JSON.stringify(endpoint)} is neither a URL nor emulator`);
    if (new URL(endpoint).hostname.endsWith('api.qcloud.com'))
      throw usageError(`bridge: ${endpoint} is API 2.0, and calls go to API 3.0`, 'Leave it out.');
  }
  return { name: endpoint ?? 'API 3.0', endpoint, transport: await upstreamTransport(context) };
}
