import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { parseScenario, type Scenario } from '../emulator/scenario.js';

/** A scenario file that cannot be used: it cannot be read, is no JSON or YAML, or says something wrong. */
export class ScenarioFileError extends Error {
  override readonly name = 'ScenarioFileError';
  readonly path: string;
  constructor(message: string, options: { path: string; cause: unknown }) {
    super(message, { cause: options.cause });
    this.path = options.path;
  }
}

/**
 * Reads the text of a scenario file: JSON where its path ends in `.json`, else YAML, of which JSON is a part. Both say the same:
 * the options of `createEmulator` that are plain data.
 *
 * @throws ScenarioFileError for a text that is no JSON or YAML
 * @throws OptionsError that names everything that is wrong with what it says
 */
export function readScenario(text: string, path: string): Scenario {
  let value: unknown;
  try {
    value = extname(path) === '.json' ? JSON.parse(text) : parse(text);
  } catch (cause) {
    throw fileError(path, cause);
  }
  return parseScenario(value);
}

const fileError = (path: string, cause: unknown): ScenarioFileError =>
  new ScenarioFileError(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
    path,
    cause,
  });

/**
 * Reads a scenario from a `.json`, `.yaml` or `.yml` file: `createEmulator(await loadScenario('fleet.yaml'))`.
 *
 * @throws ScenarioFileError that names the file, and everything that is wrong with it
 */
export async function loadScenario(path: string): Promise<Scenario> {
  try {
    return readScenario(await readFile(path, 'utf8'), path);
  } catch (cause) {
    throw cause instanceof ScenarioFileError ? cause : fileError(path, cause);
  }
}
