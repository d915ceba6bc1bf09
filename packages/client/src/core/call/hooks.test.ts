import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { accepted, code, credentials, fails, scripted } from '../../../test/support/scripted.js';
import { Time } from '../../../test/support/time.js';
import { createClient, stopInstances, type Hooks } from '../../index.js';

const instanceIds = ['ins-09dx96dg', 'ins-1a2b3c4d'];

/** Three attempts: a refusal, a failure, success. */
async function run(hooks: Hooks): Promise<unknown> {
  const time = new Time();
  const service = scripted(code(4400), fails('unsent'), async (request) => {
    await time.sleep(42);
    return accepted(request);
  });
  const config = { region: 'ap-guangzhou', credentials, transport: service, runtime: time.runtime(), hooks };
  return time.run(createClient({ stopInstances }, config).stopInstances({ instanceIds }));
}

const base = { call: 1, action: 'StopInstances', region: 'ap-guangzhou' };
const sent = { ...base, method: 'GET', host: 'cvm.api.qcloud.com', ids: 2 };
const expected = [
  ['request', { ...sent, attempt: 1 }],
  ['response', { ...sent, attempt: 1, duration: 0, status: 200, code: 4400, failure: 'code 4400' }],
  ['retry', { ...base, attempt: 1, delay: 2_500, failure: 'code 4400' }],
  ['request', { ...sent, attempt: 2 }],
  ['response', { ...sent, attempt: 2, duration: 0, failure: 'transport (unsent)' }],
  ['retry', { ...base, attempt: 2, delay: 200, failure: 'transport (unsent)' }],
  ['request', { ...sent, attempt: 3 }],
  ['response', { ...sent, attempt: 3, duration: 42, status: 200, code: 0 }],
];

test('hooks receive every attempt, its end and every delay, with the allowed fields only', async () => {
  const seen: unknown[] = [];
  await run({
    onRequest: (event) => void seen.push(['request', event]),
    onResponse: (event) => void seen.push(['response', event]),
    onRetry: (event) => void seen.push(['retry', event]),
  });
  expect(seen).toEqual(expected);
});

test('an event cannot be used to change a call', async () => {
  const frozen: boolean[] = [];
  await run({ onRequest: (event) => void frozen.push(Object.isFrozen(event)) });
  expect(frozen).toEqual([true, true, true]);
});

test('a hook that throws, at once or later, does not reach the call, but the diagnostics', async () => {
  const errors: unknown[] = [];
  const hear = (event: unknown): void => void errors.push(event);
  subscribe('qcvm:hook-error', hear);
  const [first, second] = [new Error('at once'), new Error('later')];
  await run({
    onRequest: () => {
      throw first;
    },
    onRetry: async () => {
      throw second;
    },
  });
  unsubscribe('qcvm:hook-error', hear);
  expect(errors).toEqual([
    { hook: 'onRequest', error: first },
    { hook: 'onRetry', error: second },
    { hook: 'onRequest', error: first },
    { hook: 'onRetry', error: second },
    { hook: 'onRequest', error: first },
  ]);
});

test('diagnostics channels publish the same events', async () => {
  const seen: unknown[] = [];
  const hears = ['request', 'response', 'retry'].map((kind) => {
    const hear = (event: unknown): void => void seen.push([kind, event]);
    subscribe(`qcvm:${kind}`, hear);
    return () => unsubscribe(`qcvm:${kind}`, hear);
  });
  await run({});
  for (const stop of hears) stop();
  expect(seen).toEqual(expected);
});
