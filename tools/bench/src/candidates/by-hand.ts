/** What one writes by hand for this one call: sort, join, HMAC, encode, ask. What is measured is compared with it. */
import { createHmac, randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { OpenWorkload } from '../harness/workload.js';
import { credentials, instanceIds, region } from './shared-fleet.js';

interface HandSigned {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  readonly path: string;
  readonly ids: readonly string[];
}

/** A signed query string or form, with a Timestamp and a Nonce of its own. */
export function signByHand({ method, host, path, ids }: HandSigned): string {
  const parameters: Record<string, string> = {
    Action: 'StopInstances',
    Region: region,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: String(randomInt(1, 2 ** 31)),
    SecretId: credentials.secretId,
    SignatureMethod: 'HmacSHA256',
  };
  ids.forEach((id, index) => {
    parameters[`instanceIds.${index}`] = id;
  });
  const joined = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
  parameters['Signature'] = createHmac('sha256', credentials.secretKey)
    .update(`${method}${host}${path}?${joined}`)
    .digest('base64');
  return Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

interface BareRequest {
  readonly agent: Agent;
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Default: those of a form, with a body. */
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string;
}

/** One request with `http.request` and nothing around it. Gives the text of the answer. */
export const exchange = ({ agent, port, method, path, body, ...given }: BareRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const { headers = form } = given;
    const outgoing = request({ host: '127.0.0.1', port, agent, method, path, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve(text));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const path = '/v2/index.php';

interface Answer {
  readonly code: number;
  readonly detail: Readonly<Record<string, { code: number; requestId: string }>>;
}

export const handCall: OpenWorkload<{ readonly port: number; readonly count: number }> = ({
  port,
  count,
}) => {
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
