import { expect, test } from 'vitest';
import { countingController, Time } from '../../../test/support/time.js';
import { exchange, type ExchangeOptions } from './exchange.js';
import { TransportFailure, type Transport } from '../../model/transport.js';

const request = {
  method: 'GET',
  url: 'https://cvm.api.qcloud.com/',
  headers: {},
  maxResponseBytes: 1,
} as const;

function start(send: Transport['send'], more: Partial<ExchangeOptions> = {}) {
  const time = new Time();
  const { controller, listeners } = countingController();
  const result = exchange({
    transport: { send },
    request,
    timeout: 100,
    signal: controller.signal,
    runtime: time,
    ...more,
  });
  return { time, controller, listeners, result };
}

const response = { status: 200, headers: {}, body: '' };

test('a response comes through, and neither timer nor listener stays', async () => {
  const { time, listeners, result } = start(async () => response);
  expect(await result).toEqual({ kind: 'response', response });
  expect([time.pending, listeners()]).toEqual([0, 0]);
});

test('a timeout knows the phase if the transport does, through several layers of promises', async () => {
  const deep = async (promise: Promise<never>, layers: number): Promise<never> =>
    layers === 0 ? promise : deep(promise, layers - 1);
  for (const phase of ['unsent', 'sent', 'response'] as const) {
    const { time, listeners, result } = start(({ signal }) =>
      deep(
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new TransportFailure('stopped', { phase })));
        }),
        5,
      ),
    );
    expect(await time.run(result)).toEqual({ kind: 'timeout', phase, timeout: 100 });
    expect([time.pending, listeners()]).toEqual([0, 0]);
  }
});

test('a transport that ignores its signal is abandoned: after a timeout the phase is unknown', async () => {
  const { time, listeners, result } = start(() => new Promise(() => undefined));
  expect(await time.run(result)).toEqual({ kind: 'timeout', phase: 'sent', timeout: 100 });
  expect([time.pending, listeners()]).toEqual([0, 0]);
});

test('the caller’s abort rejects at once with its reason, and reaches the transport', async () => {
  let seen: AbortSignal | undefined;
  const { time, controller, listeners, result } = start(({ signal }) => {
    seen = signal;
    return new Promise(() => undefined);
  });
  const reason = { any: 'thing' };
  controller.abort(reason);
  await expect(result).rejects.toBe(reason);
  expect(seen?.aborted).toBe(true);
  expect(seen?.reason).toBe(reason);
  expect([time.pending, listeners()]).toEqual([0, 0]);
});

test('an aborted signal sends nothing', async () => {
  const { controller } = countingController();
  controller.abort('before');
  let sent = false;
  const { result } = start(
    async () => {
      sent = true;
      return response;
    },
    { signal: controller.signal },
  );
  await expect(result).rejects.toBe('before');
  expect(sent).toBe(false);
});

test('a failure from another copy of this package keeps its phase', async () => {
  const foreign = Object.assign(new Error('refused'), {
    name: 'TransportFailure',
    phase: 'unsent',
    cause: 'why',
  });
  const { result } = start(() => Promise.reject(foreign));
  expect(await result).toEqual({ kind: 'transport', phase: 'unsent', reason: 'refused', cause: 'why' });
});

test('any other error has no phase', async () => {
  const error = Object.assign(new Error('odd'), { phase: 'perhaps' });
  const { result } = start(() => Promise.reject(error));
  expect(await result).toEqual({
    kind: 'transport',
    phase: 'sent',
    reason: 'the transport failed',
    cause: error,
  });
});
