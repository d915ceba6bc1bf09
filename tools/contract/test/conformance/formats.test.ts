import type { ConformanceReport } from '@qcvm/mock/conformance';
import { formatJson, formatJUnit, formatText } from '@qcvm/mock/conformance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { character } from '../../../../packages/client/test/support/parameters.js';
import { runs } from '../../../../packages/client/test/support/runs.js';

const report: ConformanceReport = {
  endpoint: 'https://cvm.api.qcloud.com/v2/index.php',
  api: '2.0',
  region: 'ap-guangzhou',
  startedAt: '2026-01-01T00:00:00.000Z',
  milliseconds: 1234,
  requests: 5,
  reachable: true,
  conforms: false,
  agrees: 1,
  differs: 1,
  skipped: 1,
  checks: [
    {
      id: 'signature/sha256',
      title: 'a good one is accepted',
      status: 'agrees',
      observed: 'code 0',
      source: 'https://page',
    },
    {
      id: 'freshness/replay',
      title: 'a second one is refused',
      status: 'differs',
      observed: 'code 0, "<ok> & done"',
      meaning: 'It can be sent again.',
      source: 'https://page',
    },
    {
      id: 'list/pages',
      title: 'pages',
      status: 'skipped',
      observed: 'there is nothing',
      source: 'https://page',
    },
  ],
  notes: ['codes are sent as decimal texts'],
};

test('as text', () =>
  expect(formatText(report)).toMatchInlineSnapshot(`
  "Conformance of https://cvm.api.qcloud.com/v2/index.php (ap-guangzhou) to the CVM API 2.0

  ok   a good one is accepted [signature/sha256]
  DIFF a second one is refused [freshness/replay]
       observed: code 0, "<ok> & done"
       meaning: It can be sent again.
       source: https://page
  skip pages [list/pages]
       there is nothing

  Left open by the documentation, and decided here:
    codes are sent as decimal texts

  1 agree, 1 differ, 1 skipped; 5 requests in 1.2 s
  "
`));

test('as text, with colours of the caller’s own', () => {
  const text = formatText(report, {
    status: (status, mark) => `<${status}>${mark.trim()}`,
    aside: (aside) => `~${aside}~`,
  });
  expect(text).toContain('<differs>DIFF a second one is refused ~[freshness/replay]~');
});

test('as JUnit XML', () =>
  expect(formatJUnit(report)).toMatchInlineSnapshot(`
  "<?xml version="1.0" encoding="UTF-8"?>
  <testsuites tests="3" failures="1" skipped="1" errors="0" time="1.234">
    <testsuite name="conformance of https://cvm.api.qcloud.com/v2/index.php" tests="3" failures="1" skipped="1" errors="0" time="1.234" timestamp="2026-01-01T00:00:00.000Z">
      <testcase classname="signature" name="sha256: a good one is accepted"/>
      <testcase classname="freshness" name="replay: a second one is refused">
        <failure message="code 0, &quot;&lt;ok&gt; &amp; done&quot;">It can be sent again.
  https://page</failure>
      </testcase>
      <testcase classname="list" name="pages: pages">
        <skipped message="there is nothing"/>
      </testcase>
    </testsuite>
  </testsuites>
  "
`));

test('as JSON, which is the report itself', () => expect(JSON.parse(formatJson(report))).toEqual(report));

test('JUnit XML is well-formed, regardless of what an endpoint has said', () => {
  fc.assert(
    fc.property(fc.string({ unit: character() }), fc.string({ unit: 'grapheme' }), (observed, meaning) => {
      const [good, bad] = report.checks;
      if (!good || !bad) throw new Error('no checks');
      const xml = formatJUnit({
        ...report,
        endpoint: observed,
        checks: [
          { ...bad, observed, meaning },
          { ...good, status: 'skipped', observed },
        ],
      });
      // No character that XML forbids, and none with a meaning of its own outside of what we wrote.
      expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      const texts = xml.replace(/<\/?[a-z]+(?: [a-z]+="[^"<]*")*\/?>|<\?xml [^?]*\?>/g, '');
      expect(texts).not.toMatch(/[<>]/);
      expect(xml).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos);)/);
    }),
    runs(200),
  );
});
