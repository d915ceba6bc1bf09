import Table from 'cli-table3';
import stringWidth from 'string-width';
import { printable } from './printable.js';

export interface Column {
  readonly title: string;
  /** Numbers read better aligned at their end. */
  readonly align?: 'left' | 'right';
  /** May be cut when the terminal is too narrow; the others never are. */
  readonly flexible?: true;
}

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of the terminal; `undefined` cuts nothing. */
  readonly width?: number | undefined;
  readonly heading?: (title: string) => string;
  /** Colours of a cell, after its width was measured. */
  readonly paint?: (text: string, column: number, row: number) => string;
}

const gap = 2;
const narrowest = 8;

/** Widths of all columns: as wide as the content, cut where allowed until the line fits. */
function widths({ columns, rows, width }: TableOptions, cells: readonly (readonly string[])[]): number[] {
  const wanted = columns.map(({ title }, index) =>
    rows.length === 0
      ? stringWidth(title)
      : cells.reduce((widest, row) => Math.max(widest, stringWidth(row[index] ?? '')), stringWidth(title)),
  );
  if (width === undefined) return wanted;
  let excess = wanted.reduce((sum, each) => sum + each + gap, -gap) - width;
  while (excess > 0) {
    let widest = -1;
    columns.forEach((column, index) => {
      const size = wanted[index] ?? 0;
      if (column.flexible && size > narrowest && size > (wanted[widest] ?? 0)) widest = index;
    });
    if (widest < 0) break;
    wanted[widest] = (wanted[widest] ?? 0) - 1;
    excess -= 1;
  }
  return wanted;
}

/** Whether a table can be shown in so many columns of the terminal, with its flexible columns cut as far as they may be. */
export function fits(columns: readonly Column[], rows: TableOptions['rows'], width: number): boolean {
  const cells = rows.map((row) => row.map(printable));
  const needed = widths({ columns, rows, width: 0 }, cells);
  return needed.reduce((sum, each) => sum + each + gap, -gap) <= width;
}

const noBorder = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
    .split(' ')
    .map((name) => [name, '']),
);

/** The layout of cli-table3 takes time with the square of the rows: pieces of this many, all of the same widths. */
const piece = 200;

/**
 * Lines of a table without borders, as kubectl and gh print them. Width is counted in terminal columns, so that
 * Chinese names line up.
 */
export function* tableLines(options: TableOptions): Generator<string> {
  const cells = options.rows.map((row) => row.map(printable));
  const columnWidths = widths(options, cells);
  const last = options.columns.length - 1;
  const layout = (
    rows: string[][],
    paint: (text: string, column: number, row: number) => string,
  ): string[] => {
    const table = new Table({
      chars: { ...noBorder, middle: ' '.repeat(gap) },
      colWidths: columnWidths.map((width) => Math.max(1, width)),
      colAligns: options.columns.map(({ align }) => align ?? 'left'),
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      wordWrap: false,
    });
    table.push(...rows.map((row, index) => row.map((text, column) => paint(text, column, index))));
    return table
      .toString()
      .split('\n')
      .map((line) => line.trimEnd());
  };
  const heading = options.heading ?? ((title: string) => title);
  yield* layout([options.columns.map(({ title }) => title)], heading);
  const paint = options.paint ?? ((text: string) => text);
  for (let start = 0; start < cells.length; start += piece) {
    const rows = cells.slice(start, start + piece).map((row) => row.slice(0, last + 1));
    yield* layout(rows, (text, column, row) => paint(text, column, start + row));
  }
}
