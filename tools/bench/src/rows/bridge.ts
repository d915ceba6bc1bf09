import { startBridge } from '../bridge/bridge.js';
import type { BridgeLoad } from '../bridge/load-process.js';
import type { CallOptions } from '../candidates/calls.js';
import { startReplyServer } from '../candidates/reply-server.js';
import { replies } from '../candidates/replies.js';
import { startChild } from '../harness/child.js';
import { cpuOfServer } from '../harness/load.js';
import { cpuOf } from '../harness/workload.js';
import type { Candidate, Row } from '../row.js';

/** Calls until the compiler has settled, and in each round. */
const warmUp = 5000;
const perRound = 1000;

const native = 'qcvm over API 3.0';
const ours = 'qcvm bridge';

const nativeCall = (count: number): Candidate => ({
  name: native,
  open: cpuOf<CallOptions>({
    module: new URL('../candidates/calls.js', import.meta.url),
    candidate: native,
    options: { port: 0, count },
    beside: async () => {
      const { child, port } = await startReplyServer(replies.tencentcloud(count));
      return { child, options: { port } };
    },
  }),
});

const bridgedCall = (instances: number): Candidate => ({
  name: ours,
  open: async () => {
    const api = await startReplyServer(replies.tencentcloud(instances));
    const bridge = await startBridge({ apiPort: api.port });
    const programs = startChild(new URL('../bridge/load-process.js', import.meta.url));
    const send = (calls: number): Promise<unknown> =>
      programs.ask({ port: bridge.port, calls, instances } satisfies BridgeLoad);
    await send(warmUp);
    return {
      sample: cpuOfServer({ server: bridge.child, send, settling: 100, perRound }),
      close: async () => {
        for (const { close } of [programs, bridge.child, api.child]) await close();
      },
    };
  },
});

const row = (instances: number, words: string): Row => ({
  name: `bridge-${instances}`,
  title: `CPU of the bridge for a call of API 2.0 for ${words}, against that of the client for the same call of API 3.0`,
  unit: 'µs',
  goal: { kind: 'ratio', of: ours, to: native, atMost: 2.5 },
  candidates: [nativeCall(instances), bridgedCall(instances)],
});

export const bridgeOne = row(1, '1 instance');
export const bridgeHundred = row(100, '100 instances');
