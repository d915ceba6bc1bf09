import type { Command } from 'commander';
import { usageError } from '../../environment/cli-error.js';
import { needRegions } from '../../configuration/settings.js';
import { connect } from '../../session/connect.js';
import { warn, type Context } from '../../session/context.js';
import { exitCodes } from '../../environment/exit-codes.js';
import type { OptionValues } from '../../operations/operation-options.js';
import {
  parseFormat,
  type OutputFormat,
  printRecords,
  printValue,
  type RecordColumn,
} from '../../output/records.js';
import { chosenColumns, csvColumns, headingOf, tableColumns } from './instance-columns.js';
import { count } from '../../output/numbers.js';
import { compileQuery } from '../../output/query.js';
import { checkNames, readNames } from '../../targets/collect-targets.js';
import { filtersOf, isEmpty } from '../../targets/selection/filters.js';
import { listInstances, type FoundInstance } from '../../targets/selection/list-instances.js';
import { locate } from '../../targets/locate.js';
import { refuseOlderIds } from '../../targets/older-ids.js';
import { targetKey } from '../../targets/target.js';

interface DescribeOptions {
  readonly all?: true;
  readonly limit: number;
  readonly output?: string;
  readonly columns?: string;
  readonly query?: string;
}

/** `qcvm describe`. */
export async function describe(context: Context, invoked: Command): Promise<number> {
  const { environment, signal, style } = context;
  const options = invoked.opts<DescribeOptions>();
  const limitIsGiven = invoked.getOptionValueSource('limit') === 'cli';
  const query = options.query === undefined ? undefined : await compileQuery(options.query);
  const names = invoked.args;
  checkNames(names);
  const settings = await context.settings();
  const format: OutputFormat =
    options.output !== undefined
      ? parseFormat(options.output, '--output')
      : query !== undefined
        ? 'json'
        : parseFormat(settings.output ?? 'table', 'output');
  const columns = columnsFor({ format, chosen: options.columns, context, regions: settings.regions.length });
  const filters = filtersOf(invoked.opts<OptionValues>(), {
    command: 'describe',
    use: 'look',
    api: settings.api,
  });
  if (names.length > 0 && !isEmpty(filters)) {
    throw usageError('describe: instance ids cannot be combined with filters', 'Give ids or filters.');
  }
  if (names.length > 0 && limitIsGiven) {
    throw usageError('describe: instance ids cannot be combined with --limit', 'Give ids or a limit.');
  }
  // Last, as all else is wrong with any region.
  const regions = needRegions(settings);
  const { cvm, newer } = await connect(context, settings, { region: regions[0] });
  const lookup = { cvm, newer, regions, signal };

  let missing: readonly string[] = [];
  /** Instances in each region that was looked at. */
  const totals: number[] = [];
  const limit = options.all && !limitIsGiven ? Infinity : options.limit;
  async function* chosen(): AsyncGenerator<FoundInstance> {
    const pageSize = Math.min(100, limit);
    const all = listInstances({ ...lookup, pageSize, onTotal: (more) => totals.push(more) }, filters);
    let shown = 0;
    for await (const found of all) {
      yield found;
      // Not with the next one: it may be on a page that would have to be asked for.
      if (++shown >= limit) return;
    }
  }
  async function* named(): AsyncGenerator<FoundInstance> {
    const instances = await readNames(context, names);
    refuseOlderIds(settings.api, instances);
    const located = await locate(lookup, instances);
    missing = located.missing.map(({ instanceId }) => instanceId);
    for (const target of located.targets) {
      const instance = located.instances.get(targetKey(target));
      if (instance !== undefined) yield { region: target.region, instance };
    }
  }
  const items = names.length > 0 ? named() : chosen();
  const shown =
    query === undefined
      ? await printRecords(environment.stdout, items, {
          format,
          columns,
          id: ({ region, instance }: FoundInstance) =>
            regions.length > 1 ? `${region}/${instance.unInstanceId}` : instance.unInstanceId,
          style: style.out,
          json: ({ instance }) => instance,
        })
      : await printQuery(context, { items, query, format });

  if (shown === 0 && format === 'table' && query === undefined && missing.length === 0) {
    await environment.stderr.write(`No such instances in ${regions.join(', ')}.\n`);
  }
  if (missing.length > 0) {
    for (const id of missing) await warn(context, `${id} does not exist in ${regions.join(', ')}`);
    return exitCodes.refused;
  }
  const total = totals.reduce((sum, each) => sum + each, 0);
  const isCut = total > shown || totals.length < regions.length;
  if (names.length === 0 && shown >= limit && isCut && !environment.stdout.gone.aborted) {
    const exact = regions.length > 1 ? 'there are more' : `there are ${count(total)}`;
    const more = total > shown ? exact : 'there may be more';
    const how = limitIsGiven
      ? 'Raise --limit, or use --all without it.'
      : 'Add --all, or --limit with a number.';
    await environment.stderr.write(style.err.dim(`Showing the first ${count(shown)}: ${more}. ${how}\n`));
  }
  return exitCodes.success;
}

function columnsFor(about: {
  format: OutputFormat;
  chosen: string | undefined;
  context: Context;
  regions: number;
}): RecordColumn<FoundInstance>[] {
  const { format, chosen, context, regions } = about;
  if (chosen !== undefined) {
    if (format !== 'table' && format !== 'csv') {
      throw usageError('describe: --columns is for table and csv', 'For JSON, choose fields with --query.');
    }
    return chosenColumns(chosen, (name) => (format === 'csv' ? name : headingOf(name)));
  }
  return format === 'csv' ? csvColumns() : tableColumns(context.style.out, regions);
}

async function printQuery(
  context: Context,
  {
    items,
    query,
    format,
  }: { items: AsyncIterable<FoundInstance>; query: (value: unknown) => unknown; format: OutputFormat },
): Promise<number> {
  const all: unknown[] = [];
  for await (const { instance } of items) all.push(instance);
  await printValue(context.environment.stdout, query(all), { format, style: context.style.out });
  return all.length;
}
