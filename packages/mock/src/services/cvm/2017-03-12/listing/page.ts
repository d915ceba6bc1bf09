import type { Invocation, Outcome } from '../../../../core/service.js';
import { filterProblem, type Filter } from '../../../filters.js';

interface PageOptions<Item> {
  readonly invocation: Invocation;
  /** What filters look at, by their names. */
  readonly looksAt: Readonly<Record<string, (item: Item) => readonly string[]>>;
  readonly write: (item: Item) => object;
}

/** A page of a list, of those that are asked for by ids or filters, as the operation's paging has it. */
export function pageOf<Item extends { readonly id: string }>(
  all: readonly Item[],
  { invocation, looksAt, write }: PageOptions<Item>,
): Outcome {
  const { input, operation } = invocation;
  const { items = '', total = '', id: idName = '' } = operation.descriptor.pagination ?? {};
  const {
    Offset = 0,
    Limit = 20,
    Filters = [],
  } = input as {
    readonly Offset?: number;
    readonly Limit?: number;
    readonly Filters?: readonly Filter[];
  };
  const ids = input[`${idName}s`] as readonly string[] | undefined;
  const failure = filterProblem(Filters, { names: Object.keys(looksAt) });
  if (failure) return { failure };
  const found = all.filter(
    (item) =>
      (ids?.includes(item.id) ?? true) &&
      Filters.every(({ Name, Values }) => looksAt[Name]?.(item).some((value) => Values.includes(value))),
  );
  return {
    fields: { [total]: found.length, [items]: found.slice(Offset, Offset + Limit).map(write) },
  };
}
