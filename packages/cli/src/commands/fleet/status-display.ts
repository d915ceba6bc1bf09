import type { Fleet, RunStatus, Tally } from '@qcvm/fleet';
import { InterruptedError } from '../../environment/cli-error.js';
import { exitCodes } from '../../environment/exit-codes.js';
import { count, counted } from '../../output/numbers.js';
import { tableLines } from '../../output/table.js';
import { printable } from '../../output/text.js';
import type { Context } from '../../session/context.js';

/** Milliseconds between two looks at a run. */
const pause = 1000;
/** Failures that are listed for a person; programs get all. */
const most = 20;

const sum = (counts: readonly Tally[]): number => counts.reduce((all, { count: each }) => all + each, 0);

/** A run by account and region. */
function linesOf(status: RunStatus, { environment, style }: Context): readonly string[] {
  const { id, action, state, total, open, failed, counts } = status;
  const places = [...new Set(counts.map(({ account, region }) => `${account}\t${region}`))].toSorted();
  const rows = places.map((place) => {
    const [account = '', region = ''] = place.split('\t');
    const here = counts.filter((tally) => tally.account === account && tally.region === region);
    const done = here
      .filter(({ kind }) => kind !== 'open')
      .map(({ kind, count: each }) => `${count(each)} ${kind}`);
    return [
      account,
      region,
      count(sum(here)),
      count(sum(here.filter(({ kind }) => kind === 'open'))),
      done.join(', '),
    ];
  });
  const head = `${id}: ${action}, ${state}; ${counted(total, 'instance')}, ${count(open)} open, ${count(failed)} failed`;
  const table = tableLines({
    columns: [
      { title: 'Account' },
      { title: 'Region' },
      { title: 'Instances', align: 'right' },
      { title: 'Open', align: 'right' },
      { title: 'Outcomes', flexible: true },
    ],
    rows,
    width: environment.stdout.columns,
    heading: style.out.dim,
  });
  return [head, ...notesOf(status), '', ...table];
}

/** What holds a run up, a line for each. */
const notesOf = ({ state, waiting }: RunStatus): readonly string[] => [
  ...(state === 'abandoned'
    ? ['Its planning ended early, and nothing was sent. The same plan with the same id plans it anew.']
    : []),
  ...waiting.map(({ account, reason }) =>
    printable(`No worker can work for ${account} at present: ${reason}`),
  ),
];

/** Shows a run until it is done; Ctrl-C leaves it to its workers. */
export async function follow(
  context: Context,
  fleet: Fleet,
  { run, isJson }: { readonly run: string; readonly isJson: boolean },
): Promise<number> {
  const { environment, signal } = context;
  const isLive = !isJson && environment.stderr.isTerminal;
  const display = isLive ? await environment.liveDisplay() : undefined;
  let status = await fleet.status(run);
  let told = '';
  try {
    while (status.state === 'working' || status.state === 'planning') {
      display?.draw(linesOf(status, context).join('\n'));
      const notes = notesOf(status).join('\n');
      if (!display && notes !== told) await environment.stderr.write(notes && `${notes}\n`);
      told = notes;
      await environment.sleep(pause, signal);
      status = await fleet.status(run);
    }
  } catch (error) {
    if (signal.aborted) throw new InterruptedError(`The run goes on. To see how: qcvm fleet status ${run}`);
    throw error;
  } finally {
    display?.clear();
  }
  return tellEnd(context, fleet, { status, isJson });
}

/** Prints how a run stands, with what failed and why. The exit code says whether all is as asked for, as far as it is known. */
export async function tellEnd(
  context: Context,
  fleet: Fleet,
  { status, isJson }: { readonly status: RunStatus; readonly isJson: boolean },
): Promise<number> {
  const { stdout } = context.environment;
  if (isJson) {
    await stdout.write(`${JSON.stringify({ type: 'status', ...status })}\n`);
    for await (const outcome of fleet.outcomes(status.id, { failed: true }))
      await stdout.write(`${JSON.stringify({ type: 'failed', ...outcome })}\n`);
  } else {
    await stdout.write(`${linesOf(status, context).join('\n')}\n`);
    if (status.failed > 0) await stdout.write(`\n${await failuresOf(fleet, status)}`);
  }
  return status.failed > 0 || status.state === 'abandoned' ? exitCodes.refused : exitCodes.success;
}

async function failuresOf(fleet: Fleet, { id, failed }: RunStatus): Promise<string> {
  const lines: string[] = [];
  for await (const { account, region, instanceId, kind, code, reason = '' } of fleet.outcomes(id, {
    failed: true,
  })) {
    if (lines.length === most) {
      lines.push(`… and ${count(failed - most)} more: --json has all.`);
      break;
    }
    const why = [code, reason].filter((part) => part !== undefined && part !== '').join(' ');
    lines.push(printable(`${account} ${region} ${instanceId} ${kind}${why && `: ${why}`}`));
  }
  return `${lines.join('\n')}\n`;
}
