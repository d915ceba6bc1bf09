import type { Command } from 'commander';
import { exitCodeHelp } from '../../environment/exit-codes.js';
import type { Bind } from '../../session/context.js';

export function addExplain(program: Command, bind: Bind): void {
  const explain = program
    .command('explain')
    .summary('find out why a signature is wrong (code 4100, AuthFailure.SignatureFailure)')
    .description(
      'Take apart a request or a canonical string of another client, stage by stage, and show where it differs from ' +
        'what the service expects, with the usual cause. Nothing is sent. The SecretKey is looked up as for the other ' +
        'commands; without one, the signature itself is not checked.',
    )
    .argument(
      '[request]',
      'a URL, a curl command, a raw request of either API, or a canonical string; default, or `-`: stdin',
    )
    .option('--signed-text <text>', 'the text that the other client signed, if known')
    .option('--json', 'the findings as JSON');
  explain.addHelpText(
    'after',
    `
Examples:
  qcvm explain 'https://cvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=…&Signature=…'
  pbpaste | qcvm explain
  qcvm explain 'GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=…'

${exitCodeHelp({ 0: 'nothing is wrong with the request', 1: 'something is', 3: undefined, 4: undefined })}`,
  );
  bind(explain, async (context, invoked) => (await import('./explain.js')).explain(context, invoked));
}
