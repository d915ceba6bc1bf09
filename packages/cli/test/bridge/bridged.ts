import { createCvm, type ClientConfig, type Cvm, type Transport } from '@qcvm/client';
import type { Emulator } from '@qcvm/mock';
import { Captured, World, type Ran, type WorldOptions } from '../harness.js';

/** A bridge that runs in this process, over an emulator. */
export interface Bridged extends AsyncDisposable {
  readonly world: World;
  readonly url: string;
  readonly endpoint: string;
  /** What it printed so far on stderr: a line for each call. */
  readonly lines: () => string[];
  /** Presses Ctrl-C, and gives what it came to. */
  readonly end: () => Promise<Ran>;
  /** A client of API 2.0 that talks to it. Each call is sent once. */
  readonly client: (config?: Partial<ClientConfig>) => Cvm;
  readonly health: () => Promise<Record<string, unknown>>;
}

/** Requests that are held back on their way to API 3.0, or their answers. */
export interface Held {
  readonly through: (real: Transport) => Transport;
  /** The first has come. */
  readonly began: Promise<void>;
  letGo(): void;
}

export function held(when: 'before' | 'after' = 'before'): Held {
  let letGo = (): void => undefined;
  let begin = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  return {
    began: new Promise<void>((resolve) => (begin = resolve)),
    letGo: () => letGo(),
    through: (real) => ({
      send: async (request) => {
        const answer = when === 'after' ? await real.send(request) : undefined;
        begin();
        await gate;
        return answer ?? real.send(request);
      },
    }),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Starts `qcvm bridge`, and waits until it listens. */
export async function bridged(
  emulator: Emulator,
  {
    options = '',
    variables = {},
    prepare,
    isStill = false,
    ...rest
  }: WorldOptions & {
    readonly options?: string;
    /** The clock of the emulator stands still. */
    readonly isStill?: boolean;
    /** What is done in its home directory first. */
    readonly prepare?: (world: World) => Promise<void>;
  } = {},
): Promise<Bridged> {
  const { secretId, secretKey } = emulator.credentials;
  const stdout = new (class extends Captured {
    heard: (() => void) | undefined;
    override async write(text: string): Promise<void> {
      await super.write(text);
      this.heard?.();
    }
  })();
  const world = await World.create({ emulator, variables: { QCVM_API: '', ...variables }, ...rest, stdout });
  await prepare?.(world);
  const listening = new Promise<void>((resolve) => (stdout.heard = resolve));
  const running = world.run(`bridge --port 0 --json ${options}`);
  let hasBegun = false;
  // It waits until no earlier bridge can have seen a request, and a clock that stands still has to be moved for it.
  const move = async (): Promise<void> => {
    for (; !hasBegun; await turn()) emulator.clock.advance(10);
  };
  if (isStill) void move();
  await Promise.race([
    listening.then(() => (hasBegun = true)),
    running.then(({ code, err }) => {
      throw new Error(`the bridge ended with ${code}: ${err}`);
    }),
  ]);
  const { url, endpoint } = JSON.parse(stdout.text) as { url: string; endpoint: string };
  let ended: Promise<Ran> | undefined;
  const end = (): Promise<Ran> => {
    world.interrupt();
    return (ended ??= running);
  };
  return {
    world,
    url,
    endpoint,
    lines: () => world.stderr.lines,
    end,
    client: (config) =>
      createCvm({
        ...{ region: 'ap-guangzhou', endpoint, credentials: { secretId, secretKey } },
        ...{ retry: false, runtime: emulator.runtime },
        ...config,
      }),
    health: async () => (await (await fetch(`${url}/healthz`)).json()) as Record<string, unknown>,
    [Symbol.asyncDispose]: async () => {
      await end();
      await world[Symbol.asyncDispose]();
    },
  };
}
