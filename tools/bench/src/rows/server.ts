import { startChild } from '../harness/child.js';
import { cpuOfServer } from '../harness/load.js';
import type { Candidate, Row } from '../row.js';
import type { LoadRequest } from '../server/load-process.js';
import type { ServerKey, ServerRequest } from '../server/server-process.js';

/** Requests until the compiler has settled, and in each round. */
const warmUp = 20_000;
const perRound = 2000;

const hand = 'hand-written server';
const ours = 'emulator';

const candidate = (name: string, open: NonNullable<ServerRequest['open']>): Candidate => ({
  name,
  open: async () => {
    const server = startChild(new URL('../server/server-process.js', import.meta.url));
    const load = startChild(new URL('../server/load-process.js', import.meta.url));
    const where = (await server.ask({ open } satisfies ServerRequest)) as {
      readonly port: number;
      readonly key: ServerKey;
    };
    const send = (count: number): Promise<unknown> => load.ask({ ...where, count } satisfies LoadRequest);
    await send(warmUp);
    return {
      sample: cpuOfServer({ server, send, settling: 200, perRound }),
      close: async () => {
        await load.close();
        await server.close();
      },
    };
  },
});

export const emulatorCall: Row = {
  name: 'emulator-v3',
  title:
    'CPU of the emulator for a call of API 3.0 over HTTP, against a server by hand with the same HMAC chain',
  unit: 'µs',
  goal: { kind: 'ratio', of: ours, to: hand, atMost: 1.5 },
  candidates: [candidate(hand, 'hand'), candidate(ours, 'emulator')],
};
