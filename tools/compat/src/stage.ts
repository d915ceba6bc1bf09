import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPacked } from '@qcvm-tools/checks/packed/install';

/** A place outside the repository with the scenario and the tarballs that npm would get. */
export async function makeStage(): Promise<string> {
  const place = await installPacked({ packages: ['client', 'mock'] });
  for (const file of ['scenario.js', 'scenario-v3.js', 'expectations.js'])
    await copyFile(fileURLToPath(new URL(file, import.meta.url)), join(place, file));
  return place;
}
