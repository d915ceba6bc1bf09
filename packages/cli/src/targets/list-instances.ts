import type { Cvm, DescribeInstancesInput, Instance } from '@qcvm/client';

/** An instance together with the region in which it was found. */
export interface FoundInstance {
  readonly region: string;
  readonly instance: Instance;
}

export interface ListOptions {
  readonly cvm: Cvm;
  readonly regions: readonly string[];
  readonly signal: AbortSignal;
  /** Hears how many there are in a region, as the first page says. */
  readonly onTotal?: (total: number) => void;
  /** Instances to a page. Default: 100, the most that the service gives. */
  readonly pageSize?: number;
}

/** Every instance that the filters choose, region after region, each once. */
export async function* listInstances(
  { cvm, regions, signal, onTotal, pageSize }: ListOptions,
  filters: DescribeInstancesInput,
): AsyncGenerator<FoundInstance> {
  const { paginate } = await import('@qcvm/client');
  const input = { ...filters, ...(pageSize === undefined ? {} : { limit: pageSize }) };
  for (const region of regions) {
    let first = true;
    for await (const page of paginate(cvm.describeInstances, input, { region, signal }).pages()) {
      if (first) onTotal?.(page.total);
      first = false;
      for (const instance of page.items) yield { region, instance };
    }
  }
}
