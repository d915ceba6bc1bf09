import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const key = { id: 'AKIDexample', secret: 'not-a-secret' };

/** Starts a bridge over an emulator, and waits until it listens. */
async function startBridge(...options) {
  const bridge = spawn('qcvm', ['bridge', '--to', 'emulator', '--port', '0', '--json', ...options], {
    env: { PATH: process.env.PATH, TENCENTCLOUD_SECRET_ID: key.id, TENCENTCLOUD_SECRET_KEY: key.secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(bridge.stdout)) return { bridge, ...JSON.parse(line) };
  throw new Error('the bridge has ended');
}

const nightly = (endpoint) =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH,
      QCLOUD_URL: endpoint,
      QCLOUD_SECRET_ID: key.id,
      QCLOUD_SECRET_KEY: key.secret,
    };
    execFile('python3', ['nightly.py'], { cwd: import.meta.dirname, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, lines: stdout.trim().split('\n'), stderr }),
    );
  });

test('the program does its work over API 3.0', { skip: hasPython ? false : 'needs python3' }, async () => {
  const { bridge, endpoint, instances } = await startBridge();
  try {
    const { lines, stderr } = await nightly(endpoint);
    assert.deepEqual(lines, ['5 run', ...instances.map((id) => `${id} is shutting down`)], stderr);
    assert.deepEqual((await nightly(endpoint)).lines, ['0 run']);
  } finally {
    bridge.kill();
  }
});

test('nothing is done in a dry run', { skip: hasPython ? false : 'needs python3' }, async () => {
  const { bridge, endpoint } = await startBridge('--dry-run');
  try {
    const { code, stderr } = await nightly(endpoint);
    assert.notEqual(code, 0);
    assert.match(stderr, /^6200 dry run/);
  } finally {
    bridge.kill();
  }
});
