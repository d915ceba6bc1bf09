import type { EmulatorOptions } from '../options.js';
import { optionsRule, scenarioRule } from './options-rules.js';
import { problemsOf } from './rules.js';

/** Options, a scenario or a snapshot that cannot be used; `problems` has everything that is wrong. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
  readonly problems: readonly string[];
  constructor(what: string, problems: readonly string[]) {
    super(
      `${what}: ${problems.length === 1 ? problems[0] : `${problems.length} problems\n${problems.map((problem) => `- ${problem}`).join('\n')}`}`,
    );
    this.problems = problems;
  }
}

/** @throws OptionsError */
export function checkOptions(options: EmulatorOptions): void {
  const problems = problemsOf(options, optionsRule);
  if (problems.length > 0) throw new OptionsError('emulator options', problems);
}

/** What a scenario file says: the options of an emulator, as far as they are plain data. */
export type Scenario = Omit<EmulatorOptions, 'seams' | 'instances'> & {
  readonly instances?: Exclude<EmulatorOptions['instances'], { seeds: unknown }>;
};

const isScenario = (_value: unknown, problems: readonly string[]): _value is Scenario =>
  problems.length === 0;

/**
 * Reads a scenario out of parsed JSON or YAML: `createEmulator(parseScenario(JSON.parse(text)))`.
 *
 * @throws OptionsError that names every line of it that is wrong
 */
export function parseScenario(value: unknown): Scenario {
  const problems = problemsOf(value, scenarioRule);
  if (!isScenario(value, problems)) throw new OptionsError('scenario', problems);
  const { $schema: _schema, ...scenario } = value as Scenario & { $schema?: string };
  return scenario;
}
