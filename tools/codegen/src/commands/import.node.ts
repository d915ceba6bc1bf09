import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import {
  errorNames,
  jsonText,
  openApi,
  readDescription,
  readSource,
  UsageError,
} from '@qcvm/codegen/toolkit';
import { commandOf, repository } from './command.node.js';

const usage = `Usage: npm run spec:import -- SERVICE VERSION FILE [options]

Turns the vendor's description of one version of a service (its api.json) into OpenAPI 3.1:
names, types and flags, none of its texts. The same description gives the same bytes.

  npm run spec:import -- cvm 2017-03-12 api.json --errors errors.json

  --errors FILE  error codes by Action, imported as well
  --out DIR      where to write to (default: specs/3.0)
`;

/** A path as messages and people name it. */
const shown = (path: string): string => relative(process.cwd(), path).replaceAll('\\', '/');

const source = async (path: string) => ({ ...(await readSource(path)), name: shown(resolve(path)) });

export const run = commandOf({
  usage,
  options: { errors: { type: 'string' }, out: { type: 'string', default: join(repository, 'specs/3.0') } },
  refusal: () => '\n\nNothing was written.',
  async perform({ values, positionals }, streams) {
    const [service, version, file, ...rest] = positionals;
    if (service === undefined || version === undefined || file === undefined || rest.length > 0)
      throw new UsageError('Give a service, its version and the file to import.');
    const description = readDescription({ ...(await source(file)), service, version, whole: true });
    const { errors } = values;
    const codes = errors === undefined ? undefined : errorNames(await source(errors), description);
    const folder = resolve(values.out);
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
  },
});
