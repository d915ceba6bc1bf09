import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleet, readPlan, type Fleet, type PlacedOutcome } from '../../src/index.js';
import { stores, type Server } from './support/servers.js';
import { Workers } from './support/workers.js';
import { judge, World } from './support/world.js';

/** `QCVM_FLEET_PROOF=full npm run test:fleet`: as many instances as the issue of fleets is about. */
const isFull = process.env['QCVM_FLEET_PROOF'] === 'full';
const size = isFull ? 500 : 60;
const regions = ['ap-guangzhou', 'ap-shanghai', 'ap-beijing'];
const quota = { calls: 20, seconds: 4 };
const workers = 3;
/** Milliseconds between two kills, and before the store is restarted. */
const killPause = isFull ? 5000 : 3000;
const restartAfter = 5000;

describe.each(stores)(
  'over %s, workers that are killed and a store that is restarted',
  (name, startServer) => {
    let server: Server;
    let world: World;
    let fleet: Fleet;
    let line: Workers;

    beforeAll(async () => {
      server = await startServer();
      world = new World({ accounts: 5, regions, size, quota });
      line = new Workers({ store: server.url, concurrency: 10, lock: 6000, environment: world.environment });
    });
    afterAll(async () => {
      await line.killAll();
      await fleet.close();
      await world.close();
      await server.remove();
    });

    it('lose no instance, stop none twice, touch no protected one, and keep the quota', async () => {
      const missing = Array.from({ length: 30 }, (_, index) => `ins-missing${index}`);
      const plan = readPlan({
        name: 'proof',
        action: 'stop',
        accounts: world.accounts.map((account) => ({ name: account, credentials: { environment: account } })),
        regions,
        select: [{ all: true }, { ids: missing }],
        protect: [{ name: 'db-*' }],
        force: 'fallback',
        timeout: '5m',
        settle: '3s',
        endpoint: await world.listen(),
        limits: [{ ...quota, per: 'action' }],
      });
      fleet = await openFleet({
        store: server.url,
        patience: 60_000,
        runtime: { environment: (variable) => world.environment[variable] },
      });
      const protectedIds = new Set(world.named('db-1').map(({ unInstanceId }) => unInstanceId));
      const all = world.emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
      const gone = world.named('goes').map(({ unInstanceId }) => unInstanceId);
      const flapping = new Set(world.named('flapping').map(({ unInstanceId }) => unInstanceId));
      const begun = performance.now();
      const { id, total } = await fleet.run(plan);
      expect(total).toBe(all.length + missing.length);
      for (const each of gone) world.emulator.instances.remove(each);

      await Promise.all(Array.from({ length: workers }, () => line.ready()));
      let kills = 0;
      let isOver = false;
      const killing = (async () => {
        while (!isOver) {
          await wait(killPause);
          if (isOver) return;
          line.killOldest();
          kills++;
          // On a slow machine, too, each has some time to work.
          await line.ready();
        }
      })();
      const restart = (async () => {
        await wait(restartAfter);
        await server.kill();
        await wait(500);
        await server.start();
      })();
      while ((await fleet.status(id)).state === 'working') await wait(250);
      isOver = true;
      await Promise.all([killing, restart]);
      const seconds = Math.round((performance.now() - begun) / 1000);

      const outcomes: PlacedOutcome[] = [];
      for await (const outcome of fleet.outcomes(id)) outcomes.push(outcome);
      const ids = outcomes.map(({ instanceId }) => instanceId);
      expect(ids.toSorted()).toEqual([...all, ...missing].toSorted());
      const kindOf = new Map(outcomes.map(({ instanceId, kind }) => [instanceId, kind]));
      for (const each of [...gone, ...missing]) expect(kindOf.get(each), each).toBe('not-found');
      for (const each of protectedIds) expect(kindOf.get(each), each).toBe('protected');
      for (const { unInstanceId, status } of world.emulator.instances.list()) {
        const kind = kindOf.get(unInstanceId);
        if (protectedIds.has(unInstanceId)) expect([unInstanceId, status]).toEqual([unInstanceId, 2]);
        else
          expect([unInstanceId, status, kind]).toEqual([
            unInstanceId,
            4,
            expect.stringMatching(/stopped|forced/),
          ]);
      }
      const isProtected = (each: string): boolean => protectedIds.has(each);
      expect(judge(world.seen, { isProtected, quota })).toEqual([]);
      const stops = world.seen.filter(({ action }) => action === 'StopInstances').length;
      console.log(
        `${name}: ${total} instances in ${seconds} s, ${world.seen.length} calls (${stops} stops), ${kills} workers killed, ${flapping.size} flapping`,
      );
    });
  },
);
