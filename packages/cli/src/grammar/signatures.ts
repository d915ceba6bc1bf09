import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Bind } from './bind.js';

function seconds(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError('Give seconds since 1970.');
  return Number(text);
}
function positive(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('Give a positive integer.');
  return Number(text);
}

export function addSignatureCommands(program: Command, bind: Bind): void {
  const sign = program
    .command('sign')
    .summary('print a signed URL or curl command, and send nothing')
    .description(
      'Sign a call and print it. What is printed carries a live signature: whoever has it can make this one call, ' +
        'once, until its Timestamp is too old. Treat it like a password.',
    )
    .argument('<action>', 'such as DescribeInstances, or describe-instances')
    .argument('[parameter...]', 'name=value, such as instanceIds.0=ins-09dx96dg or limit=5')
    .addOption(
      new Option('--as <form>', 'what to print').choices(['url', 'curl', 'canonical']).default('url'),
    )
    .addOption(new Option('--method <method>', 'HTTP method').choices(['GET', 'POST']))
    .addOption(new Option('--timestamp <seconds>', 'default: now').argParser(seconds))
    .addOption(new Option('--nonce <number>', 'default: random').argParser(positive));
  sign.addHelpText(
    'after',
    `
Examples:
  qcvm sign DescribeInstances limit=5
  qcvm sign StopInstances instanceIds.0=ins-09dx96dg forceStop=1 --as curl
  qcvm sign DescribeInstances --as canonical   the text that is signed, without the signature`,
  );
  bind(sign, async (context, invoked) => (await import('../commands/sign.js')).sign(context, invoked));

  const explain = program
    .command('explain')
    .summary('find out why a signature is wrong (code 4100)')
    .description(
      'Take a request or a canonical string of another client apart, stage by stage, and show where it departs ' +
        'from what the service expects, with the usual cause. Sends nothing. The SecretKey is taken from where ' +
        'the other commands take it; without one, the signature itself is not checked.',
    )
    .argument('[request]', 'a URL, a curl command, or a canonical string; `-` or nothing reads stdin')
    .addOption(new Option('--signed-text <text>', 'the text that the other client signed, where it is known'))
    .addOption(new Option('--json', 'the findings as JSON'));
  explain.addHelpText(
    'after',
    `
Examples:
  qcvm explain 'https://cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=…&Signature=…'
  pbpaste | qcvm explain
  qcvm explain 'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=…'

Exit codes: 0 nothing is wrong with it, 1 something is, 2 usage.`,
  );
  bind(explain, async (context, invoked) =>
    (await import('../commands/explain.js')).explain(context, invoked),
  );
}
