import { createEmulator } from '@qcvm/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleet } from '../../src/index.js';
import { key, planOf, until } from './support/harness.js';
import { stores, type Server } from './support/servers.js';
import { Workers } from './support/workers.js';

/** Milliseconds within which the work of a lost worker has to be another's. */
const lock = 12_000;

describe.each(stores)('over %s, the work of a worker that was killed', (_name, startServer) => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  it('is taken over within its lock', async () => {
    const emulator = createEmulator({
      accounts: [{ id: '100', keys: [key] }],
      instances: [{ region: 'ap-guangzhou', status: 'running' }],
      durations: { stop: 600_000 },
    });
    const service = await emulator.listen({ limits: { closeGrace: 100 } });
    const environment = { PROD_SECRET_ID: key.secretId, PROD_SECRET_KEY: key.secretKey };
    const workers = new Workers({ store: server.url, concurrency: 1, lock, environment });
    const fleet = await openFleet({ store: server.url, credentials: () => () => key });
    try {
      await fleet.run(planOf({ endpoint: `${service.url}/v2/index.php`, timeout: '10m' }));
      const first = await workers.ready();
      await until(() => emulator.requests.list({ action: 'StopInstances' }).length > 0);
      await workers.ready();
      first.kill('SIGKILL');
      const killed = performance.now();
      const before = emulator.requests.total;
      await until(() => emulator.requests.total > before);
      expect(performance.now() - killed).toBeLessThan(lock);
    } finally {
      await workers.killAll();
      await fleet.close();
      await service.close();
    }
  });
});
