import type { CheckResult, ConformanceReport } from '../report.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text in XML: what it cannot hold at all is left out. */
const escaped = (text: string): string =>
  text
    // Everything but tab, line feed, carriage return and the characters of XML 1.0.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

function testCase({ id, title, status, observed, meaning, source }: CheckResult): string {
  const [group = '', name = ''] = id.split('/');
  const start = `    <testcase classname="${escaped(group)}" name="${escaped(`${name}: ${title}`)}"`;
  if (status === 'agrees') return `${start}/>`;
  const inside =
    status === 'skipped'
      ? `<skipped message="${escaped(observed)}"/>`
      : `<failure message="${escaped(observed)}">${escaped(`${meaning ?? ''}\n${source}`)}</failure>`;
  return `${start}>\n      ${inside}\n    </testcase>`;
}

/** A report as JUnit XML, as continuous integration servers read it. */
export function formatJUnit(report: ConformanceReport): string {
  const { checks, differs, skipped, milliseconds, endpoint, startedAt } = report;
  const counts = `tests="${checks.length}" failures="${differs}" skipped="${skipped}" errors="0" time="${(milliseconds / 1000).toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(`conformance of ${endpoint}`)}" ${counts} timestamp="${escaped(startedAt)}">`,
    ...checks.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
