import { createEmulator, fleet, OptionsError, type Emulator } from '@qcvm/mock';
import { usageError } from '../../../environment/cli-error.js';
import type { Context } from '../../../session/context.js';
import { readScenarioFile } from '../../../session/scenario-file.js';
import type { Key } from '../keys/keys.js';

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
      const said = await readScenarioFile(context, { command: 'bridge', path: scenario });
      return createEmulator({ ...common, ...said });
    }
    let all = fleet();
    for (const region of regions.length > 0 ? regions : ['ap-guangzhou']) all = all.in(region).running(5);
    return createEmulator({ ...common, instances: all });
  } catch (error) {
    if (error instanceof OptionsError)
      throw usageError(`bridge: ${scenario ?? 'the emulator'}: ${error.message}`);
    throw error;
  }
}
