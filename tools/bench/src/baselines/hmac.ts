/** The floor: the HMAC over a text of the same length, and nothing else. */
import { createHmac } from 'node:crypto';
import { credentials, instanceIds } from '../candidates/shared-fleet.js';
import { host, path, type OpenSigning } from '../candidates/signing.js';
import { signByHand } from './hand-signed.js';

export const open: OpenSigning = ({ count }) => {
  const text = `POST${host}${path}?${signByHand({ method: 'POST', host, path, ids: instanceIds(count) })}`;
  return { work: () => createHmac('sha256', credentials.secretKey).update(text).digest('base64') };
};
