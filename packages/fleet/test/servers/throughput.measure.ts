import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openFleet, readPlan } from '../../src/index.js';
import { stores } from './support/servers.js';
import { Workers } from './support/workers.js';
import { World } from './support/world.js';

const regions = ['ap-guangzhou', 'ap-shanghai', 'ap-beijing'];
/** For each account and Action: five accounts may look five times in four seconds, at 100 instances each. */
const quota = { calls: 4, seconds: 4 };
const accounts = 5;
const size = 200;

describe.each(stores)('workers over %s', (name, startServer) => {
  it.each([1, 2, 4, 8])('%s of them', async (count) => {
    const server = await startServer();
    const world = new World({ accounts, regions, size, quota });
    const fleet = await openFleet({
      store: server.url,
      runtime: { environment: (variable) => world.environment[variable] },
    });
    const workers = new Workers({
      store: server.url,
      concurrency: 2,
      lock: 30_000,
      environment: world.environment,
    });
    try {
      for (let started = 0; started < count; started++) workers.start();
      await wait(5000);
      const { id, total, open } = await fleet.run(
        readPlan({
          name: 'measure',
          action: 'stop',
          accounts: world.accounts.map((account) => ({
            name: account,
            credentials: { environment: account },
          })),
          regions,
          select: [{ name: 'web-*' }],
          endpoint: await world.listen(),
          limits: [{ ...quota, per: 'action' }],
        }),
      );
      expect(open).toBe(total);
      const begun = performance.now();
      while ((await fleet.status(id)).state === 'working') await wait(100);
      const seconds = (performance.now() - begun) / 1000;
      const looks = world.seen.filter(({ action }) => action === 'DescribeInstances').length;
      console.log(
        `${name}, ${count} workers: ${total} instances in ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} a second, ${looks} looks`,
      );
    } finally {
      await workers.killAll();
      await fleet.close();
      await world.close();
      await server.remove();
    }
  });
});
