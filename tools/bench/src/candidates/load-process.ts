/**
 * Makes calls of a server in another process: signed by the client before the first is sent, in the order in which it sends
 * parameters, each with a Nonce of its own. Each lane stops and starts its own instances in turn, so that every call succeeds.
 */
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseEndpoint, signedRequest, type SignedRequest } from '@qcvm/client/wire';
import { exchange } from '../baselines/exchange.js';
import { answerParent } from '../harness/child.js';
import { credentials, region } from './shared-fleet.js';
import { idsOfLane, lanes, type Load } from './load.js';

const agent = new Agent({ keepAlive: true, maxSockets: lanes });
const made = Array.from({ length: lanes }, () => 0);
let nonce = 0;

function sign({ port, count }: Load, lane: number): Promise<SignedRequest> {
  const turn = (made[lane] = (made[lane] ?? 0) + 1);
  nonce += 1;
  return signedRequest({
    endpoint: parseEndpoint(`http://127.0.0.1:${port}/v2/index.php`),
    action: turn % 2 === 1 ? 'StopInstances' : 'StartInstances',
    region,
    timestamp: Math.floor(Date.now() / 1000),
    nonce,
    credentials,
    parameters: { instanceIds: idsOfLane(lane, count) },
  });
}

async function drive(load: Load): Promise<void> {
  const { port } = load;
  const each = Math.ceil(load.calls / lanes);
  const signed: SignedRequest[][] = [];
  for (let lane = 0; lane < lanes; lane++)
    signed.push(await Promise.all(Array.from({ length: each }, () => sign(load, lane))));
  await Promise.all(
    signed.map(async (own) => {
      for (const { method, url, body } of own) {
        const path = url.slice(url.indexOf('/v2/'));
        const answer = await exchange({ agent, port, method, path, ...(body !== undefined && { body }) });
        if (!answer.startsWith('{"code":0,')) throw new Error(`A server answered ${answer.slice(0, 200)}`);
      }
    }),
  );
}

answerParent(async () => {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      drive(JSON.parse(text) as Load).then(
        () => response.end(),
        (failure: unknown) => response.writeHead(500).end(String(failure)),
      );
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { load: (server.address() as AddressInfo).port };
});
