import type { CommandOption } from '../command.js';
import { commands } from './operation-table.js';

/** An instance's id, for fields that the API calls otherwise. */
const examples: ReadonlyMap<string, string> = new Map([['unInstanceId', 'ins-09dx96dg']]);

/**
 * What the tables say of an operation, which speak of parameters, fields and Actions, in the words of the command line:
 * `forceStop: 1` is `--force-stop 1`, and DescribeInstances is `qcvm describe-instances`.
 */
export function inCommandWords(text: string, options: readonly CommandOption[]): string {
  const typed = (parameter: string): string | undefined => {
    const option = options.find((one) => one.parameter === parameter)?.option;
    return option === undefined ? undefined : `--${option}`;
  };
  return text
    .replace(/`(\w+)` of [A-Z]\w+/g, (said, field: string) =>
      examples.has(field) ? `such as ${examples.get(field)}` : said,
    )
    .replace(/`(\w+)(?:: ([^`]+))?`/g, (said, parameter: string, value?: string) => {
      const option = typed(parameter);
      return option === undefined ? said : [option, ...(value === undefined ? [] : [value])].join(' ');
    })
    .replace(/\b[A-Z]\w+/g, (word) => {
      const command = commands.find(({ action }) => action === word);
      return command === undefined ? word : `\`qcvm ${command.name}\``;
    });
}
