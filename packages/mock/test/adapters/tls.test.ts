import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, it } from 'vitest';
import { createEmulator } from '../../src/index.js';
import type { EmulatorServer } from '../../src/emulator/listen.js';
import { createServerCertificate } from '../../src/adapters/server/tls/certificate.node.js';
import { signedForm } from './signing.js';

/** Asks the server under a name of the vendor's, as with an entry in the hosts file. */
function get(server: EmulatorServer, { host, path }: { host: string; path: string }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: server.port,
      servername: host,
      headers: { host },
      path,
      ca: server.certificateAuthority,
      agent: false,
    } as const;
    const call = request(options, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.once('end', () => resolve(JSON.parse(text)));
    });
    call.once('error', reject);
    call.end();
  });
}

it("serves the vendor's names to clients that trust its authority", async () => {
  const emulator = createEmulator({ instances: [{}] });
  await using server = await emulator.listen({ tls: true });
  expect(server.url).toBe(`https://127.0.0.1:${server.port}`);
  const query = signedForm(emulator, { method: 'GET' });
  const answer = await get(server, { host: 'cvm.api.qcloud.com', path: `/v2/index.php?${query}` });
  expect(answer).toMatchObject({ code: 0, totalCount: 1 });
  await expect(get(server, { host: 'cvm.example', path: '/' })).rejects.toThrow(/altnames/);
});

it('is not trusted by other clients', async () => {
  await using server = await createEmulator().listen({ tls: true });
  const another = createServerCertificate({ names: ['localhost'], now: Date.now() });
  const failure = await new Promise<Error>((resolve) => {
    const socket = connect({
      host: '127.0.0.1',
      port: server.port,
      servername: 'localhost',
      ca: another.certificateAuthority,
    });
    socket.once('error', resolve);
  });
  expect(failure.message).toMatch(/certificate/);
});

it('writes its authority to a file, and is for further names', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'qcvm-tls-'));
  const certificateAuthorityFile = join(directory, 'authority.pem');
  await using server = await createEmulator().listen({
    tls: { certificateAuthorityFile, names: ['emulator.test'] },
  });
  expect(await readFile(certificateAuthorityFile, 'utf8')).toBe(server.certificateAuthority);
  expect(await get(server, { host: 'emulator.test', path: '/' })).toMatchObject({ code: expect.any(Number) });
  await rm(directory, { recursive: true });
});

it('serves with a certificate of your own', async () => {
  const own = createServerCertificate({ names: ['localhost'], now: Date.now() });
  await using server = await createEmulator().listen({ tls: { key: own.key, certificate: own.certificate } });
  expect(server.certificateAuthority).toBeUndefined();
  const trusting = { ...server, certificateAuthority: own.certificateAuthority };
  expect(await get(trusting, { host: 'localhost', path: '/' })).toMatchObject({ code: expect.any(Number) });
});
