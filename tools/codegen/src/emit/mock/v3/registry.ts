import { codeFile } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { literal } from '../../text/literal.js';
import type { Service } from '../../../model/v3.js';
import { constantOf } from '../../client/v3/operations.js';

/** `core/regions-3.0.gen.ts`: the regions that the emulator accepts. */
export function emitRegions({ regions, specs }: Pick<Service, 'regions' | 'specs'>): GeneratedFile {
  const places = regions.map(({ id, name }) => ({ id, name }));
  return codeFile('packages/mock/src/core/regions-3.0.gen.ts', specs.slice(0, 1), [
    `/** The documented regions of API 3.0. */
${literal(places, { before: 'export const regions: readonly { readonly id: string; readonly name: string }[] = ', after: ';' })}`,
  ]);
}

/** `services/services-3.0.gen.ts`: every service of API 3.0 that the emulator answers for. */
export function emitMockServices(services: readonly Service[]): GeneratedFile {
  const names = services.map((service) => ({
    operations: `${service.name}Operations`,
    service: constantOf(service),
  }));
  const imported = names.flatMap(({ service, operations }) => [service, operations]);
  return codeFile(
    'packages/mock/src/services/services-3.0.gen.ts',
    services.flatMap(({ specs }) => specs),
    [
      `import { ${imported.join(', ')} } from '@qcvm/client/v3';
import type { RegisteredService } from '@qcvm/client/descriptors';`,
      `/** Every service of API 3.0 that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [
${names.map(({ service, operations }) => `  { service: ${service}, operations: ${operations} },`).join('\n')}
];`,
    ],
  );
}
