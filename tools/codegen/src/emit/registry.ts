import type { Model, Service } from '../model/model.js';
import { codeFile } from './layout.js';
import type { GeneratedFile } from './layout.js';
import { constantName, serviceFolder } from './naming.js';

const specsOf = ({ common, services }: Model): string[] => [common.spec, ...services.map(({ spec }) => spec)];

function imports(services: readonly Service[], from: { constant: string; file: string }): string {
  const lines = services.map((service) => {
    const name = `${service.name}${from.constant}`;
    const as = constantName(service, from.constant);
    const path = `./${serviceFolder(service).replace(/^services\//, '')}/${from.file}.gen.js`;
    return `import { ${as === name ? name : `${name} as ${as}`} } from '${path}';`;
  });
  return lines.join('\n');
}

/** `packages/client/src/services/services.gen.ts`: every service with its operations, for whoever asks "which?". */
export function emitServices(model: Model): GeneratedFile {
  const { services } = model;
  const rows = services.map((service) => {
    const operations = constantName(service, 'Operations');
    return `  { service: ${constantName(service, 'Service')}, operations: ${operations} },`;
  });
  return codeFile('packages/client/src/services/services.gen.ts', specsOf(model), [
    [
      "import type { RegisteredService } from '../model/descriptor.js';",
      imports(services, { constant: 'Operations', file: 'client' }),
      ...services.map((service) => {
        const path = `./${serviceFolder(service).replace(/^services\//, '')}/operations.gen.js`;
        return `import { ${service.name} as ${constantName(service, 'Service')} } from '${path}';`;
      }),
    ].join('\n'),
    `/** Every service that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [\n${rows.join('\n')}\n];`,
  ]);
}

/** `packages/mock/src/services/shapes.gen.ts`: what the specs say about answers, by service and version. */
export function emitShapes(model: Model): GeneratedFile {
  const { services } = model;
  const rows = services.map(
    (service) =>
      `  { service: '${service.name}', version: '${service.version}', shapes: ${constantName(service, 'Shapes')} },`,
  );
  return codeFile('packages/mock/src/services/shapes.gen.ts', specsOf(model), [
    [
      "import type { ServiceShapes } from './shape.js';",
      imports(services, { constant: 'Shapes', file: 'shapes' }),
    ].join('\n'),
    `/** What the specs say about answers, for every service. */
export const serviceShapes: readonly ServiceShapes[] = [\n${rows.join('\n')}\n];`,
  ]);
}
