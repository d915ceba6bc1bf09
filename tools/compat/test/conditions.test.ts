/** Which files of the client a runtime is led to, by the conditions under which it resolves: `npm run compat` sees it happen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryOf } from '@qcvm-tools/checks/repository';
import { expect, it } from 'vitest';

const { imports } = JSON.parse(readFileSync(join(directoryOf('client'), 'package.json'), 'utf8')) as {
  imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** As runtimes do: the first condition of the package that holds. */
const resolve = (name: string, conditions: readonly string[]): string | undefined =>
  Object.entries(imports[name] ?? {}).find(([condition]) =>
    [...conditions, 'default'].includes(condition),
  )?.[1];

it.each([
  ['Node', ['node', 'import'], 'node'],
  ['Bun', ['bun', 'node', 'import'], 'node'],
  ['Deno', ['deno', 'node', 'import'], 'web'],
  ['a worker', ['workerd', 'worker', 'browser', 'import'], 'web'],
  ['a browser', ['browser', 'import'], 'web'],
])('%s', (_, conditions, platform) => {
  expect(resolve('#shared', conditions)).toBe(`./dist/shared.${platform}.js`);
});
