import { instanceIds } from '../candidates/shared-fleet.js';
import { host, path, type OpenSigning } from '../candidates/signing.js';
import { signByHand } from './hand-signed.js';

export const open: OpenSigning = ({ count }) => {
  const ids = instanceIds(count);
  const method = count === 1 ? 'GET' : 'POST';
  return { work: () => signByHand({ method, host, path, ids }) };
};
