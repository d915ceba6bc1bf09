import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, obtain } from '../cache.js';

/** The newest whose dependencies all allow the oldest Node that is supported here. */
const verdaccio = '6.8.0';

/** One of its dependencies asks for a tag of this, which not every mirror of the registry has. */
const overrides = { 'node-fetch': '2.7.0' };

/** Milliseconds until it has to listen, on a machine that has much else to do. */
const patience = 60_000;

export interface LocalRegistry extends AsyncDisposable {
  readonly url: string;
}

/** Packages of our scope and no others, from nowhere else, for everybody on this machine. JSON is YAML, too. */
export const registryConfiguration = (storage: string): string =>
  JSON.stringify({
    storage,
    uplinks: {},
    packages: { '@qcvm/*': { access: '$all', publish: '$all' } },
    auth: {},
    middlewares: {},
    web: { enable: false },
    log: { type: 'stdout', format: 'pretty', level: 'error' },
  });

/** Makes npm read and write our scope there. It takes any token, but npm does not publish without one. */
export function npmOptionsFor(url: string): readonly string[] {
  const address = url.replace(/^https?:/, '').replace(/\/?$/, '/');
  return [`--@qcvm:registry=${url}`, `--${address}:_authToken=none-is-needed`];
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A registry that only this machine can reach, and that knows no other. */
export async function startRegistry(): Promise<LocalRegistry> {
  const obtained = await obtain(`verdaccio-${verdaccio}`, {
    packages: { verdaccio },
    overrides,
    cache: cacheDirectory(),
  });
  if (obtained.missing !== undefined) throw new Error(`verdaccio cannot be had: ${obtained.missing}`);
  const directory = await mkdtemp(join(tmpdir(), 'qcvm-registry-'));
  const configuration = join(directory, 'config.yaml');
  await writeFile(configuration, registryConfiguration(join(directory, 'storage')));
  const url = `http://127.0.0.1:${await freePort()}`;
  const program = join(obtained.directory, 'node_modules/verdaccio/bin/verdaccio');
  const registry = fork(program, ['--config', configuration, '--listen', url], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  registry.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  const ended = once(registry, 'exit');
  const close = async (): Promise<void> => {
    registry.kill();
    await ended;
    await rm(directory, { recursive: true });
  };
  const started = once(registry, 'message', { signal: AbortSignal.timeout(patience) }).then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([started, ended.then(() => false)]))) {
    await close();
    throw new Error(`verdaccio did not start\n${said.join('')}`);
  }
  return { url, [Symbol.asyncDispose]: close };
}
