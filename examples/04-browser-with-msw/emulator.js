import { createEmulator, fleet } from '@qcvm/mock';
import { handlers } from '@qcvm/mock/msw';
import { setupWorker } from 'msw/browser';

export const emulator = createEmulator({
  instances: fleet('ap-guangzhou')
    .running(1, { unInstanceId: 'ins-00000001' })
    .shutDown(1, { unInstanceId: 'ins-00000002' }),
});

await setupWorker(...handlers(emulator)).start({ onUnhandledRequest: 'bypass', quiet: true });
