import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createEmulator, fleet } from '@qcvm/mock';
import worker from './dist/worker.js';

const emulator = createEmulator({
  instances: fleet('ap-guangzhou').running(1, { unInstanceId: 'ins-09dx96dg' }),
});
const { secretId, secretKey } = emulator.credentials;
const environment = { SECRET_ID: secretId, SECRET_KEY: secretKey, BEARER: 'sesame', fetch: emulator.fetch };

const ask = (body, bearer = 'sesame') =>
  worker.fetch(
    new Request('https://edge.example/stop', {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    }),
    environment,
  );

test('stops an instance', async () => {
  const answer = await ask({ instanceIds: ['ins-09dx96dg'] });
  assert.deepEqual([answer.status, await answer.json()], [200, { accepted: ['ins-09dx96dg'] }]);
});

test('hands on what went wrong, without a secret', async () => {
  const answer = await ask({ instanceIds: ['ins-00000000'] });
  const text = await answer.text();
  assert.equal(answer.status, 409);
  assert.equal(JSON.parse(text).failed[0].resourceId, 'ins-00000000');
  assert.ok(!text.includes(secretKey));
});

test('refuses requests without the token', async () => {
  assert.equal((await ask({ instanceIds: ['ins-09dx96dg'] }, 'guess')).status, 401);
});

test('is bundled without anything of Node', async () => {
  assert.doesNotMatch(await readFile(new URL('dist/worker.js', import.meta.url), 'utf8'), /node:/);
});
