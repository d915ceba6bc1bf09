import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Bind } from '../../session/bind.js';

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return value;
}
function size(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('Give a number.');
  return Number(text);
}
function factor(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 10_000))
    throw new InvalidArgumentError('Give a number above 0, at most 10000.');
  return value;
}

export function addEmulate(program: Command, bind: Bind): void {
  const command = program
    .command('emulate')
    .summary('run an emulator of the API on this machine')
    .description(
      'Run a server that answers as the CVM API does, including signatures, quotas and state, with a page that shows ' +
        'what happens. No account is needed, and nothing costs anything.',
    )
    .addOption(new Option('--port <number>', 'port; 0 for any free one').default(8787).argParser(port))
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(new Option('--allow-remote', 'let --host be an address that other machines reach'))
    .addOption(new Option('--tls', 'HTTPS, with a certificate made at start'))
    .addOption(
      new Option(
        '--tls-name <name>',
        'with --tls: a further name or address the certificate is for; repeatable',
      ).argParser((name: string, names: readonly string[] | undefined) => [...(names ?? []), name]),
    )
    .addOption(new Option('--ca-file <path>', 'with --tls: write the certificate to trust here'))
    .addOption(new Option('--scenario <path>', 'instances, accounts, faults, clock and behaviour, as JSON'))
    .addOption(
      new Option('--instances <number>', 'running instances in each region, without a scenario')
        .default(5)
        .argParser(size),
    )
    .addOption(
      new Option('--speed <factor>', 'let emulated time pass faster by this factor').argParser(factor),
    )
    .addOption(new Option('--persist <path>', 'keep the state in this file across restarts'))
    .addOption(new Option('--no-page', 'do not serve the page'))
    .addOption(new Option('--json', 'print where it listens as one JSON line'));
  command.addHelpText(
    'after',
    `
Examples:
  qcvm emulate --instances 20
  qcvm emulate --region ap-guangzhou,ap-beijing --instances 500 --speed 10
  qcvm emulate --scenario outage.json --port 0 --json
  qcvm emulate --host 0.0.0.0 --allow-remote --tls --tls-name ci.example --ca-file ca.pem`,
  );
  bind(command, async (context, invoked) => (await import('./emulate.js')).emulate(context, invoked));
}
