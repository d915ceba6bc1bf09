/** One parameter as the service received it. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/**
 * How somebody made a signature, step by step, so that each step can be done wrong by itself. The right plan
 * and every variation of it are written out by the same few lines.
 */
export interface Plan {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly question: string;
  /** In the order in which they were sent. */
  readonly pairs: readonly Pair[];
  readonly order: (one: Pair, other: Pair) => number;
  readonly writeName: (name: string) => string;
  readonly writeValue: (value: string) => string;
  readonly end: string;
  readonly hash: 'HmacSHA256' | 'HmacSHA1';
  readonly key: string;
}

/** The order of the bytes of the names, which is that of their code points. */
export const byBytes = (one: Pair, other: Pair): number => compare([...one.name], [...other.name]);

function compare(one: readonly string[], other: readonly string[]): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const difference = (one[index]?.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

export const dottedName = (name: string): string => (name.startsWith('_') ? name : name.replaceAll('_', '.'));
export const asItIs = (text: string): string => text;

/** The text that a plan signs. */
export function write({
  method,
  host,
  path,
  question,
  pairs,
  order,
  writeName,
  writeValue,
  end,
}: Plan): string {
  const joined = [...pairs]
    .sort(order)
    .map(({ name, value }) => `${writeName(name)}=${writeValue(value)}`)
    .join('&');
  return `${method}${host}${path}${question}${joined}${end}`;
}
