import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('worker-process.mjs', import.meta.url));

export interface WorkersOptions {
  readonly store: string;
  /** Batches of each worker at a time. */
  readonly concurrency: number;
  /** Milliseconds after which the work of a worker that is gone is given to another. */
  readonly lock: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Workers as processes, which can be killed. */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #children = new Set<ChildProcess>();
  /** Bytes that the largest of them has had. */
  mostMemory = 0;

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  start(): ChildProcess {
    const { environment, ...options } = this.#options;
    const child = spawn(process.execPath, [program, JSON.stringify(options)], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (process.env['QCVM_FLEET_EVENTS']) child.stdout?.pipe(process.stdout);
    child.stdout?.on('data', (data: Buffer) => {
      for (const [, most] of data.toString().matchAll(/"most":(\d+)/g))
        this.mostMemory = Math.max(this.mostMemory, Number(most));
    });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  /** Starts one, and waits until it takes work. */
  async ready(): Promise<ChildProcess> {
    const child = this.start();
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (data: Buffer) => {
        if (data.toString().includes('"ready"')) resolve();
      }),
    );
    return child;
  }

  /** Kills the one that has lived longest. */
  killOldest(): void {
    const [oldest] = this.#children;
    if (oldest === undefined) return;
    this.#children.delete(oldest);
    oldest.kill('SIGKILL');
  }

  async killAll(): Promise<void> {
    const all = [...this.#children];
    await Promise.all(
      all.map((child) => {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        return gone;
      }),
    );
  }
}
