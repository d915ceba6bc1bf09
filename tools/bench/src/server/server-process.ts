/** A server of API 3.0 in a process of its own, which tells how much CPU time it has taken. */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from '@qcvm/mock';
import { answerParent } from '../harness/child.js';

/** What a server is started with. */
export interface ServerRequest {
  readonly open?: 'hand' | 'emulator';
}

const instance = { unInstanceId: 'ins-00000001', instanceName: 'web' };

async function emulatorServer(): Promise<{ readonly port: number; readonly key: ServerKey }> {
  const emulator = createEmulator({ instances: [instance], quota: false, onUnexpected: 'answer' });
  const { port } = await emulator.listen({ page: false, limits: { keepAliveTimeout: 2_000_000_000 } });
  return { port, key: emulator.credentials };
}

/** The key that requests are signed with. */
export interface ServerKey {
  readonly secretId: string;
  readonly secretKey: string;
}

const key: ServerKey = { secretId: 'AKIDbench', secretKey: 'the key of the benchmark' };
const form =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/([^/]+)\/([^/]+)\/tc3_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (secret: string | Buffer, text: string): Buffer =>
  createHmac('sha256', secret).update(text).digest();

/** Whether a request is signed as it should be: the whole chain, by hand. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const { headers, method = '', url = '' } = request;
  const [, id = '', date = '', service = '', names = '', signature = ''] =
    form.exec(headers.authorization ?? '') ?? [];
  const timestamp = String(headers['x-tc-timestamp']);
  if (id !== key.secretId || Math.abs(Number(timestamp) - Date.now() / 1000) > 300) return false;
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim().toLowerCase()}\n`);
  const canonical = `${method}\n${url}\n\n${lines.join('')}\n${names}\n${sha256(body)}`;
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(canonical)}`;
  const signing = hmac(hmac(hmac(`TC3${key.secretKey}`, date), service), 'tc3_request');
  const expected = hmac(signing, text);
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What DescribeInstances answers for one instance, made once. */
async function exampleAnswer(): Promise<Readonly<Record<string, unknown>>> {
  const { createCvm } = await import('@qcvm/client/v3');
  const emulator = createEmulator({ instances: [instance] });
  const { credentials, runtime } = emulator;
  const cvm = createCvm({ region: 'ap-guangzhou', credentials, transport: emulator, runtime });
  return { ...(await cvm.describeInstances({ Limit: 1 })) };
}

/** The least that checks a signature, reads the parameters, and answers. */
async function handServer(): Promise<{ readonly port: number; readonly key: ServerKey }> {
  const answer = await exampleAnswer();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const { Limit } = JSON.parse(body.toString()) as { readonly Limit?: number };
      const content =
        isSigned(request, body) && Limit === 1
          ? { ...answer, RequestId: randomUUID() }
          : { Error: { Code: 'AuthFailure.SignatureFailure', Message: '' }, RequestId: randomUUID() };
      const text = JSON.stringify({ Response: content });
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, key };
}

answerParent(async (message) => {
  const { open } = message as ServerRequest;
  if (open !== undefined) return open === 'hand' ? handServer() : emulatorServer();
  const { user, system } = process.cpuUsage();
  return { cpu: user + system };
});
