import { isJsonObject } from '../json.js';
import { isSameRegion } from '../regions.js';
import { nearest } from '../words/nearest.js';
import { isSecret, shown } from '../words/redact.js';
import type { ExpectedCall } from './expectations.js';

/** A call that has arrived, as far as expectations look at it. */
export interface ArrivedCall {
  readonly action: string;
  /** In the long spelling. */
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Announced {
  readonly call: ExpectedCall;
  readonly times: number;
  /** What has come of it. */
  readonly came: ArrivedCall[];
}

/** What tests have announced, and what of it has come. */
export class ExpectedCalls {
  #announced: Announced[] = [];

  announce(call: ExpectedCall): void {
    this.#announced.push({ call, times: call.times ?? 1, came: [] });
  }

  /** Ticks a call off, or says why it was not expected. Without any announcement every call is accepted. */
  receive(arrived: ArrivedCall): string | undefined {
    if (this.#announced.length === 0 || this.#place(arrived)) return undefined;
    const fitting = this.#announced.filter(({ call }) => fits(call, arrived));
    if (fitting.length > 0) {
      const times = fitting.reduce((sum, each) => sum + each.times, 0);
      return `unexpected ${arrived.action}: it was announced ${times === 1 ? 'once' : `${times} times`}`;
    }
    return `unexpected ${arrived.action}: ${nearMiss(this.#announced, arrived)}`;
  }

  /** The announcements that are still open, in words. */
  missing(): readonly string[] {
    return this.#announced
      .map(({ call, times, came }) => ({ call, left: times - came.length }))
      .filter(({ left }) => left > 0)
      .map(({ call, left }) => `${call.action}${left === 1 ? '' : ` (${left} times)`} never came`);
  }

  /**
   * Gives a call to an announcement that it fits, for which calls that came earlier move to others that they fit as well: the
   * order of calls and announcements does not matter. Whether there was one.
   */
  #place(arrived: ArrivedCall, asked = new Set<Announced>()): boolean {
    const fitting = this.#announced.filter(({ call }) => fits(call, arrived));
    const open = fitting.find(({ times, came }) => came.length < times);
    if (open) {
      open.came.push(arrived);
      return true;
    }
    return fitting.some((each) => {
      if (asked.has(each)) return false;
      asked.add(each);
      const moved = each.came.findIndex((earlier) => this.#place(earlier, asked));
      if (moved >= 0) each.came[moved] = arrived;
      return moved >= 0;
    });
  }
}

const fits = (call: ExpectedCall, arrived: ArrivedCall): boolean => difference(call, arrived) === undefined;

/** The announced call that is nearest to an unexpected one. */
function nearMiss(announced: readonly Announced[], arrived: ArrivedCall): string {
  const same = announced.find(({ call }) => call.action === arrived.action);
  if (same) return `the nearest announced call differs in ${difference(same.call, arrived) ?? 'nothing'}`;
  const actions = [...new Set(announced.map(({ call }) => call.action))];
  return `announced were ${actions.join(', ')}; the nearest is ${nearest(arrived.action, actions) ?? actions[0]}`;
}

/** The first thing in which a call is not the announced one. */
function difference(
  { action, region, parameters = {} }: ExpectedCall,
  arrived: ArrivedCall,
): string | undefined {
  if (action !== arrived.action) return `Action: expected ${action}, got ${arrived.action}`;
  if (region !== undefined && !isSameRegion(region, arrived.region)) {
    return `Region: expected ${region}, got ${arrived.region}`;
  }
  for (const [name, expected] of Object.entries(parameters)) {
    const got = arrived.input[name];
    const where = firstDifference(expected, got, name);
    if (where !== undefined) return where;
  }
  return undefined;
}

function firstDifference(expected: unknown, got: unknown, name: string): string | undefined {
  if (Array.isArray(expected) && Array.isArray(got)) {
    for (let index = 0; index < Math.max(expected.length, got.length); index++) {
      const inner = firstDifference(expected[index], got[index], `${name}.${index}`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  if (isJsonObject(expected) && isJsonObject(got)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      const inner = firstDifference(expected[key], got[key], `${name}.${key}`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  return Object.is(expected, got)
    ? undefined
    : `${name}: expected ${inWords(expected, name)}, got ${inWords(got, name)}`;
}

const inWords = (value: unknown, name: string): string =>
  value === undefined ? 'nothing' : isSecret(name) ? '[redacted]' : shown(JSON.stringify(value));
