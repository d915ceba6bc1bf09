import { literal } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { dataFile } from '../text/files.js';

/** The type of the specs whose values are the billing modes of an instance. */
const typeName = 'InstanceChargeType';

/** `packages/cli/src/generated/charge-types.gen.ts`: every billing mode that the specs of API 3.0 name. */
export function* emitChargeTypes(services: readonly Service[]): Generator<GeneratedFile> {
  for (const { types, specs } of services) {
    const type = types.find(({ name }) => name === typeName);
    const values = type?.kind === 'value' && type.shape.kind === 'string' ? type.shape.known : undefined;
    if (values === undefined) continue;
    yield dataFile('packages/cli/src/generated/charge-types.gen.ts', specs, [
      `/** How an instance can be paid for. */\n${literal(
        values.map(({ value }) => value),
        { before: 'export const chargeTypes: readonly string[] = ', after: ';' },
      )}`,
    ]);
  }
}
