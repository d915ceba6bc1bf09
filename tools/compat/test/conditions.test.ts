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
  ['Node', ['node', 'import'], 'transport.node', 'hmac.node'],
  ['Bun', ['bun', 'node', 'import'], 'transport.node', 'hmac.node'],
  // What it has of `node:https` keeps a program alive after an aborted call.
  ['Deno', ['deno', 'node', 'import'], 'transport.fetch', 'hmac.node'],
  ['a worker', ['workerd', 'worker', 'browser', 'import'], 'transport.fetch', 'hmac.web'],
  ['a browser', ['browser', 'import'], 'transport.fetch', 'hmac.web'],
])('%s', (_, conditions, transport, hmac) => {
  expect(resolve('#transport', conditions)).toBe(`./dist/${transport}.js`);
  expect(resolve('#hmac', conditions)).toBe(`./dist/wire/${hmac}.js`);
});
