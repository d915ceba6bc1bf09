import { parseIni } from '@qcvm/client/internal';
import type { Environment } from '../environment/environment.js';
import { join } from '../environment/paths.js';
import { longRegion } from './regions.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `{"region": …}`, in newer versions of tccli one level deeper. */
function fromTccli(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const inner = value['_sys_param'];
    const region = isRecord(inner) ? inner['region'] : value['region'];
    return typeof region === 'string' && region !== '' ? region : undefined;
  } catch {
    return undefined;
  }
}

/** The region that another tool of the vendor is set to, as a suggestion. */
export async function existingRegion(
  environment: Pick<Environment, 'files' | 'homeDirectory'>,
  profile: string,
): Promise<string | undefined> {
  const { files, homeDirectory } = environment;
  const tccli = await files.read(join(homeDirectory, `.tccli/${profile}.configure`));
  const found = tccli === undefined ? undefined : fromTccli(tccli);
  if (found !== undefined) return longRegion(found);
  for (const name of ['config', 'configure']) {
    const text = await files.read(join(homeDirectory, '.qcloudcli', name));
    const region = text === undefined ? undefined : parseIni(text).get(profile)?.get('region');
    if (region) return longRegion(region);
  }
  return undefined;
}
