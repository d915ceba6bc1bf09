import type { InstanceSeed } from '../services/cvm/instances/seed.js';
import type { EmulatorOptions } from './emulator-options.js';
import { optionsRule, scenarioRule } from './option-rules.js';
import { checkedAs, checkThat } from '../core/options/options-error.js';

/** @throws OptionsError */
export function checkOptions(options: EmulatorOptions): void {
  checkThat(options, { what: 'emulator options', rule: optionsRule });
}

/** What a scenario file says: the options of an emulator, as far as they are plain data. */
export type Scenario = Omit<EmulatorOptions, 'runtime' | 'instances'> & {
  readonly instances?: readonly InstanceSeed[];
};

/**
 * Reads a scenario out of parsed JSON or YAML: `createEmulator(parseScenario(JSON.parse(text)))`.
 *
 * @throws OptionsError that names every line of it that is wrong
 */
export function parseScenario(value: unknown): Scenario {
  const { $schema: _schema, ...scenario } = checkedAs<Scenario & { $schema?: string }>(value, {
    what: 'scenario',
    rule: scenarioRule,
  });
  return scenario;
}
