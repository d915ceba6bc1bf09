import { installed, isPeer, type Peer } from '../peers.js';
import type { CallOptions } from '../candidates/calls.js';
import { startReplyServer } from '../candidates/reply-server.js';
import { replies, type Format } from '../candidates/replies.js';
import { cpuOf } from '../harness/workload.js';
import type { Candidate, Row } from '../row.js';

const hand = 'hand-written http.request';

/** In the order of a round, each with the form of the answers that it reads. */
const callers: readonly (readonly [name: string, format: Format])[] = [
  [hand, 'qcloud'],
  ['qcvm', 'qcloud'],
  ['prepared http.request', 'qcloud'],
  ['qcvm over fetch', 'qcloud'],
  ['qcloudapi-sdk', 'qcloud'],
  ['tencentcloud-sdk-nodejs-cvm', 'tencentcloud'],
  ['@alicloud/pop-core', 'alicloud'],
  ['@aws-sdk/client-ec2', 'ec2'],
  ['openai', 'openai'],
];

const candidate = (name: string, format: Format, count: number): Candidate => ({
  name,
  open: cpuOf<CallOptions>({
    module: new URL('../candidates/calls.js', import.meta.url),
    candidate: name,
    options: async () => ({ port: 0, count, ...(isPeer(name) && { directory: await installed(name) }) }),
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
  candidates: callers.map(([name, format]) => candidate(name, format, 1)),
};

const official = 'tencentcloud-sdk-nodejs-cvm' satisfies Peer;
const overV3 = 'qcvm over API 3.0';

const v3Row = (count: number, instances: string): Row => ({
  name: `call-v3-${count}`,
  title: `CPU of a call of API 3.0 for ${instances}, against \`${official}\``,
  unit: 'µs',
  goal: { kind: 'ratio', of: overV3, to: official, atMost: 0.6 },
  candidates: [overV3, official].map((name) => candidate(name, 'tencentcloud', count)),
});

export const v3CallOne = v3Row(1, '1 instance');
export const v3CallHundred = v3Row(100, '100 instances');

interface CarriedRow {
  readonly name: string;
  /** What is called. */
  readonly what: string;
  readonly count: number;
  /** By API 3.0 itself, and carried by it. */
  readonly callers: readonly [native: string, carried: string];
  readonly format: Format;
}

const carriedRow = ({ name, what, count, callers: [native, carried], format }: CarriedRow): Row => ({
  name,
  title: `CPU of ${what} of API 2.0 that API 3.0 carries, against the same of API 3.0`,
  unit: 'µs',
  goal: { kind: 'ratio', of: carried, to: native, atMost: 1.3 },
  candidates: [native, carried].map((each) => candidate(each, format, count)),
});

/** Calls of API 2.0 with `api: v3()`: what they cost beside the request that they become. */
export const carriedCalls: readonly Row[] = [1, 100].flatMap((count) => {
  const of = count === 1 ? '1 instance' : `${count} instances`;
  return [
    carriedRow({
      name: `carried-${count}`,
      what: `a call for ${of}`,
      count,
      callers: [overV3, 'qcvm of API 2.0, carried by 3.0'],
      format: 'tencentcloud',
    }),
    carriedRow({
      name: `carried-list-${count}`,
      what: `a list of ${of}`,
      count,
      callers: ['list of API 3.0', 'list of API 2.0, carried by 3.0'],
      format: 'instances',
    }),
  ];
});

/** OpenAI's call has no instances: with a hundred of them it is the same as with one. */
export const callHundred: Row = {
  name: 'call-100',
  title: 'CPU of a call for 100 instances, every one of the answer looked at, against one written by hand',
  unit: 'µs',
  goal: { kind: 'ratio', of: 'qcvm', to: hand, atMost: 1 },
  candidates: callers
    .filter(([name]) => name !== 'openai')
    .map(([name, format]) => candidate(name, format, 100)),
};
