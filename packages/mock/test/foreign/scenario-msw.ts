/** Our packages with a version of MSW, both as npm installs them. Compiled against its types, then run. */
import { createCvm } from '@qcvm/client';
import { createEmulator } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import { setupServer } from 'msw/node';

const emulator = createEmulator({ clock: 'manual', instances: [{ unInstanceId: 'ins-00000001' }] });
const server = setupServer(...handlers(emulator));
// Its options have other names in other versions.
server.listen();

const config = {
  region: 'ap-guangzhou',
  credentials: emulator.credentials,
  runtime: emulator.runtime,
  retry: false,
} as const;
const overHttps = createCvm(config);
const overFetch = createCvm({ ...config, fetch: globalThis.fetch });
const lost = (error: unknown): string => (error instanceof Error ? error.name : 'nothing');

const { totalCount } = await overFetch.describeInstances();
console.log(`instances: ${totalCount}`);
await overHttps.stopInstances({ instanceIds: ['ins-00000001'] });
emulator.clock.advance(5000);
console.log(emulator.instances.get('ins-00000001').statusName);
for (const client of [overHttps, overFetch]) {
  emulator.faults.add({ fault: { kind: 'drop', when: 'after' }, times: 1 });
  console.log(`dropped: ${await client.describeInstances().then(lost, lost)}`);
  emulator.faults.add({ fault: { kind: 'cut' }, times: 1 });
  console.log(`cut: ${await client.describeInstances().then(lost, lost)}`);
  const { totalCount: again } = await client.describeInstances();
  console.log(`instances: ${again}`);
}
console.log([...new Set(emulator.requests.list().map(({ adapter }) => adapter))].join());
server.close();
