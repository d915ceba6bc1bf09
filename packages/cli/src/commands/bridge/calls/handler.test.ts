import {
  createVerifier,
  defaultServerLimits,
  serve,
  type IncomingCall,
  type Verifier,
} from '@qcvm/mock/server';
import { expect, it } from 'vitest';
import type { CallRecord } from '../call-log.js';
import { Counters } from '../call-log.js';
import { createHandler } from './handler.js';
import { noteSent } from '../clients/leaving.js';
import type { ServiceClients } from '../clients/service-clients.js';

it('counts and logs a call that it fails at, which is answered with HTTP 500', async () => {
  const verifier = {
    verify: () => {
      throw new Error('a bug');
    },
  } as unknown as Verifier;
  const counters = new Counters();
  const lines: CallRecord[] = [];
  const { handle } = createHandler({
    ...{ verifier, counters, maxCalls: 1, dryRun: false, about: {} },
    log: (line) => lines.push(line),
    now: () => 0,
    clock: { refusesUntil: () => undefined, tell: () => undefined },
    shownSecretId: (secretId) => secretId,
    clientsOf: () => expect.fail('nothing is sent'),
    findProtected: () => [],
    beforeSending: () => undefined,
  });
  const call = { path: '/v2/index.php', remote: '127.0.0.1:1' } as IncomingCall;
  await expect(handle(call)).rejects.toThrow('a bug');
  expect(counters).toMatchObject({ carried: 0, refused: 0, unanswered: 1 });
  expect(lines).toMatchObject([
    {
      result: 'unanswered',
      message: 'the bridge failed, and answered HTTP 500: nothing was sent',
      requests: 0,
    },
  ]);
});

it('counts and logs a call that is cut, for what it is, before the server is closed', async () => {
  const counters = new Counters();
  const lines: CallRecord[] = [];
  let began = (): void => undefined;
  const sending = new Promise<void>((resolve) => (began = resolve));
  const { handle, giveUp } = createHandler({
    ...{ counters, maxCalls: 1, dryRun: false, about: {} },
    verifier: createVerifier({
      ...{ keys: [], acceptAnyKey: true, startedAt: 0, now: () => 10_000 },
      sleep: () => new Promise(() => undefined),
    }),
    log: (line) => lines.push(line),
    now: () => 10_000,
    clock: { refusesUntil: () => undefined, tell: () => undefined },
    shownSecretId: (secretId) => secretId,
    clientsOf: () =>
      ({
        carry: (_operation, _input, { signal }) => {
          noteSent(signal);
          began();
          return new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error));
          });
        },
      }) as Pick<ServiceClients, 'carry'> as ServiceClients,
    findProtected: () => [],
    beforeSending: () => undefined,
  });
  const server = await serve({
    ...{ host: '127.0.0.1', port: 0, handle, failed: 'failed' },
    limits: { ...defaultServerLimits, closeGrace: 1 },
    onCut: () => giveUp('the bridge was told to end, and has waited long enough'),
    onProblem: (problem) => expect.fail(problem.message),
  });
  const parameters = new URLSearchParams({
    ...{ Action: 'StopInstances', Region: 'gz', Timestamp: '10', Nonce: '1', SecretId: 'AKIDa' },
    ...{ Signature: 'any', 'instanceIds.0': 'ins-00000001' },
  });
  const answer = fetch(`${server.url}/v2/index.php?${parameters}`).then(
    () => 'an answer',
    () => 'none',
  );
  await sending;
  await server.close();
  expect(counters).toMatchObject({ carried: 0, refused: 0, unanswered: 1 });
  expect(await answer).toBe('none');
  // Its own end comes later, and is no second one.
  await new Promise((resolve) => void setImmediate(resolve));
  expect(counters).toMatchObject({ unanswered: 1 });
  expect(lines).toMatchObject([
    {
      result: 'unanswered',
      message: 'the bridge was told to end, and has waited long enough: it is not known whether it was done',
      requests: 1,
    },
  ]);
});
