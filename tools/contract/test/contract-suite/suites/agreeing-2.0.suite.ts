import { contractSuite } from '@qcvm/mock/contract';
import { emulatorToJudge, runningIds, shutDownIds } from '../../../src/conformance.js';

const emulator = emulatorToJudge();
contractSuite({
  endpoint: 'https://cvm.api.qcloud.com',
  credentials: emulator.credentials,
  instances: [...runningIds, ...shutDownIds],
  fetch: (request) => emulator.fetch(request),
  runtime: emulator.runtime,
});
