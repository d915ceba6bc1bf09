import stringWidth from 'string-width';
import { printable } from './text.js';

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
/** Flexible columns are cut to this width at the most. */
const narrowest = 8;
/** Shorter cells are indistinguishable: another column is left out instead. */
const readable = 16;

/** Widths of all columns: as wide as the content, cut where allowed until the line fits. */
function widths(
  { columns, rows, width }: TableOptions,
  cells: readonly (readonly string[])[],
  least = narrowest,
): number[] {
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
      if (column.flexible && size > least && size > (wanted[widest] ?? 0)) widest = index;
    });
    if (widest < 0) break;
    wanted[widest] = (wanted[widest] ?? 0) - 1;
    excess -= 1;
  }
  return wanted;
}

/** Whether a table can be read in so many columns of the terminal, with its flexible columns cut. */
export function fits(columns: readonly Column[], rows: TableOptions['rows'], width: number): boolean {
  const cells = rows.map((row) => row.map(printable));
  const needed = widths({ columns, rows, width: 0 }, cells, readable);
  return needed.reduce((sum, each) => sum + each + gap, -gap) <= width;
}

const characters = new Intl.Segmenter();

/** A text in no more than so many columns: `…` stands for its end where it has more. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const { segment } of characters.segment(text)) {
    left -= stringWidth(segment);
    if (left < 0) break;
    kept += segment;
  }
  return `${kept}…`;
}

/**
 * Lines of a table without borders, as kubectl and gh print them. Width is counted in terminal columns, so that
 * Chinese names line up.
 */
export function* tableLines(options: TableOptions): Generator<string> {
  const { columns, heading = (title) => title, paint = (text) => text } = options;
  const cells = options.rows.map((row) => row.map(printable));
  const columnWidths = widths(options, cells);
  const line = (row: readonly string[], painted: (text: string, column: number) => string): string =>
    columns
      .map(({ align }, column) => {
        const width = columnWidths[column] ?? 0;
        const text = cut(row[column] ?? '', width);
        const blanks = ' '.repeat(width - stringWidth(text));
        return align === 'right' ? blanks + painted(text, column) : painted(text, column) + blanks;
      })
      .join(' '.repeat(gap))
      .trimEnd();
  yield line(
    columns.map(({ title }) => title),
    heading,
  );
  for (const [index, row] of cells.entries()) yield line(row, (text, column) => paint(text, column, index));
}
