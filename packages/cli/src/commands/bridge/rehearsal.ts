import { createEmulator, fleet, OptionsError, parseScenario, type Emulator } from '@qcvm/mock';
import { usageError } from '../../environment/cli-error.js';
import { resolvePath } from '../../environment/paths.js';
import type { Context } from '../../session/context.js';
import type { Key } from './keys.js';

/**
 * An emulator of API 3.0 within the bridge, which knows the keys of the programs.
 *
 * @throws CliError for a scenario that is none.
 */
export async function rehearsalEmulator(
  context: Context,
  about: { readonly scenario?: string; readonly regions: readonly string[]; readonly keys: readonly Key[] },
): Promise<Emulator> {
  const { scenario, regions, keys } = about;
  const { environment } = context;
  const common = {
    onUnexpected: 'answer',
    signatureClock: 'machine',
    accounts: [
      {
        keys: keys.map(({ secretId, secretKey, token }) => ({
          secretId,
          secretKey,
          ...(token !== undefined && { token }),
        })),
      },
    ],
  } as const;
  try {
    if (scenario !== undefined) {
      const text = await environment.files.read(resolvePath(environment, scenario));
      if (text === undefined) throw usageError(`bridge: there is no scenario file ${scenario}`);
      return createEmulator({ ...common, ...parseScenario(JSON.parse(text)) });
    }
    let all = fleet();
    for (const region of regions.length > 0 ? regions : ['ap-guangzhou']) all = all.in(region).running(5);
    return createEmulator({ ...common, instances: all });
  } catch (error) {
    if (error instanceof OptionsError || error instanceof SyntaxError)
      throw usageError(`bridge: ${scenario ?? 'the emulator'}: ${error.message}`);
    throw error;
  }
}
