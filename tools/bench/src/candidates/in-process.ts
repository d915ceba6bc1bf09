import { parseEndpoint, signedRequest } from '@qcvm/client/wire';
import { stubFetch } from '../baselines/stub-fetch.js';
import type { OpenWorkload } from '../harness/workload.js';
import { emulatorOf } from './emulator.js';
import { credentials, instanceIds, region } from './shared-fleet.js';
import { lanes } from './load.js';

export interface InProcessOptions {
  readonly way: 'stub' | 'fetch' | 'transport';
}

/** Signed before anything is measured; when all are used, the emulator goes back to where it began. */
const prepared = 10_000;

/** Calls that never leave the process: to stop an instance and to start it, in turn. A real clock would outlast their Timestamps. */
export const open: OpenWorkload<InProcessOptions> = async ({ way }) => {
  const emulator = emulatorOf(1, 'manual');
  const beginning = emulator.snapshot();
  const endpoint = parseEndpoint('https://cvm.api.qcloud.com/v2/index.php');
  const calls = await Promise.all(
    Array.from({ length: prepared }, (_, number) =>
      signedRequest({
        endpoint,
        action: number % 2 === 0 ? 'StopInstances' : 'StartInstances',
        region,
        timestamp: Math.floor(emulator.clock.now() / 1000),
        nonce: number + 1,
        credentials,
        parameters: { instanceIds: instanceIds(1) },
      }),
    ),
  );
  const requests = calls.map(({ url }) => new Request(url));
  const { signal } = new AbortController();
  const fetching = way === 'stub' ? stubFetch(1) : emulator.fetch;
  const ask = async (number: number): Promise<void> => {
    const [call, request] = [calls[number], requests[number]];
    if (!call || !request) throw new Error(`There is no call ${number}`);
    const answer =
      way === 'transport'
        ? (await emulator.send({ ...call, signal, maxResponseBytes: 1e6 })).body
        : await (await fetching(request)).text();
    if (!answer.startsWith('{"code":0,')) throw new Error(`It answered ${answer.slice(0, 200)}`);
  };

  let next = 0;
  /** All calls before one of them, in their order. */
  const askUntil = async (end: number): Promise<void> => {
    const lane = async (): Promise<void> => {
      while (next < end) await ask(next++);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
  return {
    batch: async (count) => {
      for (let left = count; left > 0;) {
        const end = Math.min(prepared, next + left);
        left -= end - next;
        await askUntil(end);
        if (end < prepared) continue;
        next = 0;
        emulator.restore(beginning);
      }
    },
  };
};
