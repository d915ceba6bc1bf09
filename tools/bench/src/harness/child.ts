import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of ours that is asked one thing at a time over Node's own channel. It ends when we do. */
export interface Child {
  /** Sends a message and gives the answer to it. */
  readonly ask: (message: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** The next message of a process. */
export const answer = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = (message: unknown): void => {
      settle();
      resolve(message);
    };
    const onExit = (code: number | null): void => {
      settle();
      reject(new Error(`A process of the benchmark ended with ${code}; what it said is above`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });

/** Starts a module of ours in a process of its own. */
export function startChild(module: URL, nodeOptions: readonly string[] = []): Child {
  const child = fork(fileURLToPath(module), {
    // Some peers warn of the calls that they make, or of this Node, in every process.
    execArgv: ['--no-warnings', ...nodeOptions],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    ask: (message) => {
      const answered = answer(child);
      child.send(message);
      return answered;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

/** The other end: answers each message, and ends with its parent. What goes wrong ends the process. */
export function answerParent(handle: (message: unknown) => Promise<unknown>): void {
  process.on('message', (message) => {
    void handle(message).then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit());
}
