import { appendFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator, type LoggedRequest } from '@qcvm/mock';
import type { World, WorldOptions } from '../harness.js';

export const clock = { mode: 'manual', automatic: true } as const;

/** An emulator of a few instances that run. */
export const simple = (count = 5): Emulator =>
  createEmulator({ clock, instances: fleet('ap-guangzhou').running(count) });

/** The requests that change something. */
export const changes = (emulator: Emulator): readonly LoggedRequest[] =>
  emulator.requests.list().filter(({ action }) => action !== 'DescribeInstances');

/** Every id that such a request was sent for. */
export const touched = (emulator: Emulator): string[] =>
  changes(emulator).flatMap(({ parameters }) =>
    Object.entries(parameters).flatMap(([name, value]) => (name.startsWith('instanceIds') ? [value] : [])),
  );

/** The end of a process that its run does not see. */
export interface Kill {
  readonly dead: Promise<void>;
  readonly options: WorldOptions;
}

function killedBy(options: (kill: () => void) => WorldOptions): Kill {
  const death = new AbortController();
  const kill = (): void => death.abort(new Error('kill -9'));
  return {
    dead: new Promise((resolve) => death.signal.addEventListener('abort', () => resolve())),
    options: { ...options(kill), death: death.signal },
  };
}

/** Kills the process as soon as a line of this type is in the journal. */
export const killedAt = (type: string): Kill =>
  killedBy((kill) => ({
    append: (path, text) => {
      appendFileSync(path, text);
      if (text.includes(`"type":"${type}"`)) kill();
    },
  }));

/** Kills the process at its nth request for an Action, before or after that has had its effect. */
export const killedAtRequest = (nth: number, moment: 'before' | 'after', action = 'StopInstances'): Kill => {
  let count = 0;
  return killedBy((kill) => ({
    transport: (real) => ({
      async send(request) {
        if (!JSON.stringify(request).includes(action) || (count += 1) !== nth) return real.send(request);
        if (moment === 'after') await real.send(request).catch(() => undefined);
        kill();
        throw new Error('not seen by the run');
      },
    }),
  }));
};

/** A lock of a process that is gone counts for nothing; this one lives on. */
export async function removeLocks({ home }: World): Promise<void> {
  for (const name of await readdir(home, { recursive: true }))
    if (name.endsWith('.lock')) await rm(`${home}/${name}`);
}

/** Runs a command until it is killed. */
export async function runUntil(
  { dead, options }: Kill,
  { world, line, ...more }: { readonly world: World; readonly line: string } & WorldOptions,
): Promise<void> {
  void world.run(line, { ...options, ...more });
  await dead;
  await removeLocks(world);
}
