import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { emitAnswers } from './answers.js';
import { emitMockServices, emitRegions } from './registry.js';

/** What the emulator knows of services of API 3.0 besides what the client's descriptors say. */
export function* emitMockV3(services: readonly Service[]): Generator<GeneratedFile> {
  const [first] = services;
  if (first === undefined) return;
  yield emitRegions(first);
  yield emitMockServices(services);
  for (const service of services) yield emitAnswers(service);
}
