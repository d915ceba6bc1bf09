import { failure, type Failure } from '../core/service.js';
import { didYouMean } from '../core/words/nearest.js';
import { shown } from '../core/words/redact.js';

/** A filter of API 3.0: what it looks at has one of the values. */
export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** What an operation filters by. */
export interface FilterRules {
  /** `{key}` in one stands for any text. */
  readonly names: readonly string[];
  /** Values of one filter at the most. */
  readonly mostValues?: number | undefined;
  /** The codes that the operation documents. */
  readonly codes?: readonly string[] | undefined;
}

const isNamed = (name: string, names: readonly string[]): boolean =>
  names.some((known) => {
    const prefix = known.endsWith('{key}') ? known.slice(0, -'{key}'.length) : undefined;
    return prefix === undefined ? name === known : name.startsWith(prefix) && name.length > prefix.length;
  });

/** Why the filters of a call are refused. */
export function filterProblem(
  filters: readonly Filter[],
  { names, mostValues = Infinity, codes = [] }: FilterRules,
): Failure | undefined {
  for (const { Name, Values } of filters) {
    const name = shown(Name);
    if (Values.length > mostValues)
      return failure(
        codes.find((code) => code === 'InvalidFilterValue.LimitExceeded') ?? 'InvalidParameterValue',
        `Filters: ${name} has ${Values.length} values; at most ${mostValues} are taken`,
        `过滤器 ${name} 的值超过 ${mostValues} 个`,
      );
    if (!isNamed(Name, names))
      return failure(
        'InvalidFilter',
        `Filters: ${name} is not a name to filter by${didYouMean(Name, names)}`,
        `过滤器 ${name} 不合法`,
      );
  }
  return undefined;
}
