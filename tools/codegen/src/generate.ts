import { emit } from './emit/emit.js';
import { referenceIndex } from './emit/reference/indexes.js';
import { byCodeUnits } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { load } from './load/v2/load.js';
import type { LoadOptions } from './load/v2/load.js';
import type { Model } from './model/v2.js';
import { emitSchemas } from './emit/schemas/emit.js';
import { emitConformance } from './conformance/emit.js';
import { loadConformance, type Conformance } from './conformance/load.js';
import { emitSuccessions } from './succession/emit.js';
import { loadSuccessions } from './succession/load.js';
import type { Succession } from './succession/model.js';
import { emitChargeTypes } from './emit/cli/charge-types.js';
import { emitKnownRegions } from './emit/cli/regions.js';
import { emitDefaults } from './emit/defaults.js';
import type { Defaults } from './emit/defaults.js';
import { loadDefaults, loadServices } from './load/v3.js';

/** What the specs of both generations say. */
export interface Specs {
  readonly model: Model;
  /** Services of API 3.0. */
  readonly services: readonly Service[];
  /** What became of the operations of API 2.0. */
  readonly successions: readonly Succession[];
  /** What is asked of endpoints, by the API that they speak. */
  readonly conformance: readonly Conformance[];
  /** What the published generator knows of every service; nothing where there are none. */
  readonly defaults?: Defaults;
}

/**
 * Reads and checks the specs of both generations.
 *
 * @throws SpecError with every problem that was found in those of one.
 */
export function loadSpecs(options: LoadOptions): Specs {
  const model = load(options);
  const services = loadServices(options);
  const successions = loadSuccessions({ ...options, model, services });
  const conformance = loadConformance(options);
  const defaults = loadDefaults(options);
  return { model, services, successions, conformance, ...(defaults && { defaults }) };
}

/** The texts of everything that is made from the specs, one file after the other: the same specs give the same bytes. */
export async function* emitEach({
  model,
  services,
  successions,
  conformance,
  defaults,
}: Specs): AsyncGenerator<GeneratedFile> {
  yield* emit(model, services);
  yield referenceIndex(model, services);
  yield emitSchemas([...model.services, ...services]);
  if (defaults !== undefined) yield emitDefaults(defaults);
  yield emitKnownRegions({ common: model.common, services, successions });
  yield* emitChargeTypes(services);
  yield* emitSuccessions(successions, { model, services });
  yield* conformance.map(emitConformance);
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
