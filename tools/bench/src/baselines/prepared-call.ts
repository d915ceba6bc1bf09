/** The floor: a request that was made and signed beforehand, its answer read as text. */
import { Agent } from 'node:http';
import type { OpenCall } from '../candidates/call.js';
import { instanceIds } from '../candidates/shared-fleet.js';
import { exchange, type BareRequest } from './exchange.js';
import { signByHand } from './hand-signed.js';

const path = '/v2/index.php';

export const open: OpenCall = ({ port, count }) => {
  const agent = new Agent({ keepAlive: true });
  const method = count === 1 ? 'GET' : 'POST';
  const signed = signByHand({ method, host: `127.0.0.1:${port}`, path, ids: instanceIds(count) });
  const request: BareRequest =
    method === 'GET'
      ? { agent, port, method, path: `${path}?${signed}` }
      : { agent, port, method, path, body: signed };
  return { work: () => exchange(request) };
};
