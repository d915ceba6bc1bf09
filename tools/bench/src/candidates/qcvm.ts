import { createCvm } from '@qcvm/client';
import type { OpenCall } from './call.js';
import { credentials, instanceIds, region } from './shared-fleet.js';

export const open: OpenCall = ({ port, count }) => {
  const cvm = createCvm({ region, credentials, endpoint: `http://127.0.0.1:${port}`, limits: false });
  const input = { instanceIds: instanceIds(count) };
  return { work: () => cvm.stopInstances(input) };
};
