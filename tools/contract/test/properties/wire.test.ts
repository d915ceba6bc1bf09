import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { ApiError, createCvm, isQcvmError, QcvmError } from '@qcvm/client';
import { createEmulator, type EmulatorServer } from '@qcvm/mock';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureFor } from '../../src/independent/signature.js';
import { character } from '../../../../packages/client/test/support/parameters.js';
import { runs } from '../../../../packages/client/test/support/runs.js';

const emulator = createEmulator({
  quota: false,
  onUnexpected: 'answer',
  instances: [{ unInstanceId: 'ins-00000001' }],
});
const { credentials } = emulator;
const well = (text: string): boolean => text !== '' && !/\p{Cs}/u.test(text);
const text = fc
  .oneof(
    fc.constantFrom('a b', ' ', 'a+b c%2B&d=e', '@web 01', '测试 😀'),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: character(), maxLength: 8 }),
  )
  .filter(well);

/** A character by one of its spellings: as it is where that is allowed, or percent-encoded in either case. */
const spell = (value: string, choices: readonly number[]): string =>
  [...new TextEncoder().encode(value)]
    .map((byte, index) => {
      const choice = choices[index % choices.length] ?? 0;
      const character = String.fromCharCode(byte);
      if (choice === 0 && /[A-Za-z0-9_.~-]/.test(character)) return character;
      if (choice === 1 && character === ' ') return '+';
      const hex = byte.toString(16).padStart(2, '0');
      return `%${choice === 2 ? hex : hex.toUpperCase()}`;
    })
    .join('');

test('a signed request is accepted however its characters are percent-encoded, by GET and by POST', async () => {
  let nonce = 1;
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.constantFrom('GET', 'POST'),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
      async (searchWord, method, choices) => {
        const address = { method, host: 'cvm.api.qcloud.com', path: '/v2/index.php' };
        const parameters = new Map([
          ['Action', 'DescribeInstances'],
          ['Region', 'ap-guangzhou'],
          ['SecretId', credentials.secretId],
          ['Timestamp', `${Math.floor(emulator.clock.now() / 1000)}`],
          ['Nonce', `${(nonce += 1)}`],
          ['searchWord', searchWord],
        ]);
        parameters.set(
          'Signature',
          signatureFor(parameters, { ...address, secretKey: credentials.secretKey }),
        );
        const form = [...parameters]
          .map((pair) => pair.map((part) => spell(part, choices)).join('='))
          .join('&');
        const url = `https://${address.host}${address.path}`;
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const response = await (method === 'GET'
          ? emulator.fetch(`${url}?${form}`)
          : emulator.fetch(url, { method, body: form, headers }));
        expect(await response.json()).toMatchObject({ code: 0 });
      },
    ),
    runs(50),
  );
});

describe('over HTTP', () => {
  let server: EmulatorServer;
  beforeAll(async () => {
    server = await emulator.listen();
  });
  afterAll(() => server.close());

  test('a call arrives as it was meant, regardless of its text, by GET and by POST, with either hash', async () => {
    // One client of each kind: each keeps its connections, and the server does not take any number of them.
    const clients = (['GET', 'POST'] as const).flatMap((method) =>
      (['HmacSHA1', 'HmacSHA256'] as const).map((signatureMethod) => ({
        method,
        cvm: createCvm({
          region: 'ap-guangzhou',
          credentials,
          endpoint: server.url,
          method,
          signatureMethod,
          limits: false,
          retry: false,
        }),
      })),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...clients), async (searchWord, { method, cvm }) => {
        await cvm.describeInstances({ searchWord });
        expect(emulator.requests.last()).toMatchObject({ method, input: { searchWord } });
      }),
      runs(25),
    );
  });
});

describe('from a server that sends anything', () => {
  let server: Server;
  let answer: (send: (bytes: Uint8Array) => void, end: () => void) => void;
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () =>
        answer(
          (bytes) => void socket.write(bytes),
          () => void socket.end(),
        ),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('a call ends with an output or a member of the error family, for any bytes, statuses and cuts', async () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((json) => new TextEncoder().encode(json)),
      // Almost an answer.
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom('0', '"0"', 'null'), fc.oneof(fc.nat(), fc.json()), fc.json())
          .map(([code, total, set]) =>
            new TextEncoder().encode(`{"code":${code},"totalCount":${total},"instanceSet":${set}}`),
          ),
      },
      fc.constant(new TextEncoder().encode('{"code":0,"totalCount":0,"instanceSet":[]}')),
    );
    const head = fc
      .tuple(
        fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 })),
        fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined, freq: 1 }),
      )
      .map(
        ([status, length]) =>
          `HTTP/1.1 ${status} x\r\n${length === undefined ? '' : `content-length: ${length}\r\n`}\r\n`,
      );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ arbitrary: head, weight: 5 }, fc.constant(''), fc.string({ maxLength: 20 })),
        body,
        async (start, bytes) => {
          answer = (send, end) => {
            send(new TextEncoder().encode(start));
            send(bytes);
            end();
          };
          const { port } = server.address() as AddressInfo;
          const cvm = createCvm({
            region: 'ap-guangzhou',
            credentials,
            endpoint: `http://127.0.0.1:${port}`,
            retry: false,
            limits: false,
            timeout: 10_000,
          });
          try {
            const { totalCount, instanceSet } = await cvm.describeInstances();
            expect([Number.isSafeInteger(totalCount), Array.isArray(instanceSet)]).toEqual([true, true]);
          } catch (error) {
            if (!isQcvmError(error)) throw error;
            expect(error).toBeInstanceOf(QcvmError);
            expect(error.attempts).toBe(1);
          }
        },
      ),
      runs(50),
    );
  });
});

test('a code that no page mentions survives, with its text, and is neither harmless nor repeated', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 7000, max: 2 ** 31 }),
      fc.stringMatching(/^[A-Z][A-Za-z]{0,20}\.[A-Z][A-Za-z]{0,20}$/),
      async (code, codeDesc) => {
        let sent = 0;
        const cvm = createCvm({
          region: 'ap-guangzhou',
          credentials,
          transport: {
            send: async () => {
              sent += 1;
              return { status: 200, headers: {}, body: JSON.stringify({ code, codeDesc, message: 'new' }) };
            },
          },
        });
        const error: unknown = await cvm
          .stopInstances({ instanceIds: ['ins-00000001'] })
          .catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({
          code,
          codeDesc,
          serviceMessage: 'new',
          ambiguous: true,
          retryable: false,
        });
        expect(sent).toBe(1);
      },
    ),
    runs(50),
  );
});

test('a clock that is wrong by any amount is corrected within one retry, for this call and the next', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -1_400_000_000, max: 2_000_000_000 }), async (seconds) => {
      const service = createEmulator({ clock: { mode: 'manual', automatic: true } });
      const cvm = createCvm({
        region: 'ap-guangzhou',
        credentials: service.credentials,
        transport: service,
        runtime: { now: () => service.clock.now() + seconds * 1000, sleep: service.runtime.sleep },
      });
      const first = await cvm.describeInstances.withMeta();
      expect(first.meta.attempts).toBe(Math.abs(seconds) > 300 ? 2 : 1);
      expect((await cvm.describeInstances.withMeta()).meta.attempts).toBe(1);
    }),
    runs(40),
  );
});
