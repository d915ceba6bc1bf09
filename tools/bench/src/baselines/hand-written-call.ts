/** The same call, written by hand: signed anew each time, its answer parsed and looked at. Nothing else. */
import { Agent } from 'node:http';
import type { OpenCall } from '../candidates/call.js';
import { instanceIds } from '../candidates/shared-fleet.js';
import { exchange } from './exchange.js';
import { signByHand } from './hand-signed.js';

const path = '/v2/index.php';

interface Answer {
  readonly code: number;
  readonly detail: Readonly<Record<string, { code: number; requestId: string }>>;
}

export const open: OpenCall = ({ port, count }) => {
  const agent = new Agent({ keepAlive: true });
  const ids = instanceIds(count);
  const host = `127.0.0.1:${port}`;
  const method = count === 1 ? 'GET' : 'POST';

  const send = (): Promise<string> => {
    const signed = signByHand({ method, host, path, ids });
    return method === 'GET'
      ? exchange({ agent, port, method, path: `${path}?${signed}` })
      : exchange({ agent, port, method, path, body: signed });
  };
  return {
    work: async () => {
      const { code, detail } = JSON.parse(await send()) as Answer;
      if (code !== 0) throw new Error(`code ${code}`);
      const tasks: Record<string, string> = {};
      for (const id of ids) {
        const result = detail[id];
        if (result?.code !== 0) throw new Error(`${id} was not accepted`);
        tasks[id] = result.requestId;
      }
      return tasks;
    },
  };
};
