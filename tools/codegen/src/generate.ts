import { emit } from './emit/emit.js';
import type { GeneratedFile } from './emit/layout.js';
import { load } from './load/load.js';
import type { LoadOptions } from './load/load.js';

/**
 * From the texts of the specs to the texts of everything that is made from them. Pure: the same texts give the
 * same files, byte for byte.
 *
 * @throws SpecError with every problem that was found in the specs.
 */
export async function generate(options: LoadOptions): Promise<GeneratedFile[]> {
  return emit(load(options));
}
