import { describe, expect, it } from 'vitest';
import { isWanted, readOptions } from '../src/options.js';

describe('the options', () => {
  it('write nothing and let things be missing unless asked otherwise', () => {
    expect(readOptions(['--cache', '/c'])).toEqual({
      write: false,
      requireAll: false,
      only: [],
      cache: '/c',
    });
  });

  it('choose by a part of the name', () => {
    const options = readOptions(['--only', 'Deno', '--only', 'typescript 5']);
    expect(
      ['Deno', 'TypeScript 5.4.5', 'TypeScript 7.0.2', 'Bun'].filter((name) => isWanted(options, name)),
    ).toEqual(['Deno', 'TypeScript 5.4.5']);
    expect(isWanted(readOptions([]), 'Bun')).toBe(true);
  });

  it.each([[['--write', '--only', 'deno']], [['--wirte']], [['deno']]])('refuse %j', (args) => {
    expect(() => readOptions(args)).toThrow(TypeError);
  });
});
