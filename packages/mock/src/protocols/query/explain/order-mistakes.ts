import { byBytes, compareBytes, type Pair } from './plan.js';
import type { Variation } from './variation.js';

const locale = new Intl.Collator('en');
const natural = new Intl.Collator('en', { numeric: true });

/** Names step by step, numbers as numbers: what a loop over an array writes. */
function byIndex(one: Pair, other: Pair): number {
  const left = one.name.split('.');
  const right = other.name.split('.');
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [first = '', second = ''] = [left[index], right[index]];
    if (first === second) continue;
    const numbers = /^\d+$/.test(first) && /^\d+$/.test(second);
    return numbers ? Number(first) - Number(second) : compareBytes(first, second);
  }
  return left.length - right.length;
}

const text = ({ name, value }: Pair): string => `${name}=${value}`;

const orders: readonly {
  name: string;
  explanation: string;
  common?: true;
  order: (one: Pair, other: Pair) => number;
}[] = [
  {
    name: 'unsorted',
    explanation: 'The parameters were signed in the order in which they were sent, not sorted by name.',
    common: true,
    order: (one, other) => one.place - other.place,
  },
  {
    name: 'numeric-index-order',
    explanation: 'Lists were signed in the order of their numbers (….2 before ….10), not in byte order.',
    common: true,
    order: byIndex,
  },
  {
    name: 'case-insensitive-order',
    explanation:
      'The names were sorted without regard to case, as localeCompare does; in byte order all upper-case letters come first.',
    common: true,
    order: (one, other) => compareBytes(one.name.toLowerCase(), other.name.toLowerCase()),
  },
  {
    name: 'locale-order',
    explanation:
      "The names were sorted by a language's rules (localeCompare or the like), not in byte order.",
    order: (one, other) => locale.compare(one.name, other.name),
  },
  {
    name: 'locale-order',
    explanation: "The names were sorted by a language's rules, numbers as numbers, not in byte order.",
    order: (one, other) => natural.compare(one.name, other.name),
  },
  {
    name: 'descending-order',
    explanation: 'The names were sorted in descending order.',
    order: (one, other) => byBytes(other, one),
  },
  {
    name: 'sorted-with-values',
    explanation: 'The texts name=value were sorted, not the names alone.',
    order: (one, other) => compareBytes(text(one), text(other)),
  },
];

/** What people get wrong in the order of the parameters. */
export const orderMistakes: readonly Variation[] = orders.map(({ name, explanation, common, order }) => ({
  step: 'order',
  ...(common ? { common } : {}),
  cause: {
    name,
    explanation,
    advice:
      'Sort by name in ascending byte order: instanceIds.10 before instanceIds.2, upper case before lower case.',
  },
  apply: (plan) => ({ ...plan, order }),
}));
