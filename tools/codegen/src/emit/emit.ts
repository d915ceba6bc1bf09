import { emitService } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import type { Model } from '../model/v2.js';
import { emitCommands } from './cli/commands.js';
import { emitCommonV2, emitCommonV3 } from './client/common.js';
import { emitEntry } from './client/entry.js';
import { emitCodes } from './mock/codes.js';
import { emitAnswers } from './mock/answers.js';
import { emitShapes } from './mock/shapes.js';
import { emitMockServices, emitRegions, emitServices, emitServiceShapes } from './registry.js';
import { errorIndex, operationIndex } from './reference/indexes.js';
import { operationPages } from './reference/operation-page.js';
import { headerOf, uncheckedNote } from './text/files.js';
import { serviceFolder } from './text/naming.js';

/** The client, the emulator's tables and the reference pages of one service: thousands of pages need not be held at once. */
function* emitOne(service: Service, region: string): Generator<GeneratedFile> {
  const isOld = service.protocol === 'v2';
  yield* emitService(service, {
    header: headerOf(service.specs),
    note: uncheckedNote,
    folder: `packages/client/src/${serviceFolder(service)}`,
    model: '../../../model/descriptor.js',
    common: `../../${isOld ? '2.0' : '3.0'}.gen.js`,
  });
  yield emitEntry(service);
  yield isOld ? emitShapes(service) : emitAnswers(service);
  if (!isOld) yield operationIndex(service);
  yield* operationPages(service, region);
}

/** Everything that is generated from services of both generations, one file after the other. */
export function* emit(model: Model, newer: readonly Service[]): Generator<GeneratedFile> {
  const { common, services } = model;
  const registries = [
    { generation: '', all: services, specs: [common.spec, ...services.map(({ specs }) => specs[1] ?? '')] },
    { generation: '-3.0', all: newer, specs: newer.flatMap(({ specs }) => specs) },
  ];
  for (const { generation, all, specs } of registries)
    if (generation === '' || all.length > 0)
      yield emitServices(all, { path: `packages/client/src/services/services${generation}.gen.ts`, specs });
  yield emitCommonV2(model);
  yield emitServiceShapes(services, {
    path: 'packages/mock/src/services/shapes.gen.ts',
    specs: registries[0]?.specs ?? [],
  });
  yield emitCommands(model);
  yield emitCodes(common);
  yield errorIndex(model);
  const [first] = newer;
  if (first !== undefined) {
    yield emitCommonV3(first);
    yield emitRegions(first);
    yield emitMockServices(newer);
  }
  for (const service of [...services, ...newer]) yield* emitOne(service, common.signing.region);
}
