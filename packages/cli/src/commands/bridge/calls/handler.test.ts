import type { IncomingCall, Verifier } from '@qcvm/mock/server';
import { expect, it } from 'vitest';
import type { CallRecord } from './call-log.js';
import { Counters } from './call-log.js';
import { createHandler } from './handler.js';

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
