import type { DescribeInstancesInput, Instance } from '@qcvm/client';
import type { Cvm as NewerCvm } from '@qcvm/client/v3';
import { ofOptions } from '../../operations/option-problems.js';
import { commandOf } from '../../operations/operation-table.js';
import type { Filters } from './filters.js';
import type { Lookup } from '../locate.js';

/** An instance together with the region in which it was found. */
export interface FoundInstance {
  readonly region: string;
  readonly instance: Instance;
}

/** Where to look for instances that filters choose. */
export interface ListLookup extends Lookup {
  /** A client of API 3.0 itself, for filters that only it has. */
  readonly newer: () => Promise<Pick<NewerCvm, 'describeInstances'>>;
}

export interface ListOptions extends ListLookup {
  /** Hears how many there are in a region, as the first page says. */
  readonly onTotal?: (total: number) => void;
  /** Instances to a page. Default: 100, the most that the service gives. */
  readonly pageSize?: number;
}

/** A page of instances of one region. */
interface InstancePage {
  readonly total: number;
  readonly instances: readonly Instance[];
}

interface Place {
  readonly region: string;
  readonly signal: AbortSignal;
}

/**
 * API 3.0 says which instances its own filters choose; what these are, and whether they fit the other filters as well, is asked
 * for as everywhere else.
 */
async function* newerPages(
  { cvm, newer, pageSize }: Pick<ListOptions, 'cvm' | 'newer' | 'pageSize'>,
  { older, newer: chosen }: Filters,
  place: Place,
): AsyncGenerator<InstancePage> {
  const { paginate } = await import('@qcvm/client');
  const { describeInstances } = await newer();
  const input = { Filters: [...chosen], ...(pageSize === undefined ? {} : { Limit: pageSize }) };
  for await (const { items, total } of paginate(describeInstances, input, place).pages()) {
    const instanceIds = items.flatMap(({ InstanceId }) => InstanceId ?? []);
    if (instanceIds.length === 0) continue;
    const about = { ...older, instanceIds, limit: instanceIds.length } as DescribeInstancesInput;
    const { instanceSet } = await cvm.describeInstances(about, place);
    const byId = new Map(instanceSet.map((instance) => [instance.unInstanceId, instance]));
    yield { total, instances: instanceIds.flatMap((id) => byId.get(id) ?? []) };
  }
}

async function* olderPages(
  { cvm, pageSize }: Pick<ListOptions, 'cvm' | 'pageSize'>,
  { older }: Filters,
  place: Place,
): AsyncGenerator<InstancePage> {
  const { paginate } = await import('@qcvm/client');
  const input: DescribeInstancesInput = { ...older, ...(pageSize === undefined ? {} : { limit: pageSize }) };
  for await (const { items, total } of paginate(cvm.describeInstances, input, place).pages())
    yield { total, instances: items };
}

/**
 * Every instance that the filters choose, region after region, each once.
 *
 * @throws CliError that names the options for filters that the service does not take; what a call throws.
 */
export async function* listInstances(options: ListOptions, filters: Filters): AsyncGenerator<FoundInstance> {
  const { regions, signal, onTotal } = options;
  const { command, newer } = filters;
  const pages = newer.length > 0 ? newerPages : olderPages;
  try {
    for (const region of regions) {
      let first = true;
      for await (const { total, instances } of pages(options, filters, { region, signal })) {
        if (first) onTotal?.(total);
        first = false;
        for (const instance of instances) yield { region, instance };
      }
    }
  } catch (error) {
    throw ofOptions(error, { command, options: commandOf('DescribeInstances').options });
  }
}
