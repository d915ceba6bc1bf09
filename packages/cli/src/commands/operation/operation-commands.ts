import type { Command } from 'commander';
import { inCommandWords } from '../../operations/command-words.js';
import { addOptions } from '../../operations/operation-options.js';
import { addAnswerOptions } from '../../output/answer.js';
import { repeated } from '../../operations/read-option.js';
import { commands, isCarried, isForbiddenToProtected } from '../../operations/operation-table.js';
import type { Bind } from '../../session/context.js';

/** One command for each operation of the API, made from the generated table. */
export function addOperations(program: Command, bind: Bind): void {
  program.commandsGroup('The API, one command for each operation:');
  for (const descriptor of commands) {
    const command = program
      .command(descriptor.name)
      .summary(descriptor.summary.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()))
      .description(inCommandWords(descriptor.description, descriptor.options));
    addOptions(command, descriptor.options);
    addAnswerOptions(command);
    if (descriptor.pageItems !== undefined) {
      command.option('-a, --all', 'all pages, as one list');
    }
    if (descriptor.effect === 'change') {
      command
        .option('-y, --yes', 'do not ask')
        .option('-n, --dry-run', 'show exactly what would be sent, without sending it');
      if (isForbiddenToProtected(descriptor)) {
        command.option(
          '--protect <list>',
          'refuse the call if it names one of these: ids, or @file with one id per line; repeatable, in addition to those of the profile',
          repeated,
        );
        command.option(
          '--allow-unmatched-protect',
          'continue although the protection list has ids that match no instance in this region',
        );
      }
    }
    const pages = descriptor.pageItems === undefined ? '' : ', or one for each page with --all';
    const only = isCarried(descriptor) ? '' : '\nAPI 2.0 only: `qcvm api` calls what API 3.0 has instead.';
    command.addHelpText(
      'after',
      `\nSends one request, ${descriptor.action}${pages}.${only}\nSource: ${descriptor.source}`,
    );
    bind(command, async (context, invoked) =>
      (await import('./operation.js')).operation(context, invoked, descriptor),
    );
  }
}
