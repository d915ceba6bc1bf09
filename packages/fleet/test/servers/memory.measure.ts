import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openFleet, readPlan } from '../../src/index.js';
import { stores } from './support/servers.js';
import { Workers } from './support/workers.js';

/** A service with as many running instances as you like, which it does not keep. */
async function startService(size: number): Promise<{ readonly url: string; readonly close: () => void }> {
  const idOf = (index: number): string => `ins-${index.toString(36).padStart(8, '0')}`;
  const text = async (request: IncomingMessage): Promise<string> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return body;
  };
  const server = createServer((request, response) => {
    void (async () => {
      const query = request.method === 'POST' ? await text(request) : (request.url ?? '').split('?')[1];
      const parameters = new URLSearchParams(query);
      const ids = [...parameters].flatMap(([name, value]) =>
        name.startsWith('instanceIds.') ? [value] : [],
      );
      const success = { code: 0, message: '', codeDesc: 'Success' };
      const results = ids.map((id) => [id, { code: 0, message: '', requestId: '1' }]);
      const offset = Number(parameters.get('offset') ?? 0);
      const limit = Math.min(Number(parameters.get('limit') ?? 20), Math.max(0, size - offset));
      const shown = ids.length > 0 ? ids : Array.from({ length: limit }, (_, index) => idOf(offset + index));
      const instanceSet = shown.map((unInstanceId) => ({ unInstanceId, status: 2 }));
      const answer =
        parameters.get('Action') === 'StopInstances'
          ? { ...success, detail: Object.fromEntries(results) }
          : { ...success, totalCount: ids.length || size, instanceSet };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v2/index.php`, close: () => server.close() };
}

const environment = { A_SECRET_ID: 'AKIDofA0000000', A_SECRET_KEY: 'secret-of-A' };

describe.each(stores)('the memory of a worker over %s', (name, startServer) => {
  it('does not grow with the run', async () => {
    const most: number[] = [];
    for (const size of [100_000, 1_000_000]) {
      const server = await startServer();
      const service = await startService(size);
      const fleet = await openFleet({
        store: server.url,
        patience: 60_000,
        runtime: { environment: (variable) => (environment as Readonly<Record<string, string>>)[variable] },
      });
      const workers = new Workers({ store: server.url, concurrency: 20, lock: 30_000, environment });
      const begun = performance.now();
      const { id } = await fleet.run(
        readPlan({
          name: 'memory',
          action: 'stop',
          accounts: [{ name: 'A', credentials: { environment: 'A' } }],
          regions: ['ap-guangzhou'],
          select: [{ all: true }],
          wait: false,
          endpoint: service.url,
          limits: [{ calls: 1000, seconds: 1, per: 'action' }],
        }),
      );
      const planned = performance.now();
      workers.start();
      workers.start();
      while ((await fleet.status(id)).state === 'working') await wait(1000);
      const worked = performance.now();
      const status = await fleet.status(id);
      expect(status).toMatchObject({ total: size, open: 0, failed: 0 });
      most.push(workers.mostMemory);
      const seconds = (from: number, to: number): string => `${Math.round((to - from) / 1000)} s`;
      console.log(
        `${name}, ${size} ids: planned in ${seconds(begun, planned)}, worked on in ${seconds(planned, worked)}, ` +
          `at most ${Math.round(workers.mostMemory / 1e6)} MB a worker`,
      );
      await workers.killAll();
      await fleet.close();
      service.close();
      await server.remove();
    }
    expect(most[1]).toBeLessThan(1.3 * most[0]!);
  });
});
