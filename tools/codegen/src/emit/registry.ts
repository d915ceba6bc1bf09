import { importNames } from '@qcvm/codegen/toolkit';
import { regionTable, regionType } from './client/common.js';
import { codeFile } from './text/files.js';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';

/** A registry: where it goes, and what it is made from. */
interface Target {
  readonly path: string;
  readonly specs: readonly string[];
}

/** Every service of one generation with its operations, for code that asks "which?". */
export function emitServices(services: readonly Service[], { path, specs }: Target): GeneratedFile {
  const folder = ({ name, version }: Service): string => `./${name}/${version}`;
  const operations = services.map(({ name }) => `${name}Operations`);
  return codeFile(path, specs, [
    [
      "import type { RegisteredService } from '../model/descriptor.js';",
      ...services.flatMap((service) => [
        importNames([`${service.name}Operations`], `${folder(service)}/client.gen.js`, 'import'),
        `import { ${service.code.service} as ${service.name}Service } from '${folder(service)}/operations.gen.js';`,
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
export function emitServiceShapes(services: readonly Service[], { path, specs }: Target): GeneratedFile {
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

/** `core/regions-3.0.gen.ts`: the regions of API 3.0 that the emulator accepts. */
export const emitRegions = (service: Service): GeneratedFile =>
  codeFile('packages/mock/src/core/regions-3.0.gen.ts', service.specs.slice(0, 1), [
    `/** The documented regions of API 3.0. */\n${regionTable(service, regionType)}`,
  ]);

/** `services/services-3.0.gen.ts`: every service of API 3.0 that the emulator answers for. */
export function emitMockServices(services: readonly Service[]): GeneratedFile {
  const all = services.map(({ name, version, code }) => ({
    constant: code.service,
    operations: code.operations,
    answers: `${name}Answers`,
    module: `./${name}/${version}/answers.gen.js`,
  }));
  const imported = all.flatMap(({ constant, operations }) => [constant, operations]);
  const entries = all.map(
    ({ constant, operations, answers }) =>
      `  { service: ${constant}, operations: ${operations}, answers: ${answers} },`,
  );
  return codeFile(
    'packages/mock/src/services/services-3.0.gen.ts',
    services.flatMap(({ specs }) => specs),
    [
      [
        `import { ${imported.join(', ')} } from '@qcvm/client/v3';`,
        "import type { AnsweredService } from './answers.js';",
        ...all.map(({ answers, module }) => `import { ${answers} } from '${module}';`),
      ].join('\n'),
      `/** Every service of API 3.0 that the specs describe: its operations by method name, and what they answer. */
export const services: readonly AnsweredService[] = [
${entries.join('\n')}
];`,
    ],
  );
}
