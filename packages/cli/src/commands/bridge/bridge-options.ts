import { defaultServerLimits, type ServerLimits } from '@qcvm/mock/server';
import type { GlobalOptions, Settings } from '../../configuration/settings.js';
import { usageError } from '../../environment/cli-error.js';
import { checkListenOptions, type ListenOptions } from '../../session/listen.js';
import type { LogFormat } from './call-log.js';

/** What the command was given. */
export interface BridgeOptions extends ListenOptions {
  readonly authority?: string;
  readonly printCa?: true;
  readonly keys?: string;
  readonly acceptAnyKey?: true;
  readonly protect?: readonly string[];
  readonly to?: string;
  readonly scenario?: string;
  readonly dryRun?: true;
  readonly timeout: number;
  readonly maxCalls: number;
  readonly log: LogFormat;
  readonly json?: true;
}

/** Calls under way at the end are waited for as long as they may take. */
export const limitsOf = ({ timeout }: BridgeOptions): ServerLimits => ({
  ...defaultServerLimits,
  // As much as signature method v1 takes.
  bodyBytes: 1_048_576,
  bodiesBytes: 33_554_432,
  closeGrace: timeout + 5000,
});

/** @throws CliError for options that do not go together, or not with the settings. */
export async function checkOptions(
  options: BridgeOptions,
  settings: Settings,
  { endpoint, region }: GlobalOptions,
): Promise<void> {
  const { tls, to, scenario, acceptAnyKey, authority } = options;
  if (settings.apiIsNamed && settings.api === '2.0')
    throw usageError(
      'bridge: calls go to API 3.0, but the API is set to 2.0',
      'Leave --api, or QCVM_API, out.',
    );
  if (to !== undefined && endpoint !== undefined)
    throw usageError(
      `bridge: --to ${to} and --endpoint ${endpoint} both say where calls go`,
      'Leave one of them out.',
    );
  if (authority !== undefined && !tls) throw usageError('bridge: --authority needs --tls or --print-ca');
  if (scenario !== undefined && to !== 'emulator') throw usageError('bridge: --scenario needs --to emulator');
  if (region !== undefined && (to !== 'emulator' || scenario !== undefined))
    throw usageError(
      `bridge: --region ${region} has no effect: ${scenario === undefined ? 'each call has a Region of its own' : 'the scenario says where its instances are'}`,
      'Leave it out.',
    );
  const remote = await checkListenOptions('bridge', options);
  if (remote && !tls && !settings.allowPlainHttp)
    throw usageError(
      `bridge: without --tls, the calls of other machines can be read and changed on the way`,
      'Add --tls, or --allow-plain-http for a network that you trust.',
    );
  if (remote && acceptAnyKey)
    throw usageError(
      'bridge: --accept-any-key would let everyone who reaches this machine act with your key',
      'Listen on 127.0.0.1, or give the keys of the programs with --keys.',
    );
}
