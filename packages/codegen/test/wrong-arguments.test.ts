import { describe, expect, test } from 'vitest';
import { diff, generate } from '../src/index.js';

// Untyped code calls with anything: an argument is refused by its name and with its shape, never by an error of the engine.

const shapes: readonly (readonly [value: unknown, shape: string])[] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [5, 'a number'],
  [[], 'a list'],
  [() => 1, 'a function'],
  [Symbol('hunter2'), 'a symbol'],
  [true, 'a boolean'],
];
const right = { description: '{}' };
const callers: readonly (readonly [argument: string, call: (files: unknown) => unknown])[] = [
  ['files', (files) => generate(files as never)],
  ['before', (files) => diff(files as never, right)],
];

describe.each(callers)('%s', (argument, call) => {
  test.each([...shapes, ['hunter2', 'a string'] as const])('%s is no object', (value, shape) => {
    expect(() => call(value)).toThrow(
      new TypeError(`${argument} must be an object with a description; received ${shape}`),
    );
  });

  test.each([
    ...shapes,
    [{ text: '{}' }, 'an object'] as const,
    [{ name: 'x', text: 5 }, 'an object'] as const,
  ])('a file that is %s', (value, shape) => {
    for (const name of ['description', 'overlay', 'errors']) {
      if (name !== 'description' && value === undefined) continue;
      expect(() => call({ ...right, [name]: value })).toThrow(
        new TypeError(
          `${argument}.${name} must be a text, or { name, text } with a text each; received ${shape}`,
        ),
      );
    }
  });

  test('a misspelt file', () => {
    expect(() => call({ ...right, overlays: '' })).toThrow(
      new TypeError(`${argument}.overlays is not known: did you mean "overlay"?`),
    );
  });
});

test('of two descriptions the second is named as such', () => {
  // Before the first is read, which has mistakes of its own.
  expect(() => diff(right, 5 as never)).toThrow(
    'after must be an object with a description; received a number',
  );
});
