import type { CheckStatus, ConformanceReport } from '../report.js';

const marks: Readonly<Record<CheckStatus, string>> = { agrees: 'ok  ', differs: 'DIFF', skipped: 'skip' };

/** What a caller may do to parts of the text: colours, for a terminal. */
export interface TextStyle {
  readonly status?: (status: CheckStatus, text: string) => string;
  readonly aside?: (text: string) => string;
}

/** A report for people: what differs with what that means, then what the endpoint has decided, then the sum. */
export function formatText(report: ConformanceReport, style: TextStyle = {}): string {
  const { status: paint = (_status, text) => text, aside = (text) => text } = style;
  const lines = [`Conformance of ${report.endpoint} (${report.region}) to the CVM API ${report.api}`, ''];
  for (const { id, title, status, observed, meaning, source } of report.checks) {
    lines.push(`${paint(status, marks[status])} ${title} ${aside(`[${id}]`)}`);
    if (status === 'agrees') continue;
    lines.push(`     ${status === 'skipped' ? '' : 'observed: '}${observed}`);
    if (meaning !== undefined) lines.push(`     meaning: ${meaning}`, `     source: ${source}`);
  }
  if (report.notes.length > 0)
    lines.push(
      '',
      'Left open by the documentation, and decided here:',
      ...report.notes.map((note) => `  ${note}`),
    );
  const { agrees, differs, skipped, requests, milliseconds } = report;
  lines.push(
    '',
    `${agrees} agree, ${differs} differ, ${skipped} skipped; ${requests} requests in ${(milliseconds / 1000).toFixed(1)} s`,
  );
  return `${lines.join('\n')}\n`;
}
