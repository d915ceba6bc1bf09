import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { parseScenario } from '../emulator/scenario.js';
import type { Scenario } from '../emulator/scenario.js';

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
 * Reads a scenario from a `.json`, `.yaml` or `.yml` file: `createEmulator(await loadScenario('fleet.yaml'))`.
 *
 * @throws ScenarioFileError that names the file, and everything that is wrong with it
 */
export async function loadScenario(path: string): Promise<Scenario> {
  try {
    const text = await readFile(path, 'utf8');
    const value: unknown = extname(path) === '.json' ? JSON.parse(text) : parse(text);
    return parseScenario(value);
  } catch (cause) {
    throw new ScenarioFileError(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      path,
      cause,
    });
  }
}
