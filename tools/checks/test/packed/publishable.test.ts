import { describe, expect, it } from 'vitest';
import { packPackages } from '../../src/packed/pack.js';
import { isLibrary, publintMessages, typeResolutionProblems } from '../../src/packed/verify.js';
import { directoryOf, manifestOf, publishedPackages } from '../../src/repository.js';

const libraries = publishedPackages.filter((name) => isLibrary({ manifest: manifestOf(directoryOf(name)) }));

describe('the published package', () => {
  it.each(publishedPackages)('%s satisfies publint, strictly', async (name) => {
    expect(await publintMessages((await packPackages())[name])).toEqual([]);
  });

  it.each(libraries)('%s has types that every ES module resolution finds', async (name) => {
    expect(await typeResolutionProblems((await packPackages())[name])).toBe('');
  });
});
