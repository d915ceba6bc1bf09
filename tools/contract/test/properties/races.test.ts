import { createCvm, ensureStopped, type Credentials, type Transport } from '@qcvm/client';
import { createEmulator } from '@qcvm/mock';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../packages/client/test/support/runs.js';

const region = 'ap-guangzhou';

/** A transport whose every exchange happens when the scheduler says so: its way there and its way back. */
const scheduled = (scheduler: fc.Scheduler, transport: Transport): Transport => ({
  send: async (request) => {
    await scheduler.schedule(Promise.resolve(), 'there');
    const response = await transport.send(request);
    await scheduler.schedule(Promise.resolve(), 'back');
    return response;
  },
});

test('calls that run at once each get their own answer, under Nonces of their own, in any order of the answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, count) => {
      const ids = Array.from({ length: count }, (_, index) => `ins-0000000${index}`);
      const emulator = createEmulator({
        clock: 'manual',
        instances: ids.map((unInstanceId) => ({ unInstanceId })),
      });
      const cvm = createCvm({
        region,
        credentials: emulator.credentials,
        transport: scheduled(scheduler, emulator),
        runtime: { now: emulator.runtime.now },
      });
      const outputs = await scheduler.waitFor(
        Promise.all(ids.map((id) => cvm.stopInstances({ instanceIds: [id] }))),
      );
      expect(outputs.map(({ detail }) => Object.keys(detail))).toEqual(ids.map((id) => [id]));
      const nonces = emulator.requests.list().map(({ parameters }) => parameters['Nonce']);
      expect(new Set(nonces).size).toBe(count);
    }),
    runs(20),
  );
});

test('credentials are asked for once at a time, and no call is signed with those that were refused before it began', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, count) => {
      const emulator = createEmulator({
        clock: 'manual',
        accounts: [
          {
            keys: [
              { secretId: 'AKIDold', secretKey: 'old', token: 'old', expiresAt: 0 },
              { secretId: 'AKIDnew', secretKey: 'new', token: 'new' },
            ],
          },
        ],
      });
      let asking = 0;
      let asked = 0;
      const provider = async (): Promise<Credentials> => {
        asking += 1;
        expect(asking).toBe(1);
        asked += 1;
        const name = asked === 1 ? 'old' : 'new';
        await scheduler.schedule(Promise.resolve(), 'credentials');
        asking -= 1;
        return { secretId: `AKID${name}`, secretKey: name, token: name };
      };
      const cvm = createCvm({
        region,
        credentials: provider,
        transport: scheduled(scheduler, emulator),
        runtime: { now: emulator.runtime.now },
      });
      const outputs = await scheduler.waitFor(
        Promise.all(Array.from({ length: count }, () => cvm.describeInstances.withMeta())),
      );
      expect(outputs.map(({ output }) => output.totalCount)).toEqual(outputs.map(() => 0));
      expect(outputs.every(({ meta }) => meta.attempts <= 2)).toBe(true);
      // Once at the start, and once for all that were refused together; never once for each.
      expect(asked).toBe(2);
    }),
    runs(20),
  );
});

test('an abort that races an answer gives the one that came first, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const emulator = createEmulator({ clock: 'manual' });
      const controller = new AbortController();
      const reason = { why: 'enough' };
      const transport = scheduled(scheduler, emulator);
      let answered = false;
      const cvm = createCvm({
        region,
        credentials: emulator.credentials,
        transport: {
          send: async (request) => {
            // One that does not listen: the client must not depend on it.
            const response = await transport.send({ ...request, signal: new AbortController().signal });
            answered = true;
            return response;
          },
        },
        runtime: { now: emulator.runtime.now },
      });
      const ends: unknown[] = [];
      let abortedFirst: boolean | undefined;
      const call = cvm.describeInstances({}, { signal: controller.signal }).then(
        (output) => void ends.push(output.totalCount),
        (error: unknown) => void ends.push(error),
      );
      void scheduler.schedule(Promise.resolve(), 'abort').then(() => {
        abortedFirst = !answered;
        controller.abort(reason);
      });
      await scheduler.waitAll();
      await call;
      expect(ends).toEqual([abortedFirst ? reason : 0]);
    }),
    runs(25),
  );
});

test('two ensureStopped on overlapping ids: every id is shut down, stopped once, and has one outcome in each run', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 3 }),
      async (scheduler, shared, own) => {
        const names = (prefix: string, count: number): string[] =>
          Array.from({ length: count }, (_, index) => `ins-${prefix}${index}`);
        const common = names('both', shared);
        const lists = [
          [...names('one', own), ...common],
          [...common, ...names('two', own)],
        ];
        const emulator = createEmulator({
          clock: { mode: 'manual', automatic: true },
          quota: false,
          instances: [...new Set(lists.flat())].map((unInstanceId) => ({ unInstanceId })),
        });
        let running = true;
        const summaries = Promise.all(
          lists.map((ids) => {
            const cvm = createCvm({
              region,
              credentials: emulator.credentials,
              transport: scheduled(scheduler, emulator),
              runtime: emulator.runtime,
              limits: false,
            });
            return ensureStopped(cvm, ids);
          }),
        ).finally(() => (running = false));
        // The runs sleep on a clock that moves when nothing else can run: the scheduler goes on as long as they do.
        while (running) {
          if (scheduler.count() > 0) await scheduler.waitOne();
          else await new Promise((resolve) => setImmediate(resolve));
        }
        for (const [index, { allStopped, outcomes }] of (await summaries).entries()) {
          expect(allStopped).toBe(true);
          expect(outcomes.map(({ instanceId }) => instanceId).sort()).toEqual(
            [...(lists[index] ?? [])].sort(),
          );
        }
        for (const { status } of emulator.instances.list()) expect(status).toBe(4);
        const stops = emulator.tasks.list().map(({ unInstanceId }) => unInstanceId);
        expect(new Set(stops).size).toBe(stops.length);
      },
    ),
    runs(15),
  );
});
