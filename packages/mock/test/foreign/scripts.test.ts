import { expect, it } from 'vitest';
import { isInstalled, storyAfterDescribing, tellStory } from './story.js';

/** The state that every teller of the story leaves behind. */
const inTheEnd = ['running', 'shutDown', 'shutDown', 'shutDown', 'shutDown'];

/** A test of a program that is missing is left out with a word about it, never in silence. */
const unlessMissing = (...programs: readonly string[]) => {
  const missing = programs.filter((program) => !isInstalled(program));
  return {
    missing,
    skip: missing.length > 0,
    note: missing.length > 0 ? ` (needs ${missing.join(', ')})` : '',
  };
};

const shell = unlessMissing('bash', 'curl', 'openssl');
it.skipIf(shell.skip)(`a shell script with curl and openssl tells the whole story${shell.note}`, async () => {
  const { lines, emulator } = await tellStory(['bash', 'story.sh']);
  expect(lines).toEqual([
    'describe from 0: 0',
    'describe from 2: 0',
    'describe from 4: 0',
    'describe from 6: 0',
    ...storyAfterDescribing,
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual(inTheEnd);
});

const python = unlessMissing('python3');
it.skipIf(python.skip)(`Python with its standard library tells the whole story${python.note}`, async () => {
  const { lines, emulator } = await tellStory(['python3', 'story.py']);
  expect(lines).toEqual([
    'describe from 0: 0',
    'describe from 2: 0',
    'describe from 4: 0',
    ...storyAfterDescribing,
    'say something in Chinese: 0',
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual(inTheEnd);
});
