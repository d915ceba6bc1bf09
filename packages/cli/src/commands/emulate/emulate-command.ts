import type { Command } from 'commander';
import { numberIn, wholeNumberIn } from '../../operations/read-option.js';
import type { Bind } from '../../session/context.js';
import { addListenOptions } from '../../session/listen.js';

export function addEmulate(program: Command, bind: Bind): void {
  const command = program
    .command('emulate')
    .summary('run an emulator of the API on this machine')
    .description(
      'Run a server that answers as the CVM API does, including signatures, quotas and state, with a page that shows ' +
        'what happens. No account is needed, and nothing costs anything.',
    );
  addListenOptions(command, { port: 8787, tls: 'HTTPS, with a certificate made at start' })
    .option('--scenario <path>', 'instances, accounts, faults, clock and behaviour, as JSON or YAML')
    .option(
      '--instances <number>',
      'running instances in each region, without a scenario',
      wholeNumberIn(0, 1_000_000, 'Give a number up to 1000000.'),
      5,
    )
    .option(
      '--speed <factor>',
      'let emulated time pass faster by this factor',
      numberIn(Number.MIN_VALUE, 10_000, 'Give a number above 0, at most 10000.'),
    )
    .option('--persist <path>', 'keep the state in this file across restarts')
    .option('--no-page', 'do not serve the page')
    .option('--json', 'print where it listens as one JSON line');
  command.addHelpText(
    'after',
    `
Examples:
  qcvm emulate --instances 20
  qcvm emulate --region ap-guangzhou,ap-beijing --instances 500 --speed 10
  qcvm emulate --scenario outage.json --port 0 --json
  qcvm emulate --host 0.0.0.0 --allow-remote --tls --tls-name ci.example \\
    --ca-file ca.pem`,
  );
  bind(command, async (context, invoked) => (await import('./emulate.js')).emulate(context, invoked));
}
