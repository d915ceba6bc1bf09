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
    .summary('accept API 2.0 requests and forward them to API 3.0')
    .description(
      'Run a local server that accepts API 2.0 requests and forwards them to API 3.0. Existing programs need no change: ' +
        'point them here with an entry in the hosts file or a setting of the SDK.',
    );
  addListenOptions(command, { port: 8790, tls: 'serve HTTPS, with a certificate of a stored authority' })
    .addOption(new Option('--authority <path>', 'file to store the authority and its key in'))
    .addOption(new Option('--print-ca', 'print the certificate to trust, then exit'))
    .addOption(new Option('--keys <path>', 'file with the keys of programs'))
    .addOption(
      new Option('--accept-any-key', 'also forward calls of unknown SecretIds, signed with your own key'),
    )
    .addOption(
      new Option('--protect <ids>', 'never change these instances; ids or @file').argParser(repeated),
    )
    .addOption(
      new Option(
        '--to <where>',
        'where to send calls: emulator, for a rehearsal, or a URL as for --endpoint',
      ),
    )
    .addOption(new Option('--scenario <path>', 'with --to emulator: its content, as JSON or YAML'))
    .addOption(new Option('--dry-run', 'send nothing: log each request and answer 6200'))
    .addOption(
      new Option('--timeout <time>', 'timeout of a call, including waiting')
        .default(60_000, '60s')
        .argParser(wait),
    )
    .addOption(
      new Option('--max-calls <number>', 'calls in progress at once; more are answered with 6200')
        .default(1000)
        .argParser(wholeNumberIn(1, 999_999, 'Give a number from 1 to 999999.')),
    )
    .addOption(
      new Option('--log <format>', 'one line for each call on stderr')
        .choices(['text', 'json', 'off'])
        .default('text'),
    )
    .addOption(new Option('--json', 'print the address as one JSON line'));
  command.addHelpText(
    'after',
    `
Keys come from the environment, the profile and --keys, a file like
~/.tencentcloud/credentials: one section per key, with secret_id, secret_key and
an optional token. The bridge verifies each call with the key of its SecretId
and signs the forwarded call with the same key.

A call that names an instance of the protection list (--protect, QCVM_PROTECT,
protect in the configuration) is refused with 4102, unless it only reads.
Actions without an API 3.0 equivalent are answered with 6100. When the outcome
of a call is unknown, the bridge closes the connection without an answer.

GET /healthz returns the number of forwarded, refused and retried calls.

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
