import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { installPacked } from '@qcvm-tools/checks/packed/install';

/** A place outside the repository with the scenario and the tarballs that npm would get. */
export async function makeStage(): Promise<string> {
  const place = await installPacked({ packages: ['client', 'mock'] });
  await cp(fileURLToPath(new URL('scenario', import.meta.url)), place, { recursive: true });
  return place;
}
