import { usageError } from '../environment/cli-error.js';
import type { OutputStream } from '../environment/environment.js';
import { csvLine } from './csv.js';
import type { Style } from './style.js';
import { fits, tableLines, type Column } from './table.js';
import { jsonWritten, textWritten } from './whole-numbers.js';

export const outputFormats = ['table', 'json', 'jsonl', 'csv', 'ids'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Reads a format that does not come from a checked option. */
export function parseFormat(text: string, source: string): OutputFormat {
  const found = outputFormats.find((format) => format === text);
  if (found === undefined) {
    throw usageError(`${source}: ${JSON.stringify(text)} is not one of ${outputFormats.join(', ')}`);
  }
  return found;
}

/** A column of a table or a CSV file: where its value comes from. */
export interface RecordColumn<Item> extends Column {
  readonly value: (item: Item) => unknown;
  readonly paint?: (text: string, item: Item) => string;
  /** May be left out where the terminal is too narrow: the highest number goes first. */
  readonly dispensable?: number;
}

export interface RecordOptions<Item> {
  readonly format: OutputFormat;
  readonly columns: readonly RecordColumn<Item>[];
  readonly id: (item: Item) => string;
  readonly style: Style;
  /** What JSON shows of an item. Default: all of it. */
  readonly json?: (item: Item) => unknown;
}

/** A cell: texts as they are, nothing for nothing, lists joined, anything else as JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return textWritten(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(cellText).join(' ');
  return jsonWritten(value);
}

/**
 * Prints items as they come where the format allows it, and stops asking for more when the reader has gone.
 * Returns how many came.
 */
export async function printRecords<Item>(
  out: OutputStream,
  items: AsyncIterable<Item>,
  options: RecordOptions<Item>,
): Promise<number> {
  const { format, columns, json = (item: Item): unknown => item } = options;
  if (format === 'table' || format === 'json') {
    const all: Item[] = [];
    for await (const item of items) all.push(item);
    await out.write(format === 'json' ? `${jsonWritten(all.map(json), 2)}\n` : tableText(out, all, options));
    return all.length;
  }
  let count = 0;
  if (format === 'csv') await out.write(csvLine(columns.map(({ title }) => title)));
  for await (const item of items) {
    count += 1;
    if (format === 'jsonl') await out.write(`${jsonWritten(json(item))}\n`);
    else if (format === 'ids') await out.write(`${options.id(item)}\n`);
    else await out.write(csvLine(columns.map(({ value }) => cellText(value(item)))));
    if (out.gone.aborted) break;
  }
  return count;
}

/** Leaves out what can be done without, until a line fits the terminal. */
function fittingColumns<Item>(
  { columns: width }: OutputStream,
  items: readonly Item[],
  all: readonly RecordColumn<Item>[],
): readonly RecordColumn<Item>[] {
  let columns = all;
  const rows = (): string[][] => items.map((item) => columns.map(({ value }) => cellText(value(item))));
  while (width !== undefined && !fits(columns, rows(), width)) {
    const order = columns.map(({ dispensable = 0 }) => dispensable);
    const first = Math.max(...order);
    if (first === 0) break;
    columns = columns.filter(({ dispensable }) => dispensable !== first);
  }
  return columns;
}

function tableText<Item>(
  out: OutputStream,
  items: readonly Item[],
  { columns: all, style }: RecordOptions<Item>,
): string {
  if (items.length === 0) return '';
  const columns = fittingColumns(out, items, all);
  const lines = tableLines({
    columns,
    rows: items.map((item) => columns.map(({ value }) => cellText(value(item)))),
    width: out.columns,
    heading: style.bold,
    paint: (text, column, row) => {
      const item = items[row];
      const paint = columns[column]?.paint;
      return item === undefined || paint === undefined ? text : paint(text, item);
    },
  });
  return `${[...lines].join('\n')}\n`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Prints the result of a query: any JSON value. A list of objects is a table with their keys as columns. */
export async function printValue(
  out: OutputStream,
  value: unknown,
  { format, style }: { format: OutputFormat; style: Style },
): Promise<void> {
  if (format === 'json') return out.write(`${jsonWritten(value ?? null, 2)}\n`);
  const items: unknown[] = Array.isArray(value)
    ? value
    : value === null || value === undefined
      ? []
      : [value];
  if (format === 'jsonl') {
    for (const item of items) await out.write(`${jsonWritten(item)}\n`);
    return;
  }
  const keys = [...new Set(items.filter(isRecord).flatMap((item) => Object.keys(item)))];
  if (format === 'ids' || keys.length === 0) {
    for (const item of items) {
      await out.write(
        format === 'csv'
          ? csvLine((Array.isArray(item) ? item : [item]).map(cellText))
          : `${Array.isArray(item) ? item.map(cellText).join('\t') : cellText(item)}\n`,
      );
    }
    return;
  }
  const columns = keys.map((key) => ({
    title: format === 'csv' ? key : key.toUpperCase(),
    flexible: true as const,
    value: (item: unknown) => (isRecord(item) ? item[key] : undefined),
  }));
  await printRecords(out, iterate(items), { format, columns, id: cellText, style });
}

async function* iterate<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
