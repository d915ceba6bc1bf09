import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/index.js';
import type { Emulator } from '../../src/index.js';

const start = Date.UTC(2026, 0, 1);
const newEmulator = (): Emulator =>
  createEmulator({ clock: { mode: 'manual', start }, instances: [{ unInstanceId: 'ins-00000001' }] });

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'qcvm-state-'));
  file = join(directory, 'state.json');
});
afterEach(() => rm(directory, { recursive: true }));

describe('a state file', () => {
  it('lets a restarted server continue with its state', async () => {
    const first = newEmulator();
    const server = await first.listen({ persist: file });
    first.instances.add({ unInstanceId: 'ins-00000002', becomes: { status: 'shutDown', after: 5000 } });
    first.clock.advance(1000);
    await server.close();

    const second = newEmulator();
    await using again = await second.listen({ persist: file });
    expect(second.instances.get('ins-00000002').next).toMatchObject({
      statusName: 'shutDown',
      at: start + 5000,
    });
    second.clock.advance(4000);
    expect(second.instances.get('ins-00000002').statusName).toBe('shutDown');
    expect(again.url).toMatch(/^http/);
  });

  it('contains every change when the server is closed, without temporary files', async () => {
    const emulator = newEmulator();
    const server = await emulator.listen({ persist: file });
    for (let number = 0; number < 50; number += 1) emulator.instances.add({});
    await server.close();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(emulator.snapshot())));
    expect(await readdir(directory)).toEqual(['state.json']);
  });

  it('is for its owner only, as it holds secrets', async () => {
    await using _server = await newEmulator().listen({ persist: file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is written whole after a change, not only at the end', async () => {
    const emulator = newEmulator();
    await using _server = await emulator.listen({ persist: file });
    emulator.instances.add({ unInstanceId: 'ins-00000002' });
    await expect.poll(() => readFile(file, 'utf8'), { timeout: 20_000 }).toContain('ins-00000002');
  });

  it('survives what a crash in the middle of writing left behind', async () => {
    await writeFile(`${file}.tmp`, '{"half');
    await using _server = await newEmulator().listen({ persist: file });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'qcvm-emulator-snapshot' });
  });
});

describe('an unusable state file is named and left unchanged', () => {
  it.each([
    [
      'cut off',
      '{"format":"qcvm-emulator-snap',
      /state\.json is not a snapshot.*not JSON.*left as it was|not JSON/s,
    ],
    ['empty', '', /state\.json.*not JSON/s],
    ['of something else', '{"name":"something"}', /state\.json.*format: missing/s],
    ['of a version to come', '{"format":"qcvm-emulator-snapshot","version":3}', /state\.json.*version/s],
  ])('%s', async (_name, content, message) => {
    await writeFile(file, content);
    const emulator = newEmulator();
    const before = emulator.snapshot();
    await expect(emulator.listen({ persist: file })).rejects.toThrow(message);
    expect(await readFile(file, 'utf8')).toBe(content);
    expect(emulator.snapshot()).toEqual(before);
  });

  it('a secret in a broken file is not repeated', async () => {
    await writeFile(file, '{"secretKey":"hush" oops');
    await expect(newEmulator().listen({ persist: file })).rejects.toThrow(/^(?!.*hush)/s);
  });

  it('a directory', async () => {
    await mkdir(file);
    await expect(newEmulator().listen({ persist: file })).rejects.toThrow(/state\.json cannot be read/);
  });

  it('in a directory that does not exist', async () => {
    const nowhere = join(directory, 'none', 'state.json');
    await expect(newEmulator().listen({ persist: nowhere })).rejects.toThrow(/state\.json cannot be written/);
  });

  it('a later write failure is reported, and the server continues', async () => {
    const emulator = newEmulator();
    const problems: Error[] = [];
    const server = await emulator.listen({ persist: file, onProblem: (problem) => problems.push(problem) });
    await rm(directory, { recursive: true });
    emulator.instances.add({});
    await server.close();
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/state\.json cannot be written/),
    ]);
    await mkdir(directory);
  });
});
