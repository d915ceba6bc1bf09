import type { Command } from 'commander';
import { addAnswerOptions } from '../../output/answer.js';
import type { Bind } from '../../session/context.js';

export function addApi(program: Command, bind: Bind): void {
  const api = program
    .command('api')
    .summary('call any Action of any service directly')
    .description(
      'Call any Action of any service, in either generation of the API, with the same key, region, endpoint, limits and retries as ' +
        'every other command. The answer is printed as JSON. A call is sent once, unless --read says that it can be repeated.',
    )
    .argument('<service>', 'such as cvm or cbs')
    .argument('<action>', 'as the vendor spells it, such as DescribeInstances')
    .argument('[param...]', 'Name=value, such as Limit=5 or InstanceIds=ins-09dx96dg')
    .option(
      '--version <version>',
      'version of the service, such as 2017-03-12, which is the default for cvm; 2.0 for API 2.0, as --api 2.0',
    )
    .option('--input <file>', 'take the parameters from a JSON file; - for stdin')
    .option('--read', 'it changes nothing: send it again after a lost answer')
    .option('-a, --all', 'all pages, as one list; implies --read');
  addAnswerOptions(api);
  api.addHelpText(
    'after',
    `
API 3.0 is called, also at an endpoint of API 2.0, unless --version 2.0 is
given, or --api, QCVM_API or the profile names API 2.0.

Values are read by the tables of the API where these have the Action. Elsewhere
whole numbers, true and false are themselves, what begins with [, { or " is
JSON, and all else is a text: Name='"7"' is one as well. API 2.0 takes every
value as a text.

Whole numbers of an answer are printed with all their digits. --query takes one
of more than 2^53 for a text.

An Action that names an instance of the protection list is refused, unless it
only reads.

Examples:
  qcvm api cvm DescribeInstances InstanceIds.0=ins-09dx96dg --read
  qcvm api cvm DescribeInstances --all --query '[].InstanceId'
  qcvm api cvm StopInstances InstanceIds=ins-09dx96dg StoppedMode=STOP_CHARGING
  qcvm api cbs DescribeDisks --version 2017-03-12 \\
    'Filters=[{"Name":"zone","Values":["ap-guangzhou-3"]}]'
  qcvm api image DescribeImages imageType=2 --version 2.0
  echo '{"InstanceIds":["ins-09dx96dg"]}' | qcvm api cvm StartInstances --input -`,
  );
  bind(api, async (context, invoked) => (await import('./api.js')).api(context, invoked));
}
