import { peers } from '../peers.js';
import type { Spread } from '../harness/statistics.js';
import type { Row } from '../row.js';
import type { RowResult } from './results.js';

/** Three digits, or all that are before the point: `0.271`, `1.15`, `12.3`, `4195`. */
export function digits(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const whole = Math.trunc(Math.abs(value)).toString().length;
  return value.toFixed(Math.max(0, Math.abs(value) < 1 ? 3 : 3 - whole));
}

/** A figure in the terms of a row's goal: `1.15×`, `12.3 ms`. */
export function figureText({ goal, unit }: Pick<Row, 'goal' | 'unit'>, value: number): string {
  if (goal.kind === 'ratio') return `${value.toFixed(2)}×`;
  return unit === '' ? digits(value) : `${digits(value)} ${unit}`;
}

export const spreadText = (row: Pick<Row, 'goal' | 'unit'>, { low, high }: Spread): string =>
  `${figureText(row, low)} … ${figureText(row, high)}`;

export const goalText = (row: Pick<Row, 'goal' | 'unit'>): string => `≤ ${figureText(row, row.goal.atMost)}`;

/** Whether the median of the candidate that the goal is about reached it; `undefined` when it was not measured. */
export function reached({ goal }: Pick<Row, 'goal'>, result: RowResult | undefined): boolean | undefined {
  const figure = result?.candidates.find(({ candidate }) => candidate === goal.of)?.figure;
  return figure && figure.median <= goal.atMost;
}

/** A candidate in a document: the name of a package is set as code. */
export const nameText = (candidate: string): string => (candidate in peers ? `\`${candidate}\`` : candidate);
