import { Option, type Command } from 'commander';
import { numberIn } from '../../operations/read-option.js';
import { exitCodeHelp } from '../../environment/exit-codes.js';
import type { Bind } from '../../session/context.js';

const words = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text.split(/[\s,]+/).filter((word) => word !== ''),
];

export function addConformance(program: Command, bind: Bind): void {
  const command = program
    .command('conformance')
    .summary('check whether an endpoint does what the documentation says')
    .description(
      'Check an endpoint that claims to speak the CVM API against the documentation: signatures, time, parameters, lists, ' +
        'the form of answers. The checks read, have calls refused and make dry runs: they change nothing unless instances ' +
        'are given. Those are stopped and started, and returned to the status that they had. The endpoint is that of ' +
        '--endpoint, the API that of --api.',
    )
    .option(
      '--instances <ids...>',
      'check the life cycle of these instances as well: they are stopped and started',
      words,
    )
    .option('--only <checks...>', 'only these checks, by id or group, such as signature', words)
    .option(
      '--patience <seconds>',
      'how long a change of status may take',
      numberIn(Number.MIN_VALUE, 86_400, 'Give seconds above 0, at most 86400.'),
      300,
    )
    .addOption(
      new Option('-o, --output <format>', 'format of the report')
        .choices(['text', 'junit', 'json'])
        .default('text'),
    )
    .option('-y, --yes', 'do not ask before instances are stopped');
  command.addHelpText(
    'after',
    `
Examples:
  qcvm conformance --endpoint http://127.0.0.1:8787 --api 3.0
  qcvm conformance --only signature freshness/stale
  qcvm conformance --output junit > conformance.xml
  qcvm conformance --instances ins-09dx96dg ins-1kz2m3n4

${exitCodeHelp({ 0: 'the endpoint agrees', 1: 'it differs somewhere', 4: 'the endpoint cannot be reached' })}`,
  );
  bind(command, async (context, invoked) => (await import('./conformance.js')).conformance(context, invoked));
}
