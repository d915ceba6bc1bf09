import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../src/commands/diff.node.js';

const spec = (path: string): string => fileURLToPath(new URL(`../../../../specs/${path}`, import.meta.url));
const cvm = readFileSync(spec('2.0/cvm.yaml'), 'utf8');

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spec-diff-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What the diff says of CVM before and after something in its spec was replaced. */
async function changed(from: string, to: string, argv: readonly string[] = []) {
  expect(cvm).toContain(from);
  const path = join(root, 'cvm.yaml');
  writeFileSync(path, cvm.replace(from, to));
  return command(spec('2.0/cvm.yaml'), path, ...argv);
}

async function command(...argv: string[]) {
  let out = '';
  let error = '';
  const code = await run(argv, {
    out: (text) => void (out += text),
    error: (text) => void (error += text),
  });
  return { code, out, error };
}

test('a spec of API 2.0 is compared as one of API 3.0 is', async () => {
  const limit = await changed(
    'Only the instances of this project; 0 is the default project.\n            minimum: 0',
    'Only the instances of this project; 0 is the default project.\n            minimum: 1',
    ['--json'],
  );
  expect(JSON.parse(limit.out)).toMatchObject({
    service: 'cvm',
    from: '2.0',
    to: '2.0',
    effect: 'major',
    changes: [{ subject: 'DescribeInstancesInput.projectId', kind: 'narrowed', seen: 'calls' }],
  });
  const more = await changed(
    '          zoneId:\n',
    '          rackId: { type: integer, description: Only the instances in this rack. }\n          zoneId:\n',
  );
  expect(more.out).toContain('- DescribeInstancesInput.rackId: It is new, and can be given.');
  expect((await command(spec('2.0/cvm.yaml'), spec('2.0/cvm.yaml'))).out).toBe(
    'cvm 2.0: nothing has changed for users.\n',
  );
});

test('an imported spec is compared with its overlay, and with itself', async () => {
  const imported = spec('3.0/cvm-2017-03-12.openapi.json');
  expect((await command(imported, imported)).out).toBe('cvm 2017-03-12: nothing has changed for users.\n');
  const { out } = await command(imported, imported, '--new-overlay', spec('3.0/cvm-2017-03-12.overlay.yaml'));
  expect(out).toContain('- StopInstances: It can be used to change the state of resources now.');
});

test('two services, two API generations, and a file that is no spec are refused', async () => {
  const [module, imported] = [spec('2.0/cvm.yaml'), spec('3.0/cvm-2017-03-12.openapi.json')];
  expect((await command(module, imported)).error).toContain('One is of API 2.0 and the other of API 3.0');
  expect((await command(module, spec('2.0/image.yaml'))).error).toContain(
    'These describe two services, cvm and image',
  );
  writeFileSync(join(root, 'cvm.yaml'), 'openapi: [');
  expect(await command(module, join(root, 'cvm.yaml'))).toMatchObject({ code: 1 });
  expect(await command(module, join(root, 'none.yaml'))).toMatchObject({ code: 2 });
  expect(await command(module)).toMatchObject({ code: 2 });
});
