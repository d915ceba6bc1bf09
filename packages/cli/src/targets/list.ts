import type { Cvm, DescribeInstancesInput } from '@qcvm/client';
import type { FoundInstance } from '../output/instance-columns.js';

export interface ListOptions {
  readonly cvm: Cvm;
  readonly regions: readonly string[];
  readonly signal: AbortSignal;
  /** Hears how many there are in a region, as the first page says. */
  readonly onTotal?: (total: number) => void;
  /** Instances to a page. Default: 100, the most that the service gives. */
  readonly pageSize?: number;
}

const largestPage = 100;

/** Every instance that the filters choose, region after region, each once. */
export async function* listInstances(
  { cvm, regions, signal, onTotal, pageSize = largestPage }: ListOptions,
  filters: DescribeInstancesInput,
): AsyncGenerator<FoundInstance> {
  for (const region of regions) {
    const seen = new Set<string>();
    for (let offset = 0; ; offset += pageSize) {
      const page = await cvm.describeInstances({ ...filters, offset, limit: pageSize }, { region, signal });
      if (offset === 0) onTotal?.(page.totalCount);
      for (const instance of page.instanceSet) {
        // While the list changes, an instance may move to a later page.
        if (seen.has(instance.unInstanceId)) continue;
        seen.add(instance.unInstanceId);
        yield { region, instance };
      }
      if (page.instanceSet.length === 0 || offset + pageSize >= page.totalCount) break;
    }
  }
}
