/** Sends signed requests over kept-alive connections, sixteen at once, in a process of its own. */
import { createHash, createHmac } from 'node:crypto';
import { exchange } from '../candidates/by-hand.js';
import { answerParent } from '../harness/child.js';
import { agent, callAll } from '../harness/load.js';
import type { ServerKey } from './server-process.js';

/** So many requests to a server. */
export interface LoadRequest {
  readonly port: number;
  readonly key: ServerKey;
  readonly count: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (secret: string | Buffer, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();

const body = '{"Limit":1}';

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

answerParent(async (message) => {
  const load = message as LoadRequest;
  const headers = headersFor(load);
  const { port, count } = load;
  return callAll(count, {
    call: () => exchange({ agent, port, method: 'POST', path: '/', headers, body }),
    isRight: (answer) => answer.includes('"TotalCount":1'),
  });
});
