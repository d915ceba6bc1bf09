/** Old programs, sixteen at once over kept-alive connections, in a process of their own. */
import { exchange, signByHand } from '../candidates/by-hand.js';
import { instanceIds } from '../candidates/shared-fleet.js';
import { answerParent } from '../harness/child.js';
import { agent, callAll } from '../harness/load.js';

/** So many calls of API 2.0 to a bridge, each to stop so many instances. */
export interface BridgeLoad {
  readonly port: number;
  readonly calls: number;
  readonly instances: number;
}

const path = '/v2/index.php';
const isDone = '{"code":0,';

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
  return callAll(calls, { call, isRight: (answer) => answer.startsWith(isDone) });
});
