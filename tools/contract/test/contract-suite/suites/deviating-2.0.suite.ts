import { contractSuite } from '@qcvm/mock/contract';
import { emulatorToJudge } from '../../../src/conformance.js';

const emulator = emulatorToJudge({ behaviour: { failureHttpStatus: 400 } });
contractSuite({
  endpoint: 'https://cvm.api.qcloud.com',
  api: '2.0',
  credentials: emulator.credentials,
  fetch: (request) => emulator.fetch(request),
  runtime: emulator.runtime,
});
