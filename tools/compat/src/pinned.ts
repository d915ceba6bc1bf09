/**
 * What compatibility is checked with: exact versions of packages that contain the program itself, so that nothing else has to be
 * downloaded. They are no dependency; they are installed into a cache for this one job. After a change of this file:
 * `npm run compat -- --write`.
 */

/** `linux-x64`, as `process.platform` and `process.arch` spell it. */
export type Platform = string;

export interface PinnedProgram {
  /** As people call it. */
  readonly name: string;
  readonly version: string;
  /** The package with the program for a platform; none where its vendor publishes none. */
  readonly packageFor: (platform: Platform) => string | undefined;
  /** The program in that package. */
  readonly program: string;
}

const windows = process.platform === 'win32' ? '.exe' : '';

const node = (version: string): PinnedProgram => ({
  name: `Node ${version.split('.')[0]}`,
  version,
  packageFor: (platform) => `node-${platform.replace('win32', 'win')}`,
  program: `bin/node${windows}`,
});

const byPlatform =
  (packages: Readonly<Record<Platform, string>>) =>
  (platform: Platform): string | undefined =>
    packages[platform];

/** The floor exactly, and the newest of every line that is supported. */
export const nodes = ['20.19.0', '20.20.2', '22.23.3', '24.21.0', '26.12.1'].map(node);

export const bun: PinnedProgram = {
  name: 'Bun',
  version: '1.4.5',
  packageFor: byPlatform({
    'linux-x64': '@oven/bun-linux-x64',
    'linux-arm64': '@oven/bun-linux-aarch64',
    'darwin-x64': '@oven/bun-darwin-x64',
    'darwin-arm64': '@oven/bun-darwin-aarch64',
    'win32-x64': '@oven/bun-windows-x64',
  }),
  program: `bin/bun${windows}`,
};

export const deno: PinnedProgram = {
  name: 'Deno',
  version: '2.9.6',
  packageFor: byPlatform({
    'linux-x64': '@deno/linux-x64-glibc',
    'linux-arm64': '@deno/linux-arm64-glibc',
    'darwin-x64': '@deno/darwin-x64',
    'darwin-arm64': '@deno/darwin-arm64',
    'win32-x64': '@deno/win32-x64',
  }),
  program: `deno${windows}`,
};

export const workerd: PinnedProgram = {
  name: 'workerd',
  version: '1.20261117.1',
  packageFor: byPlatform({
    'linux-x64': '@cloudflare/workerd-linux-64',
    'linux-arm64': '@cloudflare/workerd-linux-arm64',
    'darwin-x64': '@cloudflare/workerd-darwin-64',
    'darwin-arm64': '@cloudflare/workerd-darwin-arm64',
    'win32-x64': '@cloudflare/workerd-windows-64',
  }),
  program: `bin/workerd${windows}`,
};

/** The day whose behaviour of the Workers runtime is asked for. */
export const compatibilityDate = '2026-11-17';

/** From the oldest that our declarations are meant for to the newest there is. */
export const typescripts = ['5.4.5', '5.5.4', '5.6.3', '5.7.3', '5.8.3', '5.9.3', '6.0.3', '7.0.2'];
