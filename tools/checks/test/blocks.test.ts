import { describe, expect, it } from 'vitest';
import { checkOf, prints, readBlocks, readFleet, sourcesOf } from '../src/documents/blocks.js';
import { unknownScripts } from '../src/documents/scripts.js';
import { root } from '../src/repository.js';

const text = `# Title

\`\`\`ts
const a = 1;
\`\`\`

## Next

<!-- continues -->
<!-- given: const hidden = 2; -->
<!-- exit: 3 -->

\`\`\`ts
console.log(a + hidden);
\`\`\`

<!-- prints -->

\`\`\`text
3
\`\`\`

\`\`\`sh
npm ci && npm run nonsense
\`\`\`
`;

describe('blocks of a document', () => {
  const blocks = readBlocks('D.md', text);

  it('are found with their place, their directives and what they print', () => {
    expect(
      blocks.map(({ line, heading, language, prints: output }) => [line, heading, language, output]),
    ).toEqual([
      [3, 'Title', 'ts', undefined],
      [13, 'Next', 'ts', '3\n'],
      [23, 'Next', 'sh', undefined],
    ]);
    expect(blocks[1]?.directives).toEqual({ continues: '', given: 'const hidden = 2;', exit: '3' });
  });

  it('go on where the previous one ended, if they say so', () => {
    const sources = sourcesOf(blocks);
    expect(blocks.map((block) => sources.get(block))).toEqual([
      'const a = 1;\n',
      'const a = 1;\n\nconst hidden = 2;\nconsole.log(a + hidden);\n',
      'npm ci && npm run nonsense\n',
    ]);
  });

  it('are run unless they are about the repository, or give a reason', () => {
    expect(blocks.map(checkOf)).toEqual(['run', 'run', 'scripts']);
    const [block] = readBlocks(
      'D.md',
      '<!-- check: none, because it would charge money -->\n```sh\nrm -r /\n```\n',
    );
    expect(block && checkOf(block)).toBe('none');
  });

  it.each([
    ['<!-- check: none -->\n```sh\nx\n```\n', 'say why'],
    ['<!-- check: perhaps -->\n```sh\nx\n```\n', 'there is no check called perhaps'],
    ['<!-- fleat: x -->\n```sh\nx\n```\n', 'is not one of'],
    ['<!-- prints -->\n```text\nx\n```\n', 'nothing before this block'],
  ])('refuse what they do not understand: %j', (document, message) => {
    expect(() => readBlocks('D.md', document).map(checkOf)).toThrow(message);
  });

  it('name scripts, and those that do not exist are told', () => {
    expect(unknownScripts('npm ci && npm run nonsense # why\n.ci/run\n.ci/walk\n', root)).toEqual([
      'there is no script for `npm run nonsense`',
      'there is no .ci/walk',
    ]);
  });
});

describe('what a program prints', () => {
  it.each([
    ['a\nb\n', 'a\nb', true],
    ['a …\nend', 'a 1\nb\nend\n', true],
    ['a (b)', 'a (b)  ', true],
    ['a', 'b', false],
    ['a …', 'b a', false],
  ])('%j against %j: %s', (expected, actual, same) => {
    expect(prints(expected, actual)).toBe(same);
  });
});

it('a fleet is written as what is said of which ids', () => {
  expect([...readFleet('stubborn ins-a, ins-b; missing ins-c')]).toEqual([
    ['ins-a', 'stubborn'],
    ['ins-b', 'stubborn'],
    ['ins-c', 'missing'],
  ]);
});
