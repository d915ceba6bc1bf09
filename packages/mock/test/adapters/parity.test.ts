import { request } from 'node:http';
import fc from 'fast-check';
import { getResponse } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../client/test/support/runs.js';
import { createEmulator } from '../../src/index.js';
import type { Emulator, EmulatorOptions } from '../../src/index.js';
import type { EmulatorServer } from '../../src/emulator/listen.js';
import { handlers } from '../../src/adapters/msw.js';
import { formHeaders, signedForm } from './signing.js';
import type { SignedCall } from './signing.js';

/** Every adapter is asked under this name; over HTTP by way of the absolute form and the Host header. */
const origin = 'https://cvm.api.qcloud.com';
const path = '/v2/index.php';

const options: EmulatorOptions = {
  clock: { mode: 'manual' },
  behaviour: { requireHttps: 'never' },
  onUnexpected: 'answer',
  quota: false,
  instances: [
    { unInstanceId: 'ins-00000001' },
    { unInstanceId: 'ins-00000002', status: 'shutDown' },
    { unInstanceId: 'ins-00000003', stubborn: true },
  ],
};

interface Asked {
  readonly method: string;
  readonly query: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Ask = (asked: Asked) => Promise<{ status: number; body: string }>;

const answerOf = async (response: Response) => ({ status: response.status, body: await response.text() });
const requestOf = ({ method, query, body, headers }: Asked): Request =>
  new Request(`${origin}${path}?${query}`, { method, headers, ...(body === undefined ? {} : { body }) });

const inProcess: Record<string, (emulator: Emulator) => Ask> = {
  fetch: (emulator) => async (asked) => answerOf(await emulator.fetch(requestOf(asked))),
  msw: (emulator) => async (asked) => {
    const response = await getResponse(handlers(emulator), requestOf(asked));
    if (!response) throw new Error('not handled');
    return answerOf(response);
  },
  transport:
    (emulator) =>
    async ({ method, query, body: sent, headers }) => {
      const { status, body } = await emulator.send({
        method: method as 'GET' | 'POST',
        url: `${origin}${path}?${query}`,
        headers,
        ...(sent === undefined ? {} : { body: sent }),
        signal: new AbortController().signal,
        maxResponseBytes: 1_000_000,
      });
      return { status, body };
    },
};

/** The same request over a socket. */
const server =
  ({ port }: EmulatorServer): Ask =>
  ({ method, query, body, headers }) =>
    new Promise((resolve, reject) => {
      const call = request(
        {
          port,
          host: '127.0.0.1',
          method,
          path: `${path}?${query}`,
          headers: { ...headers, host: 'cvm.api.qcloud.com' },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
          );
        },
      );
      call.once('error', reject);
      call.end(body);
    });

const names = [...Object.keys(inProcess), 'server'];
const emulators = new Map<string, Emulator>();
const adapters = new Map<string, Ask>();
let listening: EmulatorServer;

beforeAll(async () => {
  for (const name of names) emulators.set(name, createEmulator(options));
  for (const [name, open] of Object.entries(inProcess)) adapters.set(name, open(emulatorOf(name)));
  listening = await emulatorOf('server').listen();
  adapters.set('server', server(listening));
});
afterAll(() => listening.close());

function emulatorOf(name: string): Emulator {
  const emulator = emulators.get(name);
  if (!emulator) throw new Error(name);
  return emulator;
}

/** The state without what every request leaves behind, wanted or not. */
const stateOf = (emulator: Emulator): unknown => {
  const { nonces: _nonces, quota: _quota, ...state } = emulator.snapshot();
  return state;
};

/** Asks every adapter, makes sure that all say the same and come to the same, and gives the common answer. */
async function ask(asked: Asked): Promise<{ code: number; message: string; changed: boolean }> {
  const before = JSON.stringify(stateOf(emulatorOf('fetch')));
  const answers = new Map<string, { status: number; body: string }>();
  for (const [name, ask] of adapters) answers.set(name, await ask(asked));
  const first = answers.get('fetch');
  const states = names.map((name) => JSON.stringify(emulatorOf(name).snapshot()));
  for (const [name, answer] of answers) expect([name, answer]).toEqual([name, first]);
  expect(new Set(states).size).toBe(1);
  const { code, message } = JSON.parse(first?.body ?? '') as { code: number; message: string };
  return { code, message, changed: JSON.stringify(stateOf(emulatorOf('fetch'))) !== before };
}

const get = (call: SignedCall = {}): Asked => ({
  method: 'GET',
  query: signedForm(emulatorOf('fetch'), { ...call, method: 'GET' }),
  headers: {},
});
const post = (call: SignedCall = {}): Asked => ({
  method: 'POST',
  query: '',
  body: signedForm(emulatorOf('fetch'), call),
  headers: formHeaders,
});

describe('every adapter gives the same answer to the same request', () => {
  it.each<[string, () => Asked, number]>([
    ['a list', () => get(), 0],
    ['a search in Chinese', () => post({ parameters: { searchWord: '网站 & more=1' } }), 0],
    [
      'a stop of all kinds',
      () =>
        post({
          parameters: {
            Action: 'StopInstances',
            'instanceIds.0': 'ins-00000001',
            'instanceIds.1': 'ins-00000002',
          },
        }),
      5400,
    ],
    ['a wrong signature', () => get({ secretKey: 'wrong' }), 4100],
    ['an unknown Action', () => post({ parameters: { Action: 'StopInstance' } }), 6100],
    ['a parameter out of range', () => get({ parameters: { limit: 101 } }), 4000],
    ['parameters of a POST in its query', () => ({ ...post(), query: post().body ?? '', body: '' }), 4000],
    ['another method', () => ({ ...post(), method: 'PUT' }), 4000],
    ['JSON', () => ({ ...post(), headers: { 'content-type': 'application/json' } }), 4000],
    ['a body of no type', () => ({ ...post(), headers: { 'content-type': 'text/plain' } }), 4000],
    ['nothing', () => ({ method: 'GET', query: '', headers: {} }), 4000],
  ])('%s', async (_name, asked, code) => {
    expect((await ask(asked())).code).toBe(code);
  });

  it('is the same for a request that was tampered with, which changes nothing', async () => {
    const nasty = fc.constantFrom(
      '%zz',
      '%ff',
      '%00',
      '',
      'a',
      '=',
      '&&',
      'Action=x',
      'Nonce=0',
      'Timestamp=1',
      'instanceIds.1=x',
      'limit=1e3',
      '__proto__=1',
      '+',
      '%E7%BD',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.nat(),
        nasty,
        fc.integer({ min: 1, max: 3 }),
        async (isGet, where, what, removed) => {
          const call = { parameters: { Action: 'StopInstances', 'instanceIds.0': 'ins-00000003' } };
          const { method, query, body = '', headers } = isGet ? get(call) : post(call);
          const pairs = (isGet ? query : body).split('&');
          pairs.splice(where % pairs.length, removed, what);
          const text = pairs.join('&');
          const asked = isGet ? { method, query: text, headers } : { method, query, body: text, headers };
          const { code, message, changed } = await ask(asked);
          expect(code).not.toBe(0);
          expect(message).not.toBe('');
          expect(changed).toBe(false);
        },
      ),
      runs(60),
    );
  });
});
