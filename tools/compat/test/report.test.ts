import { describe, expect, it } from 'vitest';
import { complaints, documentTable, isAcceptable, terminalTable } from '../src/report.js';
import type { Verdict } from '../src/verdict.js';

const passed: Verdict = {
  name: 'Node 20',
  version: '20.19.0',
  way: 'node:https',
  outcome: 'passed',
  summary: 'all 14 steps',
  problems: [],
};
const failed: Verdict = {
  ...passed,
  version: '20.20.2',
  outcome: 'failed',
  summary: '1 problem',
  problems: ['pages: a | b'],
};
const missing: Verdict = {
  ...passed,
  name: 'Bun',
  version: '1.4.5',
  outcome: 'missing',
  summary: 'not to be had: no | such',
};

describe('the table on a terminal', () => {
  it('tells of everything, in columns that a person can read', () => {
    expect(terminalTable([passed, failed, missing]).split('\n')).toEqual([
      '| runtime | version | by itself it takes | what passed               |',
      '|---------|---------|--------------------|---------------------------|',
      '| Node 20 | 20.19.0 | node:https         | all 14 steps              |',
      '| Node 20 | 20.20.2 | node:https         | FAILED: 1 problem         |',
      '| Bun     | 1.4.5   | node:https         | not to be had: no \\| such |',
    ]);
  });
});

describe('the table in the document', () => {
  it('has one row for all versions of a line', () => {
    const types: Verdict = {
      ...passed,
      name: 'TypeScript 5.4',
      version: '5.4.5',
      way: 'types',
      summary: 'compiles',
    };
    expect(
      documentTable([passed, { ...passed, version: '20.20.2' }, types])
        .split('\n')
        .slice(2),
    ).toEqual([
      '| Node 20 | 20.19.0, 20.20.2 | `node:https` | all 14 steps |',
      '| TypeScript 5.4 | 5.4.5 |  | compiles |',
    ]);
  });

  it('claims nothing that did not pass', () => {
    expect(documentTable([failed, missing])).not.toMatch(/20\.20\.2|Bun/);
  });
});

describe('the end of a run', () => {
  it.each([
    ['everything passed', [passed], [true, true]],
    ['something is missing', [passed, missing], [true, false]],
    ['something failed', [passed, failed], [false, false]],
    ['nothing was asked', [], [false, false]],
  ])('%s', (_, verdicts, [lenient, strict]) => {
    expect(isAcceptable(verdicts, { requireAll: false })).toBe(lenient);
    expect(isAcceptable(verdicts, { requireAll: true })).toBe(strict);
  });

  it('says in full what failed', () => {
    expect(complaints([passed, failed, missing])).toEqual(['Node 20 20.20.2: pages: a | b']);
  });
});
