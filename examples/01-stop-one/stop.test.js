import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { createEmulator, fleet } from '@qcvm/mock';

const emulator = createEmulator({
  instances: fleet('ap-guangzhou')
    .running(1, { unInstanceId: 'ins-09dx96dg' })
    .shutDown(1, { unInstanceId: 'ins-4jgc8a6z' }),
});
let server;
before(async () => (server = await emulator.listen()));
after(() => server.close());

/** Runs the program as a person would, against the emulator. */
const stop = (...ids) =>
  new Promise((resolve) => {
    const { secretId, secretKey } = emulator.credentials;
    const env = {
      ENDPOINT: server.url,
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
    };
    const options = { env, cwd: import.meta.dirname };
    execFile(process.execPath, ['stop.js', ...ids], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

test('tells what became of each instance', async () => {
  const { code, stdout, stderr } = await stop('ins-09dx96dg', 'ins-4jgc8a6z');
  assert.equal(code, 1);
  assert.equal(stdout, 'ins-09dx96dg is shutting down\n');
  assert.equal(stderr, 'ins-4jgc8a6z: OperationConstraints.InvaildInstanceStatus\n');
});

test('sends nothing without an id: the service would take it for all', async () => {
  const { code, stderr } = await stop();
  assert.equal(code, 1);
  assert.match(stderr, /instanceIds/);
  assert.equal(emulator.requests.total, 1);
});
