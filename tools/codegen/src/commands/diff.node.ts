import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  diffServices,
  loadService,
  readSchema,
  readService,
  readSource,
  report,
  reportOptions,
  UsageError,
} from '@qcvm/codegen/toolkit';
import type { Diff, Service } from '@qcvm/codegen/toolkit';
import { commandOf, repository } from './command.node.js';
import { load } from '../load/v2/load.js';

const usage = `Usage: npm run spec:diff -- OLD NEW [options]

Says what has changed between two specs of a service, and what that is to programs. Each is one of: the vendor's
description (api.json), an imported spec (3.0/SERVICE-VERSION.openapi.json), a spec of API 2.0 (2.0/SERVICE.yaml).

  --json                as JSON
  --changeset FILE      write a changeset as well, when anything has changed
  --package NAME        the packages that it is for (default: @qcvm/client); may be repeated
  --fail-on EFFECT      exit with 3 when a change is major, minor (or above), or patch (or above)
  --old-overlay FILE, --new-overlay FILE

Exit codes: 0 compared, 1 a file is wrong, 2 wrong arguments, 3 see --fail-on.
`;

const specs = join(repository, 'specs');

const textOf = async (path: string): Promise<string> => (await readSource(path)).text;
const dialect = async (folder: string): Promise<object> =>
  readSchema(await readSource(join(specs, folder, 'dialect.schema.json')));

/** A spec of API 2.0, with the common part that lies beside it, or that of this repository. */
async function readModule(path: string, text: string): Promise<Service> {
  const beside = join(dirname(path), 'common.yaml');
  const shared = await readFile(beside, 'utf8').catch(() => textOf(join(specs, '2.0/common.yaml')));
  const { services } = load({
    texts: new Map([
      ['2.0/common.yaml', shared],
      [`2.0/${basename(path)}`, text],
    ]),
    dialect: await dialect('.'),
    shownAs: (name) => (name === '2.0/common.yaml' ? beside : path),
  });
  const [service] = services;
  if (service === undefined) throw new UsageError(`${path} describes no service.`);
  return service;
}

/** Reads a spec, regardless of what it is. */
export async function readSpec(path: string, overlayPath?: string): Promise<Service> {
  const source = await readSource(path);
  const { text } = source;
  const overlay = overlayPath === undefined ? undefined : await readSource(overlayPath);
  if (/\.ya?ml$/.test(path)) return readModule(path, text);
  if (!/^\s*\{\s*"openapi"/.test(text)) return readService({ description: source, overlay });
  return loadService({
    openapi: source,
    ...(overlay && { overlay }),
    common: { name: 'specs/3.0/common.yaml', text: await textOf(join(specs, '3.0/common.yaml')) },
    dialect: await dialect('3.0'),
  });
}

/** What has changed between two specs. */
export function diffSpecs(before: Service, after: Service): Diff {
  if (before.protocol !== after.protocol)
    throw new UsageError('One is of API 2.0 and the other of API 3.0: give two of one generation.');
  if (before.name !== after.name)
    throw new UsageError(
      `These describe two services, ${before.name} and ${after.name}: give one of them twice.`,
    );
  return diffServices(before, after);
}

export const run = commandOf({
  usage,
  options: { ...reportOptions, 'old-overlay': { type: 'string' }, 'new-overlay': { type: 'string' } },
  refusal: () => '',
  async perform({ values, positionals }, streams) {
    const [before, after, ...rest] = positionals;
    if (before === undefined || after === undefined || rest.length > 0)
      throw new UsageError(`Give two specs, the old one first; there are ${positionals.length}.`);
    const found = diffSpecs(
      await readSpec(before, values['old-overlay']),
      await readSpec(after, values['new-overlay']),
    );
    return report(found, { ...values, package: values.package ?? ['@qcvm/client'] }, streams);
  },
});
