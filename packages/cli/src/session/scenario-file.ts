import type { Scenario } from '@qcvm/mock';
import { usageError } from '../environment/cli-error.js';
import { resolvePath } from '../environment/paths.js';
import type { Context } from './context.js';

/**
 * Reads a scenario file, JSON or YAML.
 *
 * @throws CliError for a file that is not there, or is neither
 * @throws OptionsError that names everything that is wrong with what it says
 */
export async function readScenarioFile(
  { environment }: Context,
  { command, path }: { command: string; path: string },
): Promise<Scenario> {
  const text = await environment.files.read(resolvePath(environment, path));
  if (text === undefined) throw usageError(`${command}: there is no scenario file ${path}`);
  const { readScenario, ScenarioFileError } = await import('@qcvm/mock/node');
  try {
    return readScenario(text, path);
  } catch (error) {
    if (error instanceof ScenarioFileError)
      throw usageError(
        `${command}: the scenario cannot be read: ${error.message.trim()}`,
        'A scenario is JSON where its name ends in .json, else YAML.',
      );
    throw error;
  }
}
