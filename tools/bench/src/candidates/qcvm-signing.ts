import { randomInt } from 'node:crypto';
import { signedRequest } from '@qcvm/client/wire';
import { credentials, instanceIds, region } from './shared-fleet.js';
import { host, path, type OpenSigning } from './signing.js';

export const open: OpenSigning = ({ count }) => {
  const endpoint = { origin: `https://${host}`, host, path };
  const parameters = { instanceIds: instanceIds(count) };
  return {
    work: () =>
      signedRequest({
        endpoint,
        action: 'StopInstances',
        region,
        timestamp: Math.floor(Date.now() / 1000),
        nonce: randomInt(1, 2 ** 31),
        credentials,
        parameters,
      }),
  };
};
