import { InvalidArgumentError, Option, type Command } from 'commander';
import { profileEntries } from '../configuration/settings.js';
import type { Bind } from './bind.js';

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

function addEmulate(program: Command, bind: Bind): void {
  const command = program
    .command('emulate')
    .summary('run an emulator of the API on this machine')
    .description(
      'Run a server that answers as the CVM API does, signatures, quotas and state included, with a page that shows ' +
        'what happens. For trying things out: no account is needed, nothing costs anything.',
    )
    .addOption(new Option('--port <number>', '0 for any free one').default(8787).argParser(port))
    .addOption(new Option('--host <address>', 'where to listen').default('127.0.0.1'))
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
    .addOption(new Option('--speed <factor>', 'let its time pass faster than the real one').argParser(factor))
    .addOption(new Option('--persist <path>', 'keep the state in a file over restarts'))
    .addOption(new Option('--no-page', 'without the page'))
    .addOption(new Option('--json', 'say where it listens as one JSON line'));
  command.addHelpText(
    'after',
    `
Examples:
  qcvm emulate --instances 20
  qcvm emulate --region ap-guangzhou,ap-beijing --instances 500 --speed 10
  qcvm emulate --scenario outage.json --port 0 --json
  qcvm emulate --host 0.0.0.0 --allow-remote --tls --tls-name ci.example --ca-file ca.pem`,
  );
  bind(command, async (context, invoked) =>
    (await import('../commands/emulate.js')).emulate(context, invoked),
  );
}

function addConfigure(program: Command, bind: Bind): void {
  const configure = program
    .command('configure')
    .summary('set up profiles: region, key, protection list')
    .description(
      'Ask for what is needed and write it down: settings to ~/.config/qcvm/config, the key to ' +
        '~/.tencentcloud/credentials, both readable by you alone. A key that ~/.tccli or ~/.qcloudcli has is found ' +
        'there and need not be entered again. --profile names the profile.',
    );
  bind(configure, async (context) => (await import('../commands/configure.js')).configure(context));
  const entries = Object.entries(profileEntries)
    .map(([name, meaning]) => `  ${name.padEnd(10)} ${meaning}`)
    .join('\n');
  configure.addHelpText('after', `\nEntries of a profile:\n${entries}`);
  bind(
    configure.command('list').description('show what is in effect, and where it comes from'),
    async (context) => (await import('../commands/configure.js')).listConfiguration(context),
  );
  bind(
    configure.command('get').description('print an entry of the profile').argument('<entry>'),
    async (context, invoked) => (await import('../commands/configure.js')).getEntry(context, invoked.args),
  );
  bind(
    configure
      .command('set')
      .description('write an entry of the profile')
      .argument('<entry>')
      .argument('<value>'),
    async (context, invoked) => (await import('../commands/configure.js')).setEntry(context, invoked.args),
  );
  bind(
    configure.command('unset').description('remove an entry of the profile').argument('<entry>'),
    async (context, invoked) => (await import('../commands/configure.js')).unsetEntry(context, invoked.args),
  );
}

export function addSetupCommands(program: Command, bind: Bind): void {
  addEmulate(program, bind);
  addConfigure(program, bind);
  const doctor = program
    .command('doctor')
    .summary('check clock, DNS, TLS, credentials and one harmless call')
    .description(
      'Check everything that a call needs, one after the other, and say what to do where something is wrong. The one ' +
        'call that it sends is DescribeInstances with limit=1.',
    );
  bind(doctor, async (context) => (await import('../commands/doctor.js')).doctor(context));
  const completion = program
    .command('completion')
    .summary('print a completion script for bash, zsh or fish')
    .description('Print a script that completes commands, options and their values.')
    .argument('<shell>', 'bash, zsh or fish');
  completion.addHelpText(
    'after',
    `
How to use it:
  bash   echo 'source <(qcvm completion bash)' >> ~/.bashrc
  zsh    qcvm completion zsh > "\${fpath[1]}/_qcvm"
  fish   qcvm completion fish > ~/.config/fish/completions/qcvm.fish`,
  );
  bind(completion, async (context, invoked) =>
    (await import('../commands/completion.js')).completion(context, invoked, program),
  );
}
