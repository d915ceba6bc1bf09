import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import type { Model } from '../model/v2.js';
import { emitReference } from './emit-reference.js';
import { emitElsewhere, emitTable } from './emit-table.js';
import { emitValues, emitWords } from './emit-values.js';
import type { Succession } from './model.js';

/** Everything that is generated from what became of API 2.0. */
export function* emitSuccessions(
  successions: readonly Succession[],
  { model, services }: { readonly model: Model; readonly services: readonly Service[] },
): Generator<GeneratedFile> {
  if (successions.length === 0) return;
  for (const succession of successions) {
    const { service, to, carried } = succession;
    const old = model.services.find(({ name }) => name === service);
    const target = services.find(({ name, version }) => name === to.service && version === to.version);
    if (carried.length > 0 && old && target)
      yield emitTable(succession, { common: model.common, old, target });
    if (Object.keys(succession.words).length > 0) yield emitWords(succession);
    if (succession.values.length > 0) yield emitValues(succession);
  }
  yield emitElsewhere(successions);
  yield emitReference(successions);
}
