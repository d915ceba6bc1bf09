import type { InstanceSeed } from '../services/cvm/instances/seed.js';
import type { EmulatorOptions } from './emulator-options.js';
import { optionsRule, scenarioRule } from './option-rules.js';
import { checkThat, OptionsError } from '../core/options/options-error.js';
import { problemsOf } from '../core/options/option-rules.js';

/** @throws OptionsError */
export function checkOptions(options: EmulatorOptions): void {
  checkThat(options, { what: 'emulator options', rule: optionsRule });
}

/** What a scenario file says: the options of an emulator, as far as they are plain data. */
export type Scenario = Omit<EmulatorOptions, 'runtime' | 'instances'> & {
  readonly instances?: readonly InstanceSeed[];
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
