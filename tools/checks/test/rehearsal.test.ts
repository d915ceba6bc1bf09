/** What a rehearsal of a release concludes from what it sees. The rehearsal itself: `npm run release -- --rehearse`. */
import { describe, expect, it } from 'vitest';
import { differences } from '../src/release/consumer.js';
import type { PublishedIdentity } from '../src/release/publish-checkout.js';
import { npmOptionsFor, registryConfiguration } from '../src/release/registry.js';
import { complaintsOf, namesRegistry } from '../src/release/rehearse.js';

const client: PublishedIdentity = { identity: '@qcvm/client@1.2.3', integrity: 'sha512-a', already: false };
const mock: PublishedIdentity = { identity: '@qcvm/mock@1.2.3', integrity: 'sha512-b', already: false };
const again = (...published: PublishedIdentity[]): readonly PublishedIdentity[] =>
  published.map((each) => ({ ...each, already: true }));
const tags = [client.identity, mock.identity, ''];

describe('the registry of a rehearsal', () => {
  it('has our scope and nothing else, and asks no other registry', () => {
    const { packages, uplinks, storage } = JSON.parse(registryConfiguration('/there')) as Record<
      string,
      unknown
    >;
    expect(Object.keys(packages as object)).toEqual(['@qcvm/*']);
    expect(uplinks).toEqual({});
    expect(storage).toBe('/there');
  });

  it('is used for our scope only', () => {
    expect(npmOptionsFor('http://127.0.0.1:4873')).toEqual([
      '--@qcvm:registry=http://127.0.0.1:4873',
      '--//127.0.0.1:4873/:_authToken=none-is-needed',
    ]);
  });
});

describe('after a rehearsal', () => {
  it('there is nothing to complain of when all was new, then known, and has a tag', () => {
    expect(complaintsOf({ first: [client, mock], second: again(client, mock), tags })).toEqual([]);
  });

  it.each([
    ['known too early', { first: again(client), second: again(client), tags }, /was in the registry before/],
    ['without a tag', { first: [client], second: again(client), tags: [] }, /no tag @qcvm\/client@1\.2\.3/],
    ['uploaded twice', { first: [client], second: [client], tags }, /uploaded a second time/],
    ['forgotten', { first: [client, mock], second: again(client), tags }, /2 packages .* then 1/],
    ['nothing at all', { first: [], second: [], tags }, /0 packages/],
  ])('%s is complained of', (_, seen, complaint) => {
    expect(complaintsOf(seen)).toEqual([expect.stringMatching(complaint)]);
  });

  it('a lockfile that says where packages come from is noticed', () => {
    expect(namesRegistry('"resolved": "https://registry.example/a.tgz"')).toBe(true);
    expect(namesRegistry('"resolved": "packages/client", "link": true')).toBe(false);
  });
});

describe('what is installed', () => {
  const lockfile = (version: string, integrity: string): Parameters<typeof differences>[1] => ({
    packages: { 'node_modules/@qcvm/client': { version, integrity } },
  });

  it('is what was published', () => {
    expect(differences([client], lockfile('1.2.3', 'sha512-a'))).toEqual([]);
  });

  it.each([
    [lockfile('1.2.2', 'sha512-a'), '@qcvm/client@1.2.3 was published, but 1.2.2 was installed'],
    [{ packages: {} }, '@qcvm/client@1.2.3 was published, but nothing was installed'],
    [lockfile('1.2.3', 'sha512-z'), '@qcvm/client@1.2.3 is not what was uploaded'],
  ])('or not: %#', (installed, problem) => {
    expect(differences([client], installed)).toEqual([problem]);
  });
});
