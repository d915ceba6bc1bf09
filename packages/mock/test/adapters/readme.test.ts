import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createEmulator, defaultBehaviour } from '../../src/index.js';
import { defaultServerLimits } from '../../src/emulator/listen.js';

/** The tables of the package's page say what the code says. That its examples run is tested with those of all documents. */
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

const { v3, ...v2 } = defaultBehaviour;
const behaviours = {
  ...v2,
  ...Object.fromEntries(Object.entries(v3).map(([name, value]) => [`v3.${name}`, value])),
};

it.each(Object.entries(behaviours))('the page has the default of behaviour.%s', (name, value) => {
  expect(readme).toContain(`| \`${name}\` | \`${JSON.stringify(value)}\` |`);
});

it.each(Object.entries(defaultServerLimits))('the page has limits.%s', (name, value) => {
  expect(readme).toContain(`\`${name}\` ${value}`);
});

it('the page has every route of the admin API, and no other', async () => {
  await using server = await createEmulator().listen();
  const answer = await fetch(`${server.url}/_emulator/api/`);
  const { routes } = (await answer.json()) as { routes: readonly { method: string; path: string }[] };
  const served = routes.map(({ method, path }) => `${method} ${path.replace('/_emulator/api/', '')}`.trim());
  const written = [...readme.matchAll(/^\| `((?:GET|POST|PUT|PATCH|DELETE)[^`]*)` \|/gm)].map(
    ([, route]) => route,
  );
  // The stream of events is no question with one answer, and is served apart.
  expect(written.toSorted()).toEqual([...served, 'GET events'].toSorted());
});
