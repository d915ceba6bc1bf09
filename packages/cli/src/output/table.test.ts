import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { tableLines } from './table.js';

const columns = [
  { title: 'ID' },
  { title: 'NAME', flexible: true as const },
  { title: 'CPU', align: 'right' as const },
];

it('tableLines lines up by columns of the terminal, not by characters', () => {
  const lines = [
    ...tableLines({
      columns,
      rows: [
        ['ins-1', '网站', '2'],
        ['ins-22', 'web', '16'],
      ],
    }),
  ];
  expect(lines).toEqual(['ID      NAME  CPU', 'ins-1   网站    2', 'ins-22  web    16']);
});

it('tableLines cuts flexible columns until the line fits', () => {
  const lines = [...tableLines({ columns, rows: [['ins-1', 'a'.repeat(80), '2']], width: 30 })];
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(30);
  expect(lines[1]).toContain('…');
  expect(lines[1]).toContain('ins-1');
});

it('tableLines keeps the widths over all pieces of a long table', () => {
  const rows = Array.from({ length: 450 }, (_, index) => [
    `ins-${index}`,
    index === 449 ? 'the longest' : 'x',
    '1',
  ]);
  const lines = [...tableLines({ columns, rows })];
  expect(lines).toHaveLength(451);
  expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
});

it('tableLines shows control characters instead of obeying them', () => {
  const [, row] = [...tableLines({ columns, rows: [['ins-1', 'a\u001b[2Jb\nc\u202e', '1']] })];
  expect(row).toContain('a\\u001b[2Jb\\nc\\u202e');
});
