import { request, type Agent } from 'node:http';

export interface BareRequest {
  readonly agent: Agent;
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

/** One request with `http.request` and nothing around it. Gives the text of the answer. */
export const exchange = ({ agent, port, method, path, body }: BareRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
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
