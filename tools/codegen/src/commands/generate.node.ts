import { join, relative, resolve } from 'node:path';
import { readSchema, readSource, UsageError } from '@qcvm/codegen/toolkit';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { emitEach, loadSpecs } from '../generate.js';
import type { Specs } from '../generate.js';
import { compare, readSpecs, removeFrom, writerTo } from '../files.node.js';
import { commandOf, repository } from './command.node.js';
import type { Changes } from '../files.node.js';
import type { LoadOptions } from '../load/v2/load.js';
import { llmsFiles } from '../llms.node.js';
import { takenNames, workspaceFiles } from '../workspace.node.js';

const usage = `Usage: node tools/codegen/dist/main.node.js [options]

Generates all code and reference pages from the specs.

  --specs DIR  where the specs are (default: specs)
  --out DIR    the directory that holds packages/ and docs/ (default: the repository)
  --check      write nothing; fail and list what is out of date
  --check-only write nothing; say what is wrong with the specs
`;

function staleLines(changes: Changes): string[] {
  return [
    ...changes.write.map((path) => `${path}  is not what the specs say`),
    ...changes.remove.map((path) => `${path}  is generated from nothing any more`),
  ];
}

const dialectPath = 'dialect.schema.json';

async function loadOptions({ specs, out }: { specs: string; out: string }): Promise<LoadOptions> {
  const shownAs = (path: string): string => relative(process.cwd(), join(specs, path)).replaceAll('\\', '/');
  const { text } = await readSource(join(specs, dialectPath));
  const dialect = readSchema({ name: shownAs(dialectPath), text });
  return { texts: await readSpecs(specs), dialect, shownAs, taken: takenNames(out) };
}

async function* everything(specs: Specs, out: string): AsyncGenerator<GeneratedFile> {
  yield* emitEach(specs);
  yield* workspaceFiles(out, specs.model.services);
  yield* llmsFiles(out, specs);
}

/** Gives exit code 1 also for stale files. */
export const run = commandOf({
  usage,
  options: {
    specs: { type: 'string', default: join(repository, 'specs') },
    out: { type: 'string', default: repository },
    check: { type: 'boolean', default: false },
    'check-only': { type: 'boolean', default: false },
  },
  refusal: ({ problems: { length } }) =>
    `\n\n${length === 1 ? '1 problem' : `${length} problems`} in the specs; nothing was written.`,
  async perform({ values, positionals }, streams) {
    if (positionals.length > 0) throw new UsageError(`Unexpected argument '${positionals.join(' ')}'.`);
    const [specs, out] = [resolve(values.specs), resolve(values.out)];
    const loading = await loadOptions({ specs, out });
    const count = loading.texts.size;
    const loaded = loadSpecs(loading);
    if (values['check-only']) {
      streams.out(`${count} specs, and nothing is wrong with them.\n`);
      return 0;
    }
    const files = everything(loaded, out);
    if (values.check) {
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
  },
});
