import { InvalidArgumentError, Option, type Command } from 'commander';
import { repeated, wholeNumberIn } from '../../operations/read-option.js';
import { parseDuration } from '../../output/numbers.js';
import type { Bind } from '../../session/context.js';
import { addListenOptions } from '../../session/listen.js';

function wait(text: string): number {
  const value = parseDuration(text);
  if (value === undefined || value < 1000 || value > 600_000)
    throw new InvalidArgumentError('Give a time from 1s to 10m.');
  return value;
}
export function addBridge(program: Command, bind: Bind): void {
  const command = program
    .command('bridge')
    .summary('answer programs that speak API 2.0, by calling API 3.0')
    .description(
      'Run a server on this machine that answers programs as API 2.0 does, which has been closed, and carries each of their ' +
        'calls over API 3.0. The programs stay as they are: an entry in the hosts file or a setting sends them here.',
    );
  addListenOptions(command, { port: 8790, tls: 'HTTPS, with a certificate of an authority that is kept' })
    .addOption(new Option('--authority <path>', 'file that keeps the authority with its key'))
    .addOption(new Option('--print-ca', 'print the certificate to trust, and end'))
    .addOption(new Option('--keys <path>', 'file with the keys of programs'))
    .addOption(new Option('--accept-any-key', 'carry the calls of unknown SecretIds too, with your own key'))
    .addOption(
      new Option('--protect <ids>', 'never change these instances; ids or @file').argParser(repeated),
    )
    .addOption(
      new Option('--to <where>', 'where calls go: emulator, for a rehearsal, or a URL as for --endpoint'),
    )
    .addOption(new Option('--scenario <path>', 'with --to emulator: what is in it, as JSON or YAML'))
    .addOption(new Option('--dry-run', 'send nothing: log what would be sent, and answer 6200'))
    .addOption(
      new Option('--timeout <time>', 'how long a call may take, waiting included')
        .default(60_000, '60s')
        .argParser(wait),
    )
    .addOption(
      new Option('--max-calls <number>', 'calls under way at once; more are answered with 6200')
        .default(1000)
        .argParser(wholeNumberIn(1, 999_999, 'Give a number from 1 to 999999.')),
    )
    .addOption(
      new Option('--log <format>', 'one line for each call on stderr')
        .choices(['text', 'json', 'off'])
        .default('text'),
    )
    .addOption(new Option('--json', 'print where it listens as one JSON line'));
  command.addHelpText(
    'after',
    `
Keys are those of the environment and of the profile, and those of --keys, a
file like ~/.tencentcloud/credentials: a section for each, with secret_id,
secret_key and perhaps token. A call is checked by the key of its SecretId, and
signed anew with the same one.

A call that names an instance of the protection list (--protect, QCVM_PROTECT,
protect in the configuration) is refused with 4102, unless it only reads. What
API 3.0 has nothing for is refused with 6100. When it is not known whether a
call was carried out, its connection ends without an answer.

GET /healthz tells how many calls were carried, refused and retried.

Examples:
  qcvm bridge
  qcvm bridge --to emulator
  qcvm bridge --tls --port 443 \\
    --ca-file /usr/local/share/ca-certificates/qcvm.crt
  qcvm bridge --keys /etc/qcvm/keys --protect @/etc/qcvm/never-stop --log json
  qcvm bridge --print-ca > qcvm-ca.pem`,
  );
  bind(command, async (context, invoked) => (await import('./bridge.js')).bridge(context, invoked));
}
