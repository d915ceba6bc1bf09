import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from './server.js';

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const skip = hasPython ? false : 'needs python3';

let directory;
let server;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'qcvm-example-'));
  server = await serve({ certificateAuthorityFile: join(directory, 'authority.pem') });
});
after(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

const stop = (...ids) =>
  new Promise((resolve) => {
    const env = { ...process.env, PORT: String(server.port), AUTHORITY: join(directory, 'authority.pem') };
    execFile('python3', ['stop.py', ...ids], { cwd: import.meta.dirname, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, lines: stdout.trim().split('\n'), stderr }),
    );
  });

test('a client in Python lists the fleet and stops an instance', { skip }, async () => {
  const { lines } = await stop();
  assert.deepEqual(
    lines.map((line) => line.split(' ')[1]),
    ['2', '2', '2', '4'],
  );
  const [id] = lines[0].split(' ');
  const stopped = await stop(id);
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.equal(stopped.lines.at(-1), `${id} is shutting down`);
});

test('it is told what is refused', { skip }, async () => {
  const { code, stderr } = await stop('ins-00000000');
  assert.notEqual(code, 0);
  assert.notEqual(stderr, '');
});
