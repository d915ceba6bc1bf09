#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { apply, compare, readSpecs } from './files.node.js';
import type { Changes } from './files.node.js';
import { generate } from './generate.js';
import { SpecError } from './load/problems.js';

const usage = `Usage: node tools/codegen/dist/main.node.js [options]

Generates all code and reference pages from the specs.

  --specs DIR  where the specs are (default: specs)
  --out DIR    the directory that holds packages/ and docs/ (default: the repository)
  --check      write nothing; fail and list what is out of date
  --plan       write nothing; print what would change as JSON
`;

const repository = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');

function listed(changes: Changes): string[] {
  return [
    ...changes.write.map(({ path }) => `${path}  is not what the specs say`),
    ...changes.remove.map((path) => `${path}  is generated from nothing any more`),
  ];
}

async function run(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      specs: { type: 'string' },
      out: { type: 'string' },
      check: { type: 'boolean' },
      plan: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const specs = resolve(values.specs ?? join(repository, 'specs'));
  const out = resolve(values.out ?? repository);
  const texts = await readSpecs(specs);
  const dialect = JSON.parse(await readFile(join(specs, 'dialect.schema.json'), 'utf8')) as object;
  const shownAs = (path: string): string => relative(process.cwd(), join(specs, path)).replaceAll('\\', '/');
  const changes = await compare(out, await generate({ texts, dialect, shownAs }));
  if (values.plan === true) {
    process.stdout.write(`${JSON.stringify({ write: changes.write, remove: changes.remove })}\n`);
    return 0;
  }
  if (values.check === true) {
    const stale = listed(changes);
    if (stale.length > 0)
      process.stderr.write(`${stale.join('\n')}\n\nTo bring them up to date, run: npm run generate\n`);
    return stale.length > 0 ? 1 : 0;
  }
  await apply(out, changes);
  const { write, remove, unchanged } = changes;
  process.stdout.write(
    `Generated from ${texts.size} specs: ${write.length} written, ${remove.length} removed, ${unchanged} unchanged.\n`,
  );
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof SpecError) {
    const count = error.problems.length === 1 ? '1 problem' : `${error.problems.length} problems`;
    process.stderr.write(`${error.message}\n\n${count} in the specs; nothing was written.\n`);
    process.exitCode = 1;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
  }
}
