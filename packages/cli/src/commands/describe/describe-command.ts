import { Option, type Command } from 'commander';
import { outputFormats } from '../../output/records.js';
import { addFilters } from '../../targets/selection/filters.js';
import { exitCodeHelp } from '../../environment/exit-codes.js';
import { wholeNumberIn } from '../../operations/read-option.js';
import type { Bind } from '../../session/context.js';

const examples = `
Examples:
  qcvm describe --status running --all
  qcvm describe ins-09dx96dg ins-1kz2m3n4 -o json
  qcvm describe --tag env=test --zone ap-guangzhou-3 --all
  qcvm describe --region ap-guangzhou,ap-beijing --all -o csv > fleet.csv
  qcvm describe --all --query '[?cpu>=\`8\`].{id: unInstanceId, name: instanceName}'
  qcvm describe --search-word nightly --all -o ids | qcvm stop - --yes --wait

${exitCodeHelp({ 1: 'a given instance does not exist, or a request was refused or failed' })}`;

export function addDescribe(program: Command, bind: Bind): void {
  const command = program
    .command('describe')
    .alias('ls')
    .summary('list instances')
    .description('List instances, by id or by filters: the first 100, unless --all or --limit is given.')
    .argument('[id...]', 'instance ids; `-` reads them from stdin')
    .option('-a, --all', 'all instances')
    .option(
      '--limit <number>',
      'at most this many',
      wholeNumberIn(1, Number.MAX_SAFE_INTEGER, '--limit takes a number from 1 up.'),
      100,
    )
    .addOption(
      new Option('-o, --output <format>', 'output format (default: table)').choices([...outputFormats]),
    )
    .option('--columns <fields>', 'fields for table and csv, such as unInstanceId,lanIp')
    .option('--query <jmespath>', 'JMESPath over the list of instances (see jmespath.org)');
  command.optionsGroup('Filters:');
  addFilters(command, 'look');
  command.addHelpText('after', examples);
  bind(command, async (context, invoked) => (await import('./describe.js')).describe(context, invoked));
}
