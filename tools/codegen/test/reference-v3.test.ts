import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { ApiError, ValidationError } from '@qcvm/client';
import { createCvm } from '@qcvm/client/v3';
import { createEmulator } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { operationIndex } from '../src/emit/reference/indexes.js';
import { operationPages } from '../src/emit/reference/operation-page.js';
import { loadServices } from '../src/load/v3.js';
import { llmsFiles } from '../src/llms.node.js';

const specs = fileURLToPath(new URL('../../../specs/3.0', import.meta.url));
const texts = new Map(
  readdirSync(specs).map((name) => [`3.0/${name}`, readFileSync(join(specs, name), 'utf8')] as const),
);
const services = loadServices({ texts });
const pages = new Map(
  services
    .flatMap((service) => [operationIndex(service), ...operationPages(service, 'ap-guangzhou')])
    .map((page) => [page.path, page.text]),
);

/** The calls that the programs of the pages make. */
function* calls(): Generator<{ readonly method: string; readonly input: object | undefined }> {
  for (const text of pages.values()) {
    const [, method, input] = /await cvm\.(\w+)\(([\s\S]*?)\);\n/.exec(text) ?? [];
    if (method === undefined) continue;
    // An object of another realm is no plain one.
    const value: unknown = JSON.parse(runInNewContext(`JSON.stringify(${input || 'null'})`) as string);
    yield { method, input: (value as object | null) ?? undefined };
  }
}

test('there is a page for each operation, and one that links to all of them', () => {
  for (const { name, version, operations } of services) {
    const folder = `docs/reference/${name}-${version}`;
    const index = pages.get(`${folder}/README.md`);
    for (const { action } of operations) {
      expect(index).toContain(`[${action}](${action}.md)`);
      expect(pages.get(`${folder}/${action}.md`)).toContain(`# ${action} (API 3.0)`);
    }
  }
});

test('a page has the rules of parameters, those of objects below them, and the call', () => {
  const stop = pages.get('docs/reference/cvm-2017-03-12/StopInstances.md');
  expect(stop).toContain(
    '| `InstanceIds.n` | list of strings | yes | The instances. At most 100 items. No item twice.',
  );
  expect(stop).toContain('Not both of `ForceStop` and `StopType`.');
  expect(stop).toContain("const output = await cvm.stopInstances({ InstanceIds: ['ins-09dx96dg'] });");
  const run = pages.get('docs/reference/cvm-2017-03-12/RunInstances.md');
  expect(run).toContain('| `Placement.Zone` | string |');
  expect(run).toContain('| `DataDisks.n.DiskSize` | integer |');
});

test('llms.txt links the guide in its order, and every operation; without a guide there is none', () => {
  const root = mkdtempSync(join(tmpdir(), 'llms-'));
  try {
    const read = { model: { services: [] }, services } as unknown as Parameters<typeof llmsFiles>[1];
    expect(llmsFiles(root, read)).toEqual([]);
    mkdirSync(join(root, 'docs/guide'), { recursive: true });
    writeFileSync(join(root, 'docs/guide/10-last.md'), '# The `last`\n');
    writeFileSync(join(root, 'docs/guide/2-second.md'), '# The second\n');
    const [{ path, text } = { path: '', text: '' }] = llmsFiles(root, read);
    expect(path).toBe('docs/llms.txt');
    expect(text).toContain('- [The second](guide/2-second.md)\n- [The last](guide/10-last.md)\n');
    expect(text).toContain('- [StopInstances](reference/cvm-2017-03-12/StopInstances.md): ');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the program of every page gives a call that the client and the emulator take', async () => {
  const emulator = createEmulator({ clock: 'manual', quota: false, onUnexpected: 'answer' });
  const cvm = createCvm({
    ...{ region: 'ap-guangzhou', credentials: emulator.credentials, transport: emulator, retry: false },
  }) as unknown as Readonly<Record<string, (input?: object) => Promise<unknown>>>;
  const refused: string[] = [];
  for (const { method, input } of calls()) {
    const error: unknown = await cvm[method]!(input).catch((reason: unknown) => reason);
    const code = error instanceof ApiError ? String(error.code) : '';
    const isMalformed = /^(?:MissingParameter|UnknownParameter|InvalidParameter)$/.test(code);
    if (error instanceof ValidationError || isMalformed) refused.push(`${method}: ${String(error)}`);
  }
  expect(refused).toEqual([]);
  expect([...calls()]).toHaveLength(services.flatMap(({ operations }) => operations).length);
});
