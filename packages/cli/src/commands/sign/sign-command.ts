import { Option, type Command } from 'commander';
import { wholeNumberIn } from '../../operations/read-option.js';
import type { Bind } from '../../session/context.js';

export function addSign(program: Command, bind: Bind): void {
  const sign = program
    .command('sign')
    .summary('print a signed API 2.0 URL or curl command without sending it')
    .description(
      'Sign an API 2.0 request and print it. To send API 3.0 requests, use `qcvm api`. The output contains a live signature: it can be ' +
        'used once, until it expires. Treat it like a password.',
    )
    .argument('<action>', 'such as DescribeInstances, or describe-instances')
    .argument('[parameter...]', 'name=value, such as instanceIds.0=ins-09dx96dg or limit=5')
    .addOption(
      new Option('--as <form>', 'output form; canonical is the signed text, without the signature')
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
