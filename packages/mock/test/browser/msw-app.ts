/** Runs in the browser: our client calls the vendor's host, and the service worker has the emulator answer. */
import { BatchError, createCvm, TransportError } from '@qcvm/client';
import { createEmulator, fleet } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import { setupWorker } from 'msw/browser';

async function program(): Promise<readonly string[]> {
  const told: string[] = [];
  const emulator = createEmulator({
    clock: { mode: 'manual' },
    instances: fleet()
      .running(1, { unInstanceId: 'ins-00000001' })
      .shutDown(1, { unInstanceId: 'ins-00000002' }),
  });
  const worker = setupWorker(...handlers(emulator));
  await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    runtime: emulator.runtime,
    retry: false,
  });

  const { totalCount } = await cvm.describeInstances();
  told.push(`instances: ${totalCount}`);
  await cvm.stopInstances({ instanceIds: ['ins-00000001', 'ins-00000002'] }).catch((error: unknown) => {
    if (!(error instanceof BatchError)) throw error;
    told.push(`stopping: ${error.succeeded.map(({ resourceId }) => resourceId).join()}`);
    told.push(`refused: ${error.failed.map(({ resourceId }) => resourceId).join()}`);
  });
  emulator.clock.advance(5000);
  const { instanceSet } = await cvm.describeInstances({ instanceIds: ['ins-00000001'] });
  told.push(`status: ${instanceSet[0]?.status}`);

  emulator.faults.add({ fault: { kind: 'drop' }, times: 1 });
  await cvm.describeInstances().catch((error: unknown) => {
    if (!(error instanceof TransportError)) throw error;
    told.push('lost');
  });
  emulator.faults.add({ fault: { kind: 'gateway' }, times: 1 });
  await cvm.describeInstances().catch((error: unknown) => {
    if (!(error instanceof TransportError)) throw error;
    told.push(`gateway: ${error.status}`);
  });
  // Other requests go to the network.
  told.push(`elsewhere: ${await (await fetch('/elsewhere')).text()}`);
  told.push(`adapters: ${[...new Set(emulator.requests.list().map(({ adapter }) => adapter))].join()}`);
  return told;
}

// The test waits for it.
document.title = 'running';
program().then(
  (told) => {
    document.body.textContent = told.join('\n');
    document.title = 'done';
  },
  (error: unknown) => {
    document.body.textContent = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    document.title = 'failed';
  },
);
