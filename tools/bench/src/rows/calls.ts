import { installed, type Peer } from '../peers.js';
import type { CallOptions } from '../candidates/call.js';
import { startReplyServer } from '../candidates/reply-server.js';
import { replies, type Format } from '../candidates/replies.js';
import { cpuOf } from '../harness/workload.js';
import type { Candidate, Row } from '../row.js';

interface Caller {
  readonly name: string;
  /** Relative to this folder. */
  readonly module: string;
  readonly format: Format;
  readonly peer?: Peer;
}

const hand = 'hand-written http.request';

const callers: readonly Caller[] = [
  { name: hand, module: '../baselines/hand-written-call.js', format: 'qcloud' },
  { name: 'qcvm', module: '../candidates/qcvm.js', format: 'qcloud' },
  { name: 'prepared http.request', module: '../baselines/prepared-call.js', format: 'qcloud' },
  { name: 'qcvm over fetch', module: '../candidates/qcvm-fetch.js', format: 'qcloud' },
  {
    name: 'qcloudapi-sdk',
    module: '../candidates/qcloudapi-sdk.js',
    format: 'qcloud',
    peer: 'qcloudapi-sdk',
  },
  {
    name: 'tencentcloud-sdk-nodejs-cvm',
    module: '../candidates/tencentcloud-sdk.js',
    format: 'tencentcloud',
    peer: 'tencentcloud-sdk-nodejs-cvm',
  },
  {
    name: '@alicloud/pop-core',
    module: '../candidates/pop-core.js',
    format: 'alicloud',
    peer: '@alicloud/pop-core',
  },
  {
    name: '@aws-sdk/client-ec2',
    module: '../candidates/ec2.js',
    format: 'ec2',
    peer: '@aws-sdk/client-ec2',
  },
  { name: 'openai', module: '../candidates/openai.js', format: 'openai', peer: 'openai' },
];

const candidate = ({ name, module, format, peer }: Caller, count: number): Candidate => ({
  name,
  open: cpuOf<CallOptions>({
    module: new URL(module, import.meta.url),
    options: async () => ({ port: 0, count, ...(peer && { directory: await installed(peer) }) }),
    beside: async () => {
      const { child, port } = await startReplyServer(replies[format](count));
      return { child, options: { port } };
    },
  }),
});

export const callOne: Row = {
  name: 'call-1',
  title: 'CPU of a call for 1 instance, against one signed by hand over `http.request`',
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: hand, atMost: 1.15 },
  candidates: callers.map((caller) => candidate(caller, 1)),
};

/** OpenAI's call has no instances: with a hundred of them it is the same as with one. */
export const callHundred: Row = {
  name: 'call-100',
  title: 'CPU of a call for 100 instances, every one of the answer looked at, against one written by hand',
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: hand, atMost: 1 },
  candidates: callers.filter(({ name }) => name !== 'openai').map((caller) => candidate(caller, 100)),
};
