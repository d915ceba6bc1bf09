/** Old programs, sixteen at once over kept-alive connections, in a process of their own. */
import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { exchange, signByHand } from '../candidates/by-hand.js';
import { instanceIds } from '../candidates/shared-fleet.js';
import { answerParent } from '../harness/child.js';

/** So many calls of API 2.0 to a bridge, each to stop so many instances. */
export interface BridgeLoad {
  readonly port: number;
  readonly calls: number;
  readonly instances: number;
}

const concurrency = 16;
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const path = '/v2/index.php';
const isDone = '{"code":0,';

/** The programs are slower than the bridge: else it would be measured how often it sleeps. */
const ballast = Buffer.alloc(64);
function dawdle(): void {
  for (let nth = 0; nth < 100; nth++) createHash('sha256').update(ballast).digest();
}

answerParent(async (message) => {
  const { port, calls, instances } = message as BridgeLoad;
  const ids = instanceIds(instances);
  const method = instances === 1 ? 'GET' : 'POST';
  const call = (): Promise<string> => {
    const signed = signByHand({ method, host: `127.0.0.1:${port}`, path, ids });
    return method === 'GET'
      ? exchange({ agent, port, method, path: `${path}?${signed}` })
      : exchange({ agent, port, method, path, body: signed });
  };
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const text = await call();
      dawdle();
      if (!text.startsWith(isDone)) throw new Error(`The bridge answered ${text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return {};
});
