import { emit } from './emit/emit-v2.js';
import type { GeneratedFile } from './emit/text/layout.js';
import { load } from './load/v2/load.js';
import type { LoadOptions } from './load/v2/load.js';
import type { Model } from './model/v2.js';
import { byCodeUnits } from './model/names.js';
import { emitServices } from './emit/emit-v3.js';
import { emitSuccessions } from './succession/emit.js';
import { loadSuccessions } from './succession/load.js';
import type { Succession } from './succession/model.js';
import type { Service } from './model/v3.js';
import { loadServices } from './load/v3/load.js';

/** What the specs of both generations say. */
export interface Specs {
  readonly model: Model;
  /** Services of API 3.0. */
  readonly services: readonly Service[];
  /** What became of the operations of API 2.0. */
  readonly successions: readonly Succession[];
}

/**
 * Reads and checks the specs of both generations.
 *
 * @throws SpecError with every problem that was found in those of one.
 */
export function loadSpecs(options: LoadOptions): Specs {
  const model = load(options);
  const services = loadServices(options);
  return { model, services, successions: loadSuccessions({ ...options, model, services }) };
}

/** The texts of everything that is made from the specs, one file after the other: the same specs give the same bytes. */
export async function* emitEach({ model, services, successions }: Specs): AsyncGenerator<GeneratedFile> {
  yield* emit(model);
  yield* emitServices(services);
  yield* emitSuccessions(successions, { model, services });
}

/**
 * All of them at once, sorted by path.
 *
 * @throws SpecError, before the first file, with every problem that was found in the specs.
 */
export async function generate(options: LoadOptions): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for await (const file of emitEach(loadSpecs(options))) files.push(file);
  return files.sort((left, right) => byCodeUnits(left.path, right.path));
}
