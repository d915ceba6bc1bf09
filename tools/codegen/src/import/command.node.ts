import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Streams } from '../command.node.js';
import { SpecError, errorNames, jsonText, openApi, readDescription } from '@qcvm/codegen/toolkit';

const usage = `Usage: npm run spec:import -- SERVICE VERSION FILE [options]

Turns the vendor's description of one version of a service (its api.json) into OpenAPI 3.1:
names, types and flags, none of its texts. The same description gives the same bytes.

  npm run spec:import -- cvm 2017-03-12 api.json --errors errors.json

  --errors FILE  error codes by Action, imported as well
  --out DIR      where to write to (default: specs/3.0)
`;

const repository = fileURLToPath(new URL('../../../..', import.meta.url));

class UsageError extends Error {}

function options(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      errors: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [service, version, file, ...rest] = positionals;
  return { ...values, service, version, file, rest };
}

/** A path as messages and people name it. */
const shown = (path: string): string => relative(process.cwd(), path).replaceAll('\\', '/');

async function source(path: string): Promise<{ readonly name: string; readonly text: string }> {
  try {
    return { name: shown(resolve(path)), text: await readFile(path, 'utf8') };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new UsageError(`There is no file ${path}.`);
    throw error;
  }
}

async function perform(argv: readonly string[], streams: Streams): Promise<number> {
  const { service, version, file, rest, errors, out, help } = options(argv);
  if (help) {
    streams.out(usage);
    return 0;
  }
  if (service === undefined || version === undefined || file === undefined || rest.length > 0)
    throw new UsageError('Give a service, its version and the file to import.');
  const description = readDescription({ ...(await source(file)), service, version });
  const codes = errors === undefined ? undefined : errorNames(await source(errors), description);
  const folder = resolve(out ?? join(repository, 'specs/3.0'));
  const path = (kind: string): string => join(folder, `${service}-${version}.${kind}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(path('openapi'), jsonText(openApi(description)));
  if (codes !== undefined) await writeFile(path('errors'), jsonText(codes));
  const { actions, objects, unknown } = description;
  streams.out(
    `Imported ${actions.length} actions and ${objects.length} objects: ${shown(path('openapi'))}\n`,
  );
  if (codes !== undefined) streams.out(`Imported their error codes: ${shown(path('errors'))}\n`);
  for (const { name, of, count } of unknown)
    streams.error(
      `Left out, as it is not understood: "${name}" of ${count} ${of}${count === 1 ? '' : 's'}.\n`,
    );
  return 0;
}

/** Runs the command; gives its exit code: 1 for problems in the description, 2 for wrong arguments. Then nothing is written. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    return await perform(argv, streams);
  } catch (error) {
    if (error instanceof SpecError) {
      streams.error(`${error.message}\n\nNothing was written.\n`);
      return 1;
    }
    streams.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
}
