import { expect, test } from 'vitest';
import { emitCommands } from '../src/emit/cli/commands.js';
import { load } from '../src/load/v2/load.js';
import { formatProblem, SpecError } from '../../../packages/codegen/src/spec/problems.js';
import type { TakenNames } from '../src/spec/taken-names.js';
import { demo, dialect, readSpec } from './demo.js';

/** Two or more modules, by their names; and what programs written by hand have taken. */
interface Modules {
  readonly modules: Readonly<Record<string, string>>;
  readonly taken?: TakenNames;
}

/** The demo module under another name, at a host of its own. */
const named = (name: string): string => demo.replaceAll(/\bdemo\b(?!\.yaml)/g, name);

function loadModules({ modules, taken = {} }: Modules) {
  const texts = new Map([
    ['2.0/common.yaml', readSpec('2.0/common.yaml')],
    ...Object.entries(modules).map(([name, text]) => [`2.0/${name}.yaml`, text] as const),
  ]);
  return load({ texts, dialect, taken });
}

function problemsOf(given: Modules): string[] {
  try {
    loadModules(given);
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.problems.map(formatProblem);
    throw error;
  }
}

/** What must not have one name, and does. */
const cases: readonly (readonly [name: string, given: Modules])[] = [
  [
    'an Action that two services have, where neither names a command of its own',
    { modules: { demo, other: named('other') } },
  ],
  [
    'an Action that two services have at one host',
    { modules: { demo, other: named('other').replace('host: other.', 'host: demo.') } },
  ],
  [
    'two Actions that would be one method',
    {
      modules: {
        demo: demo.replace('/StopThings', '/LISTThings'),
      },
    },
  ],
  [
    'an Action that would be a command of the command line',
    { modules: { cvm: named('cvm').replaceAll('ListThings', 'Describe') } },
  ],
  [
    'a parameter that would be an option of the command line',
    { modules: { demo: demo.replace('          force: {', '          region: {') } },
  ],
  [
    'two parameters that would be one option',
    { modules: { demo: demo.replace('          force: {', '          ThingIds: {') } },
  ],
  [
    'a schema with the name of the client',
    { modules: { demo: demo.replaceAll(/\bThing\b(?!\.|s)/g, 'Demo') } },
  ],
  [
    'a schema with the name of an input',
    { modules: { demo: demo.replaceAll(/\bThing\b(?!\.|s)/g, 'ListThingsInput') } },
  ],
  [
    'a service with the name of another entry point',
    { modules: { wire: named('wire') }, taken: { entryPoints: ['wire'] } },
  ],
  [
    'an operation with the name of what the package exports',
    { modules: { cvm: named('cvm') }, taken: { exports: ['stopThings', 'Thing'] } },
  ],
];

test('reports every collision with its place and its remedy', async () => {
  const said = cases.map(([name, given]) =>
    [name, ...problemsOf(given).map((line) => `  ${line}`)].join('\n'),
  );
  await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot('./demo/collisions.txt');
});

test.each(cases)('%s is refused', (_name, given) => {
  expect(problemsOf(given)).not.toEqual([]);
});

const commandNames = (given: Modules): string[] =>
  [...emitCommands(loadModules(given)).text.matchAll(/^ {4}name: '([a-z-]+)',$/gm)].map(
    ([, name = '']) => name,
  );

test.each(['aaa', 'zzz'])(
  'a further service, here %s, never renames a command: one that it has too is refused until it names its own',
  (name) => {
    const [there, added] = [named('image'), named(name)];
    const alone = commandNames({ modules: { image: there } });
    expect(alone).toEqual(['list-things', 'stop-things']);
    const said = problemsOf({ modules: { image: there, [name]: added } });
    expect(said).toHaveLength(2);
    for (const line of said)
      expect(line).toMatch(/^specs\/2\.0\/(aaa|image|zzz)\.yaml:\d+:3 .*-things" on the command line, but/);
    const ownNames = added
      .replace('summary: List things', `summary: List things\n      x-qcloud-command: ${name}-list-things`)
      .replace('summary: Stop things', `summary: Stop things\n      x-qcloud-command: ${name}-stop-things`);
    const commands = commandNames({ modules: { image: there, [name]: ownNames } });
    expect(commands).toEqual([...alone, `${name}-list-things`, `${name}-stop-things`].sort());
  },
);

test('words of the spec name a command and an option where the names cannot be used', () => {
  const given = named('cvm')
    .replaceAll('ListThings', 'Describe')
    .replace('summary: List things', 'summary: List things\n      x-qcloud-command: describe-things')
    .replace('offset: { type: integer', 'offset: { x-qcloud-option: skip, type: integer');
  const text = emitCommands(loadModules({ modules: { cvm: given } })).text;
  expect(text).toContain("name: 'describe-things'");
  expect(text).toMatch(/parameter: 'offset',\s+option: 'skip'/);
});
