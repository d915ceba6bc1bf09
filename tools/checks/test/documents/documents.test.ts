/**
 * Every block of code in the documents works: it compiles strictly against the packed tarballs, runs, and prints what the
 * document says. Its calls to the service arrive at an emulator in which the ids that it mentions are running.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmulator } from '@qcvm/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkOf,
  mentionedIds,
  prints,
  readBlocks,
  readFleet,
  sourcesOf,
} from '../../src/documents/blocks.js';
import type { Block } from '../../src/documents/blocks.js';
import { linkCommands } from '../../src/documents/commands.js';
import { compile } from '../../src/documents/compile.js';
import { execute, executeTest } from '../../src/documents/execute.js';
import type { ExecuteOptions, Service } from '../../src/documents/execute.js';
import { unknownScripts } from '../../src/documents/scripts.js';
import { installPacked } from '../../src/packed/install.js';
import { root } from '../../src/repository.js';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'packages/client/README.md',
  'packages/mock/README.md',
  'packages/cli/README.md',
  ...readdirSync(join(root, 'docs/reference/cvm')).map((name) => `docs/reference/cvm/${name}`),
  ...readdirSync(join(root, 'docs/guide'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/guide/${name}`),
];

const published = documents.filter((document) => existsSync(join(root, document)));

const read = async (document: string): Promise<readonly Block[]> =>
  readBlocks(document, await readFile(join(root, document), 'utf8'));

const blocks = (await Promise.all(published.map(read))).flat();
const sources = sourcesOf(blocks);
const where = ({ document, line }: Block): string => `${document}:${line}`;
const named = (block: Block): string => `${where(block)} ${block.heading}`;
const cases = (...checks: string[]): [string, Block][] =>
  blocks.filter((block) => checks.includes(checkOf(block))).map((block) => [named(block), block]);

let place: string;
let compiled: ReadonlyMap<string, string[]>;

beforeAll(async () => {
  place = await installPacked({
    also: ['@types/node', 'vitest', 'msw', 'fast-check', 'undici-types', '@vitest/expect'],
  });
  await linkCommands(place);
  const programs = blocks
    .filter(({ language }) => language === 'ts')
    .filter((each) => checkOf(each) !== 'none');
  compiled = await compile(
    place,
    programs.map((block) => ({
      where: where(block),
      text: sources.get(block) ?? '',
      document: block.document,
      file: block.directives.file,
    })),
  );
});
afterAll(() => rm(place, { recursive: true }));

/** Files that earlier blocks of the same document describe. */
const filesBefore = (block: Block): ReadonlyMap<string, string> =>
  new Map(
    blocks
      .slice(0, blocks.indexOf(block))
      .flatMap(({ document, code, directives: { file } }) =>
        document === block.document && file !== undefined ? [[file, code] as const] : [],
      ),
  );

/** An emulator behind TLS with the instances that a source is about. */
async function withService<Result>(
  block: Block,
  use: (options: ExecuteOptions) => Promise<Result>,
): Promise<Result> {
  const source = sources.get(block) ?? '';
  const fleet = readFleet(block.directives.fleet);
  const ids = new Set([...mentionedIds(`${source}${block.prints ?? ''}`), ...fleet.keys()]);
  const emulator = createEmulator({
    instances: [...ids]
      .filter((id) => fleet.get(id) !== 'missing')
      .map((unInstanceId) => {
        const what = fleet.get(unInstanceId) ?? 'running';
        return what === 'stubborn'
          ? { unInstanceId, stubborn: true }
          : { unInstanceId, status: what === 'shutDown' ? ('shutDown' as const) : ('running' as const) };
      }),
    durations: { stop: 300, forcedStop: 200, start: 300, reboot: 300 },
    onUnexpected: 'answer',
  });
  await using server = await emulator.listen({ tls: true });
  const { port, certificateAuthority = '' } = server;
  const service: Service = { port, certificateAuthority, credentials: emulator.credentials };
  return await use({ source, service, place, files: filesBefore(block) });
}

describe('code in documents', () => {
  it.each(cases('run', 'types', 'test').filter(([, { language }]) => language === 'ts'))(
    'compiles: %s',
    (_, block) => {
      expect(compiled.get(where(block))).toEqual([]);
    },
  );

  it.each(cases('run'))('runs: %s', async (_, block) => {
    const { code, stdout, stderr } = await withService(block, (options) => execute(block, options));
    expect(code, `${stdout}\n${stderr}`).toBe(Number(block.directives.exit ?? 0));
    if (block.prints !== undefined && !prints(block.prints, stdout)) expect(stdout).toBe(block.prints);
  });

  it.each(cases('test'))('is a test that passes: %s', async (_, block) => {
    const { code, stdout, stderr } = await withService(block, executeTest);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
  });

  it.each(cases('scripts'))('names scripts that exist: %s', (_, block) => {
    expect(unknownScripts(block.code, root)).toEqual([]);
  });

  it.each(cases('json'))('is JSON: %s', (_, block) => {
    expect(() => void JSON.parse(block.code)).not.toThrow();
  });
});
