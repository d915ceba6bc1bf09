import { Option, type Command } from 'commander';
import { wholeNumberIn } from '../../operations/read-option.js';
import type { Bind } from '../../session/context.js';

export function addSign(program: Command, bind: Bind): void {
  const sign = program
    .command('sign')
    .summary('print a signed URL or curl command of API 2.0, and send nothing')
    .description(
      'Sign a call of API 2.0 and print it; `qcvm api` sends calls of API 3.0. What is printed carries a live signature: it can be sent, ' +
        'once, until its Timestamp is too old. Treat it like a password.',
    )
    .argument('<action>', 'such as DescribeInstances, or describe-instances')
    .argument('[parameter...]', 'name=value, such as instanceIds.0=ins-09dx96dg or limit=5')
    .addOption(
      new Option('--as <form>', 'what to print; canonical is the text that is signed, without the signature')
        .choices(['url', 'curl', 'canonical'])
        .default('url'),
    )
    .addOption(
      new Option(
        '--method <method>',
        'HTTP method (default: GET, or POST where a URL would be too long)',
      ).choices(['GET', 'POST']),
    )
    .option(
      '--timestamp <seconds>',
      'Timestamp of the call (default: now)',
      wholeNumberIn(1, 999_999_999_999, 'Give seconds since 1970.'),
    )
    .option(
      '--nonce <number>',
      'Nonce of the call (default: random)',
      wholeNumberIn(1, 999_999_999_999_999, 'Give a positive integer.'),
    );
  sign.addHelpText(
    'after',
    `
Examples:
  qcvm sign DescribeInstances limit=5
  qcvm sign StopInstances instanceIds.0=ins-09dx96dg forceStop=1 --as curl
  qcvm sign DescribeInstances --as canonical`,
  );
  bind(sign, async (context, invoked) => (await import('./sign.js')).sign(context, invoked));
}
