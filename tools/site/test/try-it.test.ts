import { expect, it } from 'vitest';
import { withTryIt } from '../src/try-it.js';

const page = (source: string, text: string) =>
  ({ path: 'p.html', title: 't', group: 'Operations', source, text }) as const;

it('the page of an operation says how to try it, with its own example', () => {
  const text =
    '# StopInstances\n\n## Examples\n\nInput:\n\n```json\n{ "instanceIds": ["a", "b"], "forceStop": 1 }\n```\n';
  const shown = withTryIt(page('docs/reference/cvm/StopInstances.md', text)).text;
  expect(shown).toContain('sign StopInstances instanceIds=$id forceStop=1 --as curl | sh');
  expect(shown.indexOf('## Try it')).toBeLessThan(shown.indexOf('## Examples'));
});

it('an operation without parameters needs no id, and other pages stay as they are', () => {
  const shown = withTryIt(page('docs/reference/cvm/DescribeZones.md', '# DescribeZones\n')).text;
  expect(shown).toContain('sign DescribeZones --as curl | sh');
  expect(shown).not.toContain('$id');
  const other = page('README.md', '# qcvm\n');
  expect(withTryIt(other)).toBe(other);
});
