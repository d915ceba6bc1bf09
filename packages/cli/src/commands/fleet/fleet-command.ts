import { Option, type Command } from 'commander';
import { addHelp } from '../../help-command.js';
import { exitCodeHelp } from '../../environment/exit-codes.js';
import { wholeNumberIn } from '../../operations/read-option.js';
import type { Bind } from '../../session/context.js';

const examples = `
Examples:
  qcvm fleet plan nightly.yaml
  qcvm fleet run nightly.yaml --wait
  qcvm fleet schedule nightly.yaml
  QCVM_FLEET_STORE=redis://queue.internal:6379 qcvm fleet worker
  qcvm fleet status nightly-20261129T220000 --json

Needs the package @qcvm/fleet, and ioredis or pg:
  npm install -g @qcvm/fleet ioredis
For a fleet that fits into one process, there is qcvm stop --wait, which needs no
server.

${exitCodeHelp({
  1: 'an instance is not as the plan wants it',
  2: 'wrong usage or a wrong plan: nothing was sent',
  4: 'the service or the store cannot be reached',
  5: 'the store is full, or standard output failed',
})}`;

const storeOptions = (command: Command): Command =>
  command
    .option(
      '--store <url>',
      'where runs and queue are kept: redis://… or postgres://… (default: QCVM_FLEET_STORE)',
    )
    .option('--namespace <name>', 'keeps teams on one server apart (default: QCVM_FLEET_NAMESPACE, or qcvm)');

const json = (): Option => new Option('--json', 'print JSON lines, for programs');
const yes = (): Option => new Option('-y, --yes', 'do not ask');
const file = ['<file>', 'the plan: YAML; `-` reads it from stdin'] as const;
const run = ['<run>', 'the id of the run, as `fleet run` and `fleet status` print it'] as const;

/** `qcvm fleet`: fleets beyond one machine. */
export function addFleet(program: Command, bind: Bind): void {
  const fleet = program
    .command('fleet')
    .summary('run plans for many accounts and regions, by any number of workers')
    .description(
      'Stop, start or restart fleets by a plan, from many machines: workers share one quota, and what became of each instance ' +
        'is kept in Redis or PostgreSQL, whichever worker is lost on the way.',
    );
  bind(
    fleet
      .command('plan')
      .summary('show what a plan would do, when, and to which instances')
      .description(
        'Show what a run of the plan would do now, instance by instance, and when its schedule has it run.',
      )
      .argument(...file)
      .addOption(json()),
    async (context, invoked) => (await import('./show-plan.js')).showPlan(context, invoked),
  );
  bind(
    storeOptions(
      fleet
        .command('run')
        .summary('plan a run and give it to the workers')
        .description('Decide what there is to do, write it into the store, and give it to the workers.')
        .argument(...file)
        .option(
          '--id <run>',
          "id of the run; the same id goes on with the same run (default: the plan's name and the time)",
        )
        .option('-w, --wait', 'stay until every instance has its outcome')
        .addOption(json())
        .addOption(yes()),
    ),
    async (context, invoked) => (await import('./run-plan.js')).runPlan(context, invoked),
  );
  bind(
    storeOptions(
      fleet
        .command('schedule')
        .summary('let workers run a plan at its times')
        .description(
          'Let workers run the plan at the times of its schedule, in place of what was scheduled under its name. Without a plan: what is scheduled.',
        )
        .argument('[file]', file[1])
        .option('--remove <plan>', 'take the schedule of this plan away'),
    ),
    async (context, invoked) => (await import('./schedule-plan.js')).schedulePlan(context, invoked),
  );
  bind(
    storeOptions(
      fleet
        .command('worker')
        .summary('work on what is in the queue, until it is stopped')
        .description(
          'Work on the batches of all runs. SIGTERM and Ctrl-C stop it; another worker goes on with what was under way.',
        )
        .option(
          '--concurrency <number>',
          'batches of at most 100 instances at a time',
          wholeNumberIn(1, Number.MAX_SAFE_INTEGER, '--concurrency must be a number from 1 up.'),
          50,
        ),
    ),
    async (context, invoked) => (await import('./work.js')).work(context, invoked),
  );
  bind(
    storeOptions(
      fleet
        .command('status')
        .summary('show how a run stands, or the latest runs')
        .description(
          'Show how a run stands by account and region, what failed, and why: live on a terminal, until it is done.',
        )
        .argument('[run]', run[1])
        .addOption(json()),
    ),
    async (context, invoked) => (await import('./show-status.js')).showStatus(context, invoked),
  );
  bind(
    storeOptions(
      fleet
        .command('cancel')
        .summary('send nothing more for a run')
        .description('Send nothing more for a run. What was sent before goes on, and is not waited for.')
        .argument(...run)
        .addOption(yes()),
    ),
    async (context, invoked) => (await import('./cancel-retry.js')).cancelRun(context, invoked),
  );
  bind(
    storeOptions(
      fleet
        .command('retry')
        .summary('work once more on what failed or was left over')
        .description('Work once more on the instances of a run that failed, and on those without an outcome.')
        .argument(...run)
        .option(
          '--kind <kinds...>',
          'kinds of outcome to work on again (default: refused timed-out unknown cancelled)',
        )
        .addOption(yes()),
    ),
    async (context, invoked) => (await import('./cancel-retry.js')).retryRun(context, invoked),
  );
  addHelp(fleet);
  fleet.addHelpText('after', examples);
}
