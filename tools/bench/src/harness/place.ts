import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPacked } from '@qcvm-tools/checks/packed/install';

const made = new Set<string>();

/** Removes the directories of this run. */
export async function removePlaces(): Promise<void> {
  for (const directory of made) await rm(directory, { recursive: true, force: true });
  made.clear();
}

let packed: Promise<string> | undefined;

/** A directory in which the client is installed from its tarball, as at a user's; one for the whole run. */
export function packedClient(): Promise<string> {
  packed ??= installPacked({ packages: ['client'] }).then((directory) => {
    made.add(directory);
    return directory;
  });
  return packed;
}

/** A directory that holds these files, and finds the packages that are installed in another. */
export async function makePlace(
  files: Readonly<Record<string, string>>,
  installation?: string,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'qcvm-bench-'));
  made.add(directory);
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  if (installation !== undefined)
    await symlink(join(installation, 'node_modules'), join(directory, 'node_modules'), 'junction');
  return directory;
}
