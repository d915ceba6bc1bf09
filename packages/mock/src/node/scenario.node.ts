import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { LineCounter, parse, YAMLParseError } from 'yaml';
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
  return parseScenario(extname(path) === '.json' ? readJson(text, path) : readYaml(text, path));
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw fileError(path, cause);
  }
}

function readYaml(text: string, path: string): unknown {
  const lines = new LineCounter();
  try {
    // Pretty errors quote the text, over several lines.
    return parse(text, { lineCounter: lines, prettyErrors: false });
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw fileError(path, cause);
    const { line, col } = lines.linePos(cause.pos[0]);
    const what =
      cause.code === 'MULTIPLE_DOCS'
        ? 'a second document begins here; a scenario is one document'
        : cause.message;
    throw fileError(path, cause, `line ${line}, column ${col}: ${what}`);
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** What a parser says may quote several lines of the text: of it, one line is made. */
const inOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

const fileError = (path: string, cause: unknown, what = inOneLine(messageOf(cause))): ScenarioFileError =>
  new ScenarioFileError(`${path}: ${what}`, { path, cause });

/**
 * Reads a scenario from a `.json`, `.yaml` or `.yml` file: `createEmulator(await loadScenario('fleet.yaml'))`.
 *
 * @throws ScenarioFileError that names the file, and everything that is wrong with it
 */
export async function loadScenario(path: string): Promise<Scenario> {
  try {
    return readScenario(await readFile(path, 'utf8'), path);
  } catch (cause) {
    throw cause instanceof ScenarioFileError ? cause : fileError(path, cause, messageOf(cause));
  }
}
