import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryOf, manifestOf } from '../repository.js';

/**
 * Puts the installed command where the shell of a document finds it, as `qcvm` and `npx qcvm`. The real npx would query the
 * registry for packages that are not published yet.
 */
export async function linkCommands(place: string): Promise<void> {
  const bin = join(place, 'bin');
  const program = join(place, 'node_modules/@qcvm/cli', manifestOf(directoryOf('cli')).bin?.['qcvm'] ?? '');
  const scripts = {
    qcvm: `exec '${process.execPath}' '${program}' "$@"`,
    npx: `[ "$1" = qcvm ] || { echo "npx $1: not in this test" >&2; exit 1; }\nshift\nexec qcvm "$@"`,
  };
  await mkdir(bin);
  for (const [name, text] of Object.entries(scripts)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(bin, name), 0o755);
  }
}
