import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { defaultBehaviour } from '../../src/emulator/behaviour.js';
import { createEmulator } from '../../src/index.js';
import { defaultServerLimits } from '../../src/emulator/listen.js';

/** The tables of the emulator reference match the code. Its examples are tested with those of all documents. */
const page = await readFile(
  new URL('../../../../docs/guide/12-emulator-reference.md', import.meta.url),
  'utf8',
);

const { v3, ...v2 } = defaultBehaviour;
const behaviours = {
  ...v2,
  ...Object.fromEntries(Object.entries(v3).map(([name, value]) => [`v3.${name}`, value])),
};

it.each(Object.entries(behaviours))('the reference has the default of behaviour.%s', (name, value) => {
  expect(page).toContain(`| \`${name}\` | \`${JSON.stringify(value)}\` |`);
});

it.each(Object.entries(defaultServerLimits))('the reference has the default of limits.%s', (name, value) => {
  expect(page).toContain(`\`${name}\` ${value}`);
});

it('the reference has every route of the admin API, and no other', async () => {
  await using server = await createEmulator().listen();
  const answer = await fetch(`${server.url}/_emulator/api/`);
  const { routes } = (await answer.json()) as { routes: readonly { method: string; path: string }[] };
  const served = routes.map(({ method, path }) => `${method} ${path.replace('/_emulator/api/', '')}`.trim());
  const written = [...page.matchAll(/^\| `((?:GET|POST|PUT|PATCH|DELETE)[^`]*)` \|/gm)].map(
    ([, route]) => route,
  );
  // The event stream is served separately.
  expect(written.toSorted()).toEqual([...served, 'GET events'].toSorted());
});
