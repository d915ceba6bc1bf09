import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEmulator, fleet } from '@qcvm/mock';
import { expect, it } from 'vitest';
import { installed } from '../../../mock/test/foreign/installed.js';
import { linesAfterDescribing } from '../../../mock/test/foreign/scenario.js';
import { startBridge } from './process.js';

it('the official Node SDK of API 2.0, as it comes from npm, does its whole work through the bridge', async () => {
  const directory = await installed('official-sdk', { 'qcloudapi-sdk': '0.2.1' });
  const emulator = createEmulator({
    clock: { mode: 'manual', start: Date.now() },
    instances: fleet('ap-guangzhou').running(3).stubborn().shutDown(),
  });
  await using server = await emulator.listen();
  await using bridge = await startBridge({ emulator, server }, ['--tls', '--ca-file', 'ca.pem']);
  const { stdout } = await promisify(execFile)(process.execPath, ['scenario-official-sdk.cjs'], {
    cwd: fileURLToPath(new URL('../../../mock/test/foreign/', import.meta.url)),
    env: {
      ...{ PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' },
      SDK: join(directory, 'node_modules/qcloudapi-sdk'),
      ...{ PORT: `${bridge.port}`, AUTHORITY: join(bridge.home, 'ca.pem'), ADMIN: server.url },
      ...{ SECRET_ID: emulator.credentials.secretId, SECRET_KEY: emulator.credentials.secretKey },
    },
  });
  expect(stdout.trim().split('\n')).toEqual([
    ...[0, 2, 4].map((offset) => `describe from ${offset}: 0`),
    ...linesAfterDescribing,
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
    ...['running', 'shutDown', 'shutDown', 'shutDown', 'shutDown'],
  ]);
});
