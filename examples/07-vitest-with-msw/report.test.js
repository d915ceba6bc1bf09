import { createEmulator, fleet } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { report } from './report.js';

const server = setupServer();
let emulator;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  // A call that no test expected fails the test in which it was made.
  emulator.assertNoUnexpectedCalls();
  server.resetHandlers();
});
afterAll(() => server.close());

function start(instances) {
  emulator = createEmulator({ instances });
  process.env.TENCENTCLOUD_SECRET_ID = emulator.credentials.secretId;
  process.env.TENCENTCLOUD_SECRET_KEY = emulator.credentials.secretKey;
  server.use(...handlers(emulator));
}

test('counts a fleet of several pages', async () => {
  start(fleet('ap-guangzhou').running(150).shutDown(3).in('ap-beijing').running(7));
  expect(await report()).toEqual({ 2: 150, 4: 3 });
  expect(emulator.requests.list().map(({ adapter, outcome }) => [adapter, outcome.code])).toEqual([
    ['msw', 0],
    ['msw', 0],
  ]);
});

test('fails with what the service says when the key was disabled', async () => {
  start(fleet().running());
  emulator.accounts.updateKey(emulator.credentials.secretId, { status: 'disabled' });
  await expect(report()).rejects.toMatchObject({ code: 4100, category: 'authentication' });
});
