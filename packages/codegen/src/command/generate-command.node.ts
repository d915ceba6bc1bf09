import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from '../generate.js';
import { apply, compare, readSource } from './files.node.js';
import { UsageError } from './streams.js';
import type { Streams } from './streams.js';

function options(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      overlay: { type: 'string' },
      errors: { type: 'string' },
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
    },
  });
  const [description, ...rest] = positionals;
  if (description === undefined || rest.length > 0)
    throw new UsageError(`Give one description, an api.json; there are ${positionals.length}.`);
  if (values.out === undefined || values.out === '')
    throw new UsageError('Give --out, the folder that the client is written to.');
  return { ...values, out: values.out, description };
}

/** Generates a client, or says whether it is up to date; gives the exit code. */
export async function generateCommand(argv: readonly string[], streams: Streams): Promise<number> {
  const { description, overlay, errors, out, check } = options(argv);
  const files = generate({
    description: await readSource(description),
    overlay: overlay === undefined ? undefined : await readSource(overlay),
    errors: errors === undefined ? undefined : await readSource(errors),
  });
  const changes = await compare(out, files);
  const { isNew, missing, write, remove } = changes;
  if (!check) {
    await apply(out, changes);
    const removed = remove.length === 0 ? '' : `, ${remove.length} removed`;
    streams.out(`${out}: ${write.length} written${removed}, ${files.length - write.length} unchanged.\n`);
    return 0;
  }
  if (isNew) {
    streams.error(`There is no folder ${out}.\n\nTo make it, run the same without --check.\n`);
    return 1;
  }
  const stale = [
    ...write.map(
      (file) =>
        `${join(out, file.path)}  is ${missing.has(file) ? 'missing' : `not what ${description} gives`}`,
    ),
    ...remove.map((path) => `${join(out, path)}  is generated from nothing any more`),
  ];
  if (stale.length === 0) {
    streams.out(`${out} is up to date.\n`);
    return 0;
  }
  streams.error(`${stale.join('\n')}\n\nTo bring ${out} up to date, run the same without --check.\n`);
  return 1;
}
