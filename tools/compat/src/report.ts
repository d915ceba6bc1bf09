import type { Verdict } from './verdict.js';

const marks: Readonly<Record<Verdict['outcome'], string>> = { passed: '', failed: 'FAILED: ', missing: '' };

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Rows of Markdown under a head; columns are as wide as what is in them when a person reads it on a terminal. */
function markdownTable(rows: readonly (readonly string[])[], aligned: boolean): string {
  const [head = [], ...body] = rows.map((row) => row.map(cell));
  const widths = head.map((_, column) =>
    aligned ? Math.max(...rows.map((row) => cell(row[column] ?? '').length)) : 0,
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(aligned ? width + 2 : 3)).join('|')}|`;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** Everything that was found out. */
export function terminalTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ name, version, way, outcome, summary }) => [
    name,
    version,
    way,
    `${marks[outcome]}${summary}`,
  ]);
  return markdownTable([['runtime', 'version', 'by itself it takes', 'what passed'], ...rows], true);
}

/** One row for each name, with all the versions that were checked: what users want to know. Only what passed is claimed. */
export function documentTable(verdicts: readonly Verdict[]): string {
  const rows = new Map<string, { versions: string[]; way: string; summary: string }>();
  for (const { name, version, way, outcome, summary } of verdicts) {
    if (outcome !== 'passed') continue;
    const row = rows.get(name);
    if (row) row.versions.push(version);
    else rows.set(name, { versions: [version], way, summary });
  }
  const body = [...rows].map(([name, { versions, way, summary }]) => [
    name,
    versions.join(', '),
    way === 'types' ? '' : `\`${way}\``,
    summary,
  ]);
  return markdownTable([['', 'checked with', 'default transport', 'what passes'], ...body], false);
}

/** What failed, in full. */
export const complaints = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts.flatMap(({ name, version, problems }) =>
    problems.map((problem) => `${name} ${version}: ${problem}`),
  );

/** Whether the run may end well: nothing failed, and, if all have to be there, nothing is missing. */
export const isAcceptable = (
  verdicts: readonly Verdict[],
  { requireAll }: { requireAll: boolean },
): boolean =>
  verdicts.length > 0 &&
  verdicts.every(({ outcome }) => outcome === 'passed' || (outcome === 'missing' && !requireAll));
