import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator } from '@qcvm/mock';
import { loadScenario, ScenarioFileError } from '../../../src/node/index.node.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcvm-scenario-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

test.each([
  ['fleet.json', '{ "seed": 7, "instances": [{ "count": 2, "status": "shutDown" }] }'],
  ['fleet.yaml', 'seed: 7\ninstances:\n  - { count: 2, status: shutDown } # two spares\n'],
  ['fleet.yml', 'seed: 7\ninstances: [{ count: 2, status: 4 }]\n'],
])('%s', async (name, text) => {
  const emulator = createEmulator(await loadScenario(await file(name, text)));
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual(['shutDown', 'shutDown']);
});

test.each([
  ['wrong.yaml', 'instance: []', /wrong\.yaml: scenario: instance: unknown \(did you mean instances\?\)$/],
  ['broken.json', '{ "seed": ', /broken\.json: .*JSON/],
  ['broken.yaml', 'a: [', /broken\.yaml: line 1, column 5: Flow sequence .* end with a \]$/],
  ['cut.json', '{\n  "seed": nothing\n}', /^[^\n]*cut\.json: [^\n]*JSON[^\n]*$/],
  [
    'indented.yaml',
    'instances:\n  - regon: x\n    count: 0\n  count: [\n',
    /indented\.yaml: line 4, column 1: All mapping items must start at the same column$/,
  ],
  ['twice.yaml', 'seed: 1\nseed: 2\n', /twice\.yaml: line 2, column 1: Map keys must be unique$/],
  ['two.yaml', 'seed: 1\n---\nseed: 2\n', /two\.yaml: line 2, column 1: a second document begins here/],
  ['alias.yaml', 'seed: *none\n', /alias\.yaml: Unresolved alias .*: none$/],
  ['empty.yaml', '', /empty\.yaml: scenario: expected an object, got null$/],
])('%s says what is wrong with which file', async (name, text, message) => {
  const path = await file(name, text);
  const error: unknown = await loadScenario(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ScenarioFileError);
  expect(error).toMatchObject({ path, message: expect.stringMatching(message) });
  expect((error as Error).message).not.toContain('\n');
});

test('reports a missing file', async () => {
  await expect(loadScenario(join(folder, 'nothing.yaml'))).rejects.toThrow('ENOENT');
});
