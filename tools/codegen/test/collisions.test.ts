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

test('every collision is said with its place, and what to do', async () => {
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

test('an Action that two services have gives commands with the names of the services; the main service keeps its own', () => {
  expect(commandNames({ modules: { demo, other: named('other') } })).toEqual([
    'demo-list-things',
    'demo-stop-things',
    'other-list-things',
    'other-stop-things',
  ]);
  expect(commandNames({ modules: { cvm: named('cvm'), other: named('other') } })).toEqual([
    'list-things',
    'other-list-things',
    'other-stop-things',
    'stop-things',
  ]);
});

test('words of the spec name a command and an option where the names cannot be used', () => {
  const given = named('cvm')
    .replaceAll('ListThings', 'Describe')
    .replace('summary: List things', 'summary: List things\n      x-qcloud-command: describe-things')
    .replace('offset: { type: integer', 'offset: { x-qcloud-option: skip, type: integer');
  const text = emitCommands(loadModules({ modules: { cvm: given } })).text;
  expect(text).toContain("name: 'describe-things'");
  expect(text).toMatch(/parameter: 'offset',\s+option: 'skip'/);
});
