import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import type { Sampler } from '../row.js';
import type { Child } from './child.js';

const concurrency = 16;

/** The kept connections of a process that sends, one for each call that is under way. */
export const agent = new Agent({ keepAlive: true, maxSockets: concurrency });

/**
 * The sender is slower than any server: else one that is slower than it pays for waking it, and the others do not. It hashes little
 * over and over, so that it leaves the caches of the machine to the server.
 */
const ballast = Buffer.alloc(64);
function dawdle(): void {
  for (let nth = 0; nth < 100; nth++) createHash('sha256').update(ballast).digest();
}

/** Makes so many calls, sixteen at once. Throws at an answer that is not right. */
export async function callAll(
  count: number,
  { call, isRight }: { readonly call: () => Promise<string>; readonly isRight: (answer: string) => boolean },
): Promise<object> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const answer = await call();
      dawdle();
      if (!isRight(answer)) throw new Error(`The server answered ${answer.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return {};
}

/** Samples the CPU time that a server takes for each of the calls that are sent to it. */
export const cpuOfServer = ({
  server,
  send,
  settling,
  perRound,
}: {
  /** Tells its CPU time when it is asked. */
  readonly server: Child;
  readonly send: (count: number) => Promise<unknown>;
  /** Calls before those that count. */
  readonly settling: number;
  readonly perRound: number;
}): Sampler['sample'] => {
  const cpu = async (): Promise<number> => ((await server.ask({})) as { readonly cpu: number }).cpu;
  return async () => {
    await send(settling);
    const before = await cpu();
    await send(perRound);
    return ((await cpu()) - before) / perRound;
  };
};
