import type { ClientConfig } from '@qcvm/client';
import { expect, test } from 'vitest';
import { canonicalText } from '../../src/independent/signature.js';
import { readRequest, type WireRequest } from '../../src/independent/wire.js';
import { clientOf, methodOf } from '../../src/observed.js';
import { inRepository } from '../../src/repository.js';
import { signing, specOperations } from '../../src/spec.js';

const { Nonce, Timestamp, SecretId } = signing.parameters;
const credentials = { secretId: String(SecretId), secretKey: signing.secretKey };

/** A call, and what differs from the pinned configuration. */
interface Call {
  readonly service: string;
  readonly action: string;
  readonly input: object;
  readonly config: Partial<ClientConfig>;
}

/** The one request that a call sends, with time, Nonce and key pinned. */
async function sent({ service, action, input, config }: Call): Promise<WireRequest> {
  const requests: (WireRequest & { readonly headers: Readonly<Record<string, string>> })[] = [];
  const client = clientOf(
    { name: service },
    {
      region: 'ap-guangzhou',
      credentials,
      retry: false,
      runtime: { now: () => Number(Timestamp) * 1000, nonce: () => Number(Nonce) },
      ...config,
      transport: {
        send: async (request) => {
          requests.push(request);
          return { status: 200, headers: {}, body: '{"code":6200}' };
        },
      },
    },
  );
  await methodOf(client, action)(input).catch(() => undefined);
  const [request] = requests;
  if (!request) throw new Error('nothing was sent');
  return request;
}

/** A request as a person reads it: first as it goes over the wire, then what it says. */
function readable(request: WireRequest & { headers?: Readonly<Record<string, string>> }): string {
  const { parameters, ...address } = readRequest(request);
  const width = Math.max(...[...parameters.keys()].map((name) => name.length));
  const folded = (text: string): string =>
    text.replace(/[?&]/g, (mark) => (mark === '?' ? '\n  ?' : '\n  &'));
  return [
    `${request.method} ${folded(request.url)}`,
    ...Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(request.body === undefined ? [] : ['', `  ${folded(`?${request.body}`).trim().slice(1)}`]),
    '',
    'which says',
    ...[...parameters].map(([name, value]) => `  ${name.padEnd(width)}  ${JSON.stringify(value)}`),
    '',
    'and signs',
    `  ${folded(canonicalText(parameters, address))}`,
    '',
  ].join('\n');
}

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `ins-${String(index).padStart(8, '0')}`);
const describeAll = {
  instanceIds: ids(2),
  lanIps: ['10.0.0.1', '203.0.113.7'],
  searchWord: 'web 01/生产 & co=1',
  status: 2,
  projectId: 0,
  zoneId: 100003,
  offset: 20,
  limit: 100,
  simplify: 1,
};

type Row = readonly [name: string, action: string, input: object, config: Partial<ClientConfig>];

/** Beside the smallest request of every operation, what is special about some. */
const special: readonly Row[] = [
  ['DescribeInstances with everything', 'DescribeInstances', describeAll, {}],
  ['DescribeInstances with everything, as POST', 'DescribeInstances', describeAll, { method: 'POST' }],
  ['StopInstances by force', 'StopInstances', { instanceIds: ids(1), forceStop: 1 }, {}],
  ['StopInstances of twelve', 'StopInstances', { instanceIds: ids(12) }, {}],
  ['StopInstances of a hundred', 'StopInstances', { instanceIds: ids(100) }, {}],
  [
    'StopInstances signed with SHA-1',
    'StopInstances',
    { instanceIds: ids(1) },
    { signatureMethod: 'HmacSHA1' },
  ],
  [
    'StopInstances with a Token',
    'StopInstances',
    { instanceIds: ids(1) },
    { credentials: { ...credentials, token: 'FwoGZXIvYXdzE+/==' } },
  ],
  [
    'StopInstances elsewhere',
    'StopInstances',
    { instanceIds: ids(1) },
    { endpoint: 'https://LOCALHOST:8443', region: 'gz' },
  ],
];
const calls: readonly (readonly [name: string, call: Call])[] = [
  ...specOperations.map(({ service, action, batch, required, examples }) => {
    const documented = examples[0]?.request ?? {};
    const least = {
      ...Object.fromEntries(required.map((name) => [name, documented[name]])),
      ...(batch && { [batch.ids]: ids(1) }),
    };
    const input = service.name === 'cvm' ? least : documented;
    return [action, { service: service.name, action, input, config: {} }] as const;
  }),
  ...special.map(
    ([name, action, input, config]) => [name, { service: 'cvm', action, input, config }] as const,
  ),
];

test.each(calls)('%s', async (name, call) => {
  const file = `tools/contract/golden/${name.replace(/\W+/g, '-')}.txt`;
  await expect(readable(await sent(call))).toMatchFileSnapshot(inRepository(file));
});
