import { contractSuite } from '@qcvm/mock/contract';
import { emulatorToJudge } from '../../../src/conformance.js';
import { blindTo } from '../../../src/gateway.js';

const emulator = emulatorToJudge();
const passOn = (request: Request): Promise<Response> => emulator.fetch(request);
contractSuite({
  endpoint: 'https://cvm.tencentcloudapi.com',
  api: '3.0',
  credentials: emulator.credentials,
  only: ['signature', 'list'],
  fetch: blindTo(({ headers }) => headers.get('authorization')?.startsWith('TC3-') === true)(
    passOn,
    emulator,
  ),
  runtime: emulator.runtime,
});
