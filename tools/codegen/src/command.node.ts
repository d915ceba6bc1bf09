import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SpecError } from '@qcvm/codegen/toolkit';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { emitEach, loadSpecs } from './generate.js';
import type { Specs } from './generate.js';
import { compare, readSpecs, removeFrom, writerTo } from './files.node.js';
import type { Changes } from './files.node.js';
import type { LoadOptions } from './load/v2/load.js';
import { llmsFiles } from './llms.node.js';
import { takenNames, workspaceFiles } from './workspace.node.js';

const usage = `Usage: node tools/codegen/dist/main.node.js [options]

Generates all code and reference pages from the specs.

  --specs DIR  where the specs are (default: specs)
  --out DIR    the directory that holds packages/ and docs/ (default: the repository)
  --check      write nothing; fail and list what is out of date
  --check-only write nothing; say what is wrong with the specs
`;

/** Where the command writes to. */
export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));

function options(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      specs: { type: 'string' },
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      'check-only': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    ...values,
    specs: resolve(values.specs ?? join(repository, 'specs')),
    out: resolve(values.out ?? repository),
  };
}

function staleLines(changes: Changes): string[] {
  return [
    ...changes.write.map((path) => `${path}  is not what the specs say`),
    ...changes.remove.map((path) => `${path}  is generated from nothing any more`),
  ];
}

async function loadOptions({ specs, out }: { specs: string; out: string }): Promise<LoadOptions> {
  const dialect = JSON.parse(await readFile(join(specs, 'dialect.schema.json'), 'utf8')) as object;
  const shownAs = (path: string): string => relative(process.cwd(), join(specs, path)).replaceAll('\\', '/');
  return { texts: await readSpecs(specs), dialect, shownAs, taken: takenNames(out) };
}

async function* everything(specs: Specs, out: string): AsyncGenerator<GeneratedFile> {
  yield* emitEach(specs);
  yield* workspaceFiles(out, specs.model.services);
  yield* llmsFiles(out, specs);
}

async function perform(argv: readonly string[], streams: Streams): Promise<number> {
  const { specs, out, check, help, 'check-only': checkOnly } = options(argv);
  if (help) {
    streams.out(usage);
    return 0;
  }
  const loading = await loadOptions({ specs, out });
  const count = loading.texts.size;
  const loaded = loadSpecs(loading);
  if (checkOnly) {
    streams.out(`${count} specs, and nothing is wrong with them.\n`);
    return 0;
  }
  const files = everything(loaded, out);
  if (check) {
    const stale = staleLines(await compare(out, files, () => undefined));
    if (stale.length > 0)
      streams.error(`${stale.join('\n')}\n\nTo bring them up to date, run: npm run generate\n`);
    return stale.length > 0 ? 1 : 0;
  }
  const { write, remove, unchanged } = await compare(out, files, writerTo(out));
  await removeFrom(out, remove);
  const done = `${write.length} written, ${remove.length} removed, ${unchanged} unchanged`;
  streams.out(`Generated from ${count} specs: ${done}.\n`);
  return 0;
}

/** Runs the command; gives its exit code: 1 for problems in the specs or stale files, 2 for wrong options. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await perform(argv, streams);
  } catch (error) {
    if (error instanceof SpecError) {
      const count = error.problems.length === 1 ? '1 problem' : `${error.problems.length} problems`;
      streams.error(`${error.message}\n\n${count} in the specs; nothing was written.\n`);
      return 1;
    }
    streams.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
}
