/** Sends signed requests over kept-alive connections, sixteen at once, in a process of its own. */
import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { answerParent } from '../harness/child.js';
import type { ServerKey } from './server-process.js';

/** So many requests to a server. */
export interface LoadRequest {
  readonly port: number;
  readonly key: ServerKey;
  readonly count: number;
}

const concurrency = 16;
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (secret: string | Buffer, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();

const body = '{"Limit":1}';

/**
 * The sender is slower than any server: else one that is slower than it pays for waking it, and the others do not. It hashes little
 * over and over, so that it leaves the caches of the machine to the server.
 */
const ballast = Buffer.alloc(64);
function dawdle(): void {
  for (let nth = 0; nth < 100; nth++) createHash('sha256').update(ballast).digest();
}

/** API 3.0 has no Nonce: one signature holds for all requests of a while. */
function headersFor({ port, key }: LoadRequest): Record<string, string | number> {
  const timestamp = Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const names = 'content-type;host;x-tc-action';
  const lines = `content-type:application/json\nhost:127.0.0.1:${port}\nx-tc-action:describeinstances\n`;
  const canonical = `POST\n/\n\n${lines}\n${names}\n${sha256(body)}`;
  const scope = `${date}/cvm/tc3_request`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`;
  const signing = hmac(hmac(hmac(`TC3${key.secretKey}`, date), 'cvm'), 'tc3_request');
  return {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-tc-action': 'DescribeInstances',
    'x-tc-version': '2017-03-12',
    'x-tc-region': 'ap-guangzhou',
    'x-tc-timestamp': String(timestamp),
    'x-tc-requestclient': 'SDK_BENCH_1.0',
    authorization: `TC3-HMAC-SHA256 Credential=${key.secretId}/${scope}, SignedHeaders=${names}, Signature=${hmac(signing, text).toString('hex')}`,
  };
}

const send = (port: number, headers: Record<string, string | number>): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', method: 'POST', path: '/', headers, agent },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(text));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

answerParent(async (message) => {
  const load = message as LoadRequest;
  const headers = headersFor(load);
  let left = load.count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) {
      const answer = await send(load.port, headers);
      dawdle();
      if (!answer.includes('"TotalCount":1')) throw new Error(`The server answered ${answer.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return {};
});
