import fc from 'fast-check';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { runs } from './support/runs.js';
import {
  createClient,
  describeInstances,
  isQcvmError,
  restartInstances,
  stopInstances,
  type ClientConfig,
  type Credentials,
} from '../src/index.js';
import { TransportFailure } from '../src/model/transport.js';
import {
  accepted,
  code,
  credentials,
  fails,
  json,
  parametersOf,
  scripted,
  silent,
  text,
  type Answer,
} from './support/scripted.js';
import { countingController, Time } from './support/time.js';

const instanceIds = ['ins-09dx96dg', 'ins-1a2b3c4d'];
const operations = { stopInstances, restartInstances, describeInstances };
type Name = keyof typeof operations;

const call = (
  cvm: ReturnType<typeof createClient<typeof operations>>,
  name: Name,
  signal?: AbortSignal,
): Promise<unknown> => cvm[name].withMeta({ instanceIds }, signal ? { signal } : {});

/** Everything that a service or a network may do, without saying what time it is. */
const undated = fc.oneof(
  fc
    .constantFrom(4000, 4100, 4104, 4105, 4110, 4200, 4400, 4500, 5000, 6000, 6100, 6200, 7777)
    .map((number) => code(number, 'because')),
  fc.constantFrom<Answer>(
    accepted,
    silent,
    fails('unsent'),
    fails('sent'),
    fails('response'),
    json({ code: 5100, detail: [] }),
    json({ code: 5400, detail: { 'ins-09dx96dg': { code: 0 } } }),
    json({ code: 0, detail: { 'ins-09dx96dg': { code: 5100 } } }),
    json({ code: 0, totalCount: 0, instanceSet: [] }),
    text('<html>', 504),
    text('', 302),
    () => {
      throw new TypeError('oops');
    },
    async () => ({ status: 200 }),
  ),
  // Garbage.
  fc.tuple(fc.string(), fc.constantFrom(200, 400, 500)).map(([body, status]) => text(body, status)),
  fc.json().map((body) => text(body)),
);

/** The same, and answers from which the clock is corrected. */
const answers = fc.oneof(
  { arbitrary: undated, weight: 5 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(4200, 4500), fc.nat(4e9))
      .map(([number, seconds]) => code(number, '', { date: new Date(seconds * 1000).toUTCString() })),
    weight: 1,
  },
);

const retryOptions = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 6 }),
  baseDelay: fc.integer({ min: 1, max: 5_000 }),
  maxDelay: fc.integer({ min: 1, max: 20_000 }),
  deadline: fc.integer({ min: 1, max: 60_000 }),
  budget: fc.integer({ min: 1, max: 30 }),
});

/** The moments of every attempt, and how the call ended. */
async function observe(options: {
  script: Answer[];
  config?: Partial<ClientConfig>;
  name: Name;
  random?: () => number;
}) {
  const time = new Time();
  const moments: number[] = [];
  const service = scripted(
    ...options.script.map((answer): Answer => (request) => {
      moments.push(time.now());
      return answer(request);
    }),
  );
  const runtime = time.runtime(options.random ? { random: options.random } : {});
  const cvm = createClient(operations, {
    region: 'ap-guangzhou',
    credentials,
    transport: service,
    runtime,
    ...options.config,
  });
  const { controller, listeners } = countingController();
  const start = time.now();
  const ended = await time.run(
    call(cvm, options.name, controller.signal).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  return { time, service, moments, start, ended, listeners };
}

const names = fc.constantFrom<Name>('stopInstances', 'restartInstances', 'describeInstances');
const jitter = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));

test('attempts, delays and the deadline keep their limits, every attempt is new, and only errors of the family come out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answers, { minLength: 1, maxLength: 6 }),
      retryOptions,
      names,
      jitter,
      async (script, retry, name, draws) => {
        const { time, service, moments, start, ended, listeners } = await observe({
          script,
          config: { retry, timeout: 10_000 },
          name,
          random: () => draws.next().value as number,
        });
        const tries = service.calls.length;
        expect(tries).toBeLessThanOrEqual(Math.min(retry.maxAttempts, 1 + retry.budget / 5));
        expect(Math.max(...moments) - start).toBeLessThan(retry.deadline);
        expect(time.now() - start).toBeLessThanOrEqual(retry.deadline);
        expect(new Set(service.calls.map(({ Nonce }) => Nonce)).size).toBe(tries);
        for (const [index, delay] of time.sleeps.entries()) {
          const range = Math.min(retry.maxDelay, retry.baseDelay * 25 * 2 ** (index + 1));
          expect(delay).toBeLessThanOrEqual(range);
        }
        expect([time.pending, time.listeners, listeners()]).toEqual([0, 0, 0]);
        if (ended === undefined) return;
        if (!isQcvmError(ended)) return expect.fail(inspect(ended));
        expect(ended).toMatchObject({
          action: expect.any(String) as string,
          region: 'ap-guangzhou',
          attempts: tries,
        });
        expect(ended.totalRetryDelay).toBe(time.sleeps.reduce((sum, delay) => sum + delay, 0));
        if (name !== 'describeInstances') expect(ended.resourceIds).toEqual(instanceIds);
      },
    ),
    runs(60),
  );
});

test('a Timestamp is not older than the one before, however the clock of the machine is set', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(undated, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: -9e6, max: 9e6 }), { minLength: 6, maxLength: 6 }),
      async (script, jumps) => {
        const time = new Time();
        const service = scripted(
          ...script.map((answer, index): Answer => (request) => {
            time.set(time.now() + jumps[index]!);
            return answer(request);
          }),
        );
        const cvm = createClient(operations, {
          region: 'ap-guangzhou',
          credentials,
          transport: service,
          runtime: time.runtime(),
          retry: { maxAttempts: 6, deadline: 1e9 },
        });
        await time.run(call(cvm, 'describeInstances').catch(() => undefined));
        const stamps = service.calls.map(({ Timestamp }) => Number(Timestamp));
        expect(stamps).toEqual([...stamps].sort((left, right) => left - right));
      },
    ),
    runs(50),
  );
});

test('an abort at any moment rejects at once with the caller’s reason, and leaves no timer and no listener', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(answers, fc.constant(silent)), { minLength: 1, maxLength: 5 }),
      fc.nat(40),
      fc.nat(30_000),
      fc.boolean(),
      async (script, turns, delay, crowded) => {
        const time = new Time();
        const provider = async (): Promise<Credentials> => {
          await time.sleep(1_000);
          return credentials;
        };
        const cvm = createClient(operations, {
          region: 'ap-guangzhou',
          credentials: provider,
          transport: scripted(...script),
          runtime: time.runtime(),
          limits: crowded ? [{ calls: 1, seconds: 60, per: 'service' }] : false,
          timeout: 8_000,
        });
        const { controller, listeners } = countingController();
        const reason = { why: 'enough' };
        let ended: unknown;
        const calls = ['describeInstances' as const, 'describeInstances' as const].map((name) =>
          call(cvm, name, controller.signal).then(
            () => undefined,
            (error: unknown) => (ended = error),
          ),
        );
        await time.advance(delay);
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        const before = time.now();
        controller.abort(reason);
        // No time passes: what is not settled by now never would be.
        await Promise.all(calls);
        expect(time.now()).toBe(before);
        if (ended !== undefined && ended !== reason) expect(ended).toSatisfy(isQcvmError);
        expect(listeners()).toBe(0);
        // Only the provider, which cannot be aborted, may still be asleep.
        await time.advance(1_001);
        expect([time.pending, time.listeners]).toEqual([0, 0]);
      },
    ),
    runs(60),
  );
});

test('a SecretKey, a Token and a Signature never occur in any message, stack, inspection, JSON, hook or diagnostics event', async () => {
  // No word that would be there anyway.
  const secret = fc
    .string({ minLength: 6, maxLength: 40, unit: 'grapheme' })
    .filter((value) => /^[^\s\p{C}]+$/u.test(value))
    .map((value) => `zQ7${value}`);
  // Goes into a header.
  const sent = fc
    .string({ minLength: 6, maxLength: 40 })
    .filter((value) => /^[!-~]+$/.test(value))
    .map((value) => `zQ7${value}`);
  const leak = (say: (text: string) => unknown): fc.Arbitrary<(texts: string[]) => unknown> =>
    fc.constant((texts) => say(texts.join(' ')));
  // A network that repeats in its errors what it was told.
  const gossip = fc.oneof(
    leak((all) => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ code: 4100, message: all, codeDesc: all, requestId: all }),
    })),
    leak((all) => ({ status: 500, headers: {}, body: `<html>${all}</html>` })),
    leak((all) => ({
      status: 200,
      headers: { date: all },
      body: JSON.stringify({ code: 6000, message: all }),
    })),
    leak((all) => ({
      status: 200,
      headers: {},
      body: JSON.stringify({
        code: 5400,
        message: all,
        detail: {
          [instanceIds[0]!]: { code: 1, message: all, codeDesc: all, requestId: all },
          [all]: { code: 1, message: all },
        },
      }),
    })),
    leak((all) => {
      throw Object.assign(new Error(all, { cause: new Error(all) }), {
        code: all,
        url: all,
        headers: { all },
      });
    }),
    leak((all) => {
      throw new TransportFailure(all, { phase: 'unsent', cause: new Error(all) });
    }),
    leak((all) => Promise.reject(all as unknown as Error)),
  );
  await fc.assert(
    fc.asyncProperty(secret, sent, gossip, names, async (secretKey, token, answer, name) => {
      const time = new Time();
      const seen: unknown[] = [];
      const hear = (event: unknown): void => void seen.push(event);
      let signature = '';
      const cvm = createClient(operations, {
        region: 'ap-guangzhou',
        credentials: { secretId: 'AKIDexample', secretKey, token },
        transport: {
          send: async (request) => {
            signature = parametersOf(request)['Signature']!;
            return answer([
              secretKey,
              token,
              signature,
              encodeURIComponent(token),
              request.url,
              request.body ?? '',
            ]) as never;
          },
        },
        hooks: { onRequest: hear, onResponse: hear, onRetry: hear },
        runtime: time.runtime(),
      });
      const error: unknown = await time.run(call(cvm, name).catch((reason: unknown) => reason));
      if (!isQcvmError(error)) return expect.fail(inspect(error));
      const shown = [
        error.message,
        error.stack,
        String(error),
        JSON.stringify(error),
        inspect(error, { showHidden: true, depth: null }),
        inspect(cvm, { showHidden: true, depth: null, showProxy: true }),
        JSON.stringify(seen),
        inspect(error.cause, { showHidden: true, depth: null }),
      ].join('\n');
      for (const [what, value] of Object.entries({ secretKey, token, signature }))
        for (const spelling of [value, encodeURIComponent(value)])
          if (shown.includes(spelling)) expect.fail(`${what} is shown`);
    }),
    runs(60),
  );
});
