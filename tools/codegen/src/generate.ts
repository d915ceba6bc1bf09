import { emit } from './emit/emit.js';
import type { GeneratedFile } from './emit/layout.js';
import { load } from './load/load.js';
import type { LoadOptions } from './load/load.js';
import { byCodeUnits } from './model/names.js';
import { emitServices } from './v3/emit/emit.js';
import { loadServices } from './v3/services.js';

/**
 * From the texts of the specs to the texts of everything that is made from them, one file after the other. Pure: the
 * same texts give the same files, byte for byte.
 *
 * @throws SpecError, before the first file, with every problem that was found in the specs.
 */
export async function* generateEach(options: LoadOptions): AsyncGenerator<GeneratedFile> {
  const model = load(options);
  const services = loadServices(options);
  yield* emit(model);
  yield* emitServices(services);
}

/** The same all at once, sorted by path. */
export async function generate(options: LoadOptions): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for await (const file of generateEach(options)) files.push(file);
  return files.sort((left, right) => byCodeUnits(left.path, right.path));
}
