import { InvalidArgumentError, Option, type Command } from 'commander';
import { exitCodeHelp } from '../../environment/exit-codes.js';
import type { FleetCommand } from '../../fleet/terms/event.js';
import { words } from '../../fleet/terms/words.js';
import { repeated } from '../../operations/read-option.js';
import { parseDuration } from '../../output/numbers.js';
import { addFilters } from '../../targets/selection/filters.js';
import type { Bind } from '../../session/context.js';

const exitCodes = exitCodeHelp({
  0: 'every instance is as requested, was so already, or is protected',
  1: 'at least one was refused, not found, timed out or is unknown',
  130: 'interrupted; what is not finished is in the journal, for --resume',
});

const examples: Readonly<Record<FleetCommand, string>> = {
  stop: `
Examples:
  qcvm stop ins-09dx96dg --wait
  qcvm stop --status running --search-word nightly --wait --force fallback --yes
  qcvm stop --tag env=test --charge-type POSTPAID_BY_HOUR --stop-charging --wait
  qcvm describe --status running --all -o ids | qcvm stop - --wait --yes
  qcvm stop --all --region ap-guangzhou,ap-beijing --protect @keep.txt --dry-run
  qcvm stop --resume`,
  start: `
Examples:
  qcvm start ins-09dx96dg --wait
  qcvm start --file fleet.txt --wait --yes`,
  restart: `
Examples:
  qcvm restart ins-09dx96dg --wait
  qcvm restart --search-word web --status running --yes`,
};

const about: Readonly<Record<FleetCommand, string>> = {
  stop:
    'Shut down instances. Nothing is sent to those that are shut down already. With --wait, the command runs until every ' +
    'instance is down and retries what failed; with --force, it powers off what an ordinary shutdown does not stop.',
  start: 'Start instances that are shut down. Nothing is sent to those that run already.',
  restart: 'Restart running instances. No instance is sent a restart twice, even when an answer is lost.',
};

function time(text: string): number {
  const value = parseDuration(text);
  if (value === undefined || value === 0)
    throw new InvalidArgumentError('Give a time such as 90s, 15m or 1h.');
  return value;
}

function addFleetCommand(program: Command, bind: Bind, name: FleetCommand): void {
  const { verb, participle, changing } = words[name];
  const command = program
    .command(name)
    .summary(`${verb.toLowerCase()} instances${name === 'stop' ? ', a whole fleet safely' : ''}`)
    .description(about[name])
    .argument('[id...]', 'instance ids, also as region/id; `-` reads them from stdin');
  command.optionsGroup('Choosing instances:');
  command
    .option('-f, --file <path>', 'read ids from a file: one or more on each line, # for comments')
    .option('-a, --all', 'every instance of the region');
  addFilters(command, 'act');
  if (name !== 'start') {
    command.option(
      '--protect <list>',
      'never touch these: ids, or @file with one id per line; repeatable, in addition to those of the profile',
      repeated,
    );
    command.option(
      '--allow-unmatched-protect',
      'continue although the protection list has ids that match no instance in these regions',
    );
  }
  command.optionsGroup('How:');
  command
    .option('-n, --dry-run', 'show exactly what would be sent, and change nothing')
    .option(
      '-y, --yes',
      'do not ask; required where no question can be asked, except for one instance given by its id',
    )
    .option('-w, --wait', `wait until they are ${participle}, not only ${changing}`);
  if (name !== 'start') {
    command.option(
      '--force <when>',
      name === 'stop'
        ? 'power off what does not shut down: never, fallback (as soon as an ordinary shutdown has failed), ' +
            'or a time to wait for it, such as 10m; without --wait, fallback leaves that to the service'
        : 'never, or fallback: let the service power it off when an ordinary shutdown fails',
      'never',
    );
  }
  if (name === 'stop') {
    command.option(
      '--stop-charging',
      'stop paying for CPU and memory: the public address is lost, and capacity is not kept (API 3.0)',
    );
  }
  command
    .addOption(
      new Option('-t, --timeout <time>', 'how long to wait for one instance')
        .default(900_000, '15m')
        .argParser(time),
    )
    .option('--json', 'print events as JSON lines on stdout instead of progress and summary')
    .option('-q, --quiet', 'no progress, only the summary');
  command.optionsGroup('Interruptions:');
  command
    .option('--journal <path>', 'file for the journal (default: a new one in ~/.local/state/qcvm/journal)')
    .option('--no-journal', 'keep no journal')
    .option(
      '--resume',
      'continue the run that was interrupted last, or that of --journal: only what is left, as planned',
    )
    .option('--other-account', 'with --resume: continue with another key than that of the interrupted run');
  command.addHelpText('after', `${examples[name]}\n\n${exitCodes}`);
  bind(command, async (context, invoked) =>
    (await import('./stop-start-restart.js')).fleet(context, invoked, name),
  );
}

export function addFleetCommands(program: Command, bind: Bind): void {
  for (const name of ['stop', 'start', 'restart'] as const) addFleetCommand(program, bind, name);
}
