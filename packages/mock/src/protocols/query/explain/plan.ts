import { isPathOfV2 } from '../../../core/http/hosts.js';

/** One parameter as the service received it. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  /** Its place among the parameters that were sent. */
  readonly place: number;
}

/**
 * How a signature was made, step by step, so that each step can be done wrong by itself. The right plan
 * and every variation of it are written out by the same few lines.
 */
export interface Plan {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly question: string;
  /** In byte order of their names: what is right is sorted once, not for every variation. */
  readonly pairs: readonly Pair[];
  /** Another order. */
  readonly order?: (one: Pair, other: Pair) => number;
  readonly writeName: (name: string) => string;
  readonly writeValue: (value: string) => string;
  readonly end: string;
  readonly hash: 'HmacSHA256' | 'HmacSHA1';
  readonly key: string;
}

/** Whether a request signs no parameter whose value begins with `@`: a POST of API 2.0. */
export const leavesFilesOut = ({ method, path }: Pick<Plan, 'method' | 'path'>): boolean =>
  method === 'POST' && isPathOfV2(path);

/** The order of the bytes of two texts, which is that of their code points. */
export function compareBytes(one: string, other: string): number {
  const left = [...one];
  const right = [...other];
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export const byBytes = (one: Pair, other: Pair): number => compareBytes(one.name, other.name);

export const dottedName = (name: string): string => (name.startsWith('_') ? name : name.replaceAll('_', '.'));
export const asItIs = (text: string): string => text;

/** A text without its percent signs; as it is where that is impossible. */
export function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The text that a plan signs. */
export function write(plan: Plan): string {
  const { method, host, path, question, pairs, order, writeName, writeValue, end } = plan;
  const joined = (order ? [...pairs].sort(order) : pairs)
    .map(({ name, value }) => `${writeName(name)}=${writeValue(value)}`)
    .join('&');
  return `${method}${host}${path}${question}${joined}${end}`;
}
