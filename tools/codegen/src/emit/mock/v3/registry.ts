import { literal } from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';

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
