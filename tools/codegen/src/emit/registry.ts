import { importNames } from '@qcvm/codegen/toolkit';
import { codeFile } from './text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';

/** What a registry says of a service. Services of one generation have different names. */
interface Registered {
  readonly name: string;
  readonly version: string;
  /** The constant of the service, where it is not called by the name. */
  readonly constant?: string;
}

/** A registry: where it goes, and what it is made from. */
interface Target {
  readonly path: string;
  readonly specs: readonly string[];
}

/** Every service of one generation with its operations, for code that asks "which?". */
export function emitServices(services: readonly Registered[], { path, specs }: Target): GeneratedFile {
  const folder = ({ name, version }: Registered): string => `./${name}/${version}`;
  const operations = services.map(({ name }) => `${name}Operations`);
  return codeFile(path, specs, [
    [
      "import type { RegisteredService } from '../model/descriptor.js';",
      ...services.flatMap((service) => [
        importNames([`${service.name}Operations`], `${folder(service)}/client.gen.js`, 'import'),
        `import { ${service.constant ?? service.name} as ${service.name}Service } from '${folder(service)}/operations.gen.js';`,
      ]),
    ].join('\n'),
    `export { ${operations.join(', ')} };`,
    `/** Every service that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [
${services.map(({ name }) => `  { service: ${name}Service, operations: ${name}Operations },`).join('\n')}
];`,
  ]);
}

/** What the specs say about answers, for every service. */
export function emitShapes(services: readonly Registered[], { path, specs }: Target): GeneratedFile {
  return codeFile(path, specs, [
    [
      "import type { ServiceShapes } from './shape.js';",
      ...services.map(({ name, version }) =>
        importNames([`${name}Shapes`], `./${name}/${version}/shapes.gen.js`, 'import'),
      ),
    ].join('\n'),
    `/** What the specs say about answers, for every service. */
export const serviceShapes: readonly ServiceShapes[] = [
${services.map(({ name, version }) => `  { service: '${name}', version: '${version}', shapes: ${name}Shapes },`).join('\n')}
];`,
  ]);
}
