import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { jsonText } from '../../src/import/json-text.js';
import { openApi } from '../../src/import/openapi.js';
import { readDescription } from '../../src/import/read-description.js';
import { emitService } from '../../src/emit/client/emit.js';
import type { GeneratedFile } from '../../src/emit/text/layout.js';
import { loadService } from '../../src/load/service.js';
import type { Service } from '../../src/model/service.js';
import { anyDescription } from '../import/any-description.js';
import { complaintsIn, repository } from '../project.js';
import { dialect, ownSpec, sources } from '../sources.js';

/** The files of a service as the client has them. */
const filesOf = (service: Service) => [
  ...emitService(service, {
    folder: `packages/client/src/services/${service.name}/${service.version}`,
    header: ['Generated.'],
    model: '../../../model/descriptor.js',
    common: '../../3.0.gen.js',
  }),
];
const fileOf = (service: Service, name: string): string =>
  filesOf(service).find(({ path }) => path.endsWith(name))?.text ?? '';

const things = loadService(sources());

test.each(['types.gen.ts', 'operations.gen.ts', 'client.gen.ts', 'errors.gen.ts'])('%s', async (name) => {
  await expect(fileOf(things, name)).toMatchFileSnapshot(`./things/${name}.txt`);
});

/** What the compiler says of generated files where the client has them. Files of plain data are looked into as well. */
const complaints = (files: readonly GeneratedFile[]): readonly string[] =>
  complaintsIn(
    files.map(({ path, text }) => ({ path, text: text.replace('// @ts-nocheck', '// Checked') })),
    repository,
  );

test('the code of a service compiles, at the strictest', () => {
  expect(complaints(filesOf(things))).toEqual([]);
});

const cvm = loadService({
  openapi: ownSpec('cvm-2017-03-12.openapi.json'),
  errors: ownSpec('cvm-2017-03-12.errors.json'),
  overlay: ownSpec('cvm-2017-03-12.overlay.yaml'),
  common: ownSpec('common.yaml'),
  dialect,
});

const cvmFiles = filesOf(cvm);
const program = (text: string) => ({
  path: 'packages/client/src/services/cvm/2017-03-12/program.ts',
  text: `import type * as cvm from './types.gen.js';\n${text}`,
});
const wrongIn = (text: string): string[] =>
  complaints([...cvmFiles, program(text)]).map((line) => line.replace(/^.*?:\d+ /, ''));

test('the code of CVM compiles, and its types refuse a wrong call', () => {
  const right = `export const stop: cvm.StopInstancesInput = { InstanceIds: ['ins-1'], StopType: 'SOFT_FIRST' };
    export const none: cvm.DescribeZonesInput = {};
    export const state = (instance: cvm.Instance): cvm.InstanceState => instance.InstanceState;
    export const addresses = (instance: cvm.Instance): string => instance.PublicIpAddresses?.join() ?? 'none';`;
  expect(wrongIn(right)).toEqual([]);
  const wrong = `export const id: cvm.StopInstancesInput = { InstanceIds: 'ins-1' };
    export const type: cvm.StopInstancesInput = { InstanceIds: ['ins-1'], StopType: 'GENTLE' };
    export const none: cvm.StopInstancesInput = {};
    export const more: cvm.DescribeZonesInput = { Zone: 'ap-guangzhou-6' };
    export const addresses = (instance: cvm.Instance): string => instance.PublicIpAddresses.join();`;
  expect(wrongIn(wrong)).toEqual([
    "Type 'string' is not assignable to type 'readonly string[]'.",
    expect.stringContaining(`Type '"GENTLE"' is not assignable to type`),
    "Property 'InstanceIds' is missing in type '{}' but required in type 'StopInstancesInput'.",
    "Type 'string' is not assignable to type 'never'.",
    "'instance.PublicIpAddresses' is possibly 'null'.",
  ]);
});

test('a client has each operation of CVM once, and no operation has what only others need', () => {
  const operations = fileOf(cvm, 'operations.gen.ts');
  expect(operations.match(/^export const \w+: (?:[A-Z]\w+Operation|OperationDescriptor)</gm)).toHaveLength(
    106,
  );
  const stop = /^export const stopInstances[^]*?^\};/m.exec(operations)?.[0] ?? '';
  expect(stop).toContain("batch: { ids: 'InstanceIds', maximum: 100 }");
  expect(stop).toContain("exclusive: [['ForceStop', 'StopType']]");
  expect(stop.length).toBeLessThan(1_600);
});

/** What the compiler says of the code for a description of the service `things`. */
function complaintsAbout(description: object): readonly string[] {
  const source = { name: 'api.json', service: 'things', version: '2020-02-02' };
  const read = readDescription({ ...source, text: JSON.stringify(description) });
  const openapi = { name: 'specs/3.0/things.openapi.json', text: jsonText(openApi(read)) };
  return complaints(filesOf(loadService({ openapi, common: ownSpec('common.yaml'), dialect })));
}

test('an Action called like its service, and types called like those of the language, are no trouble', () => {
  const awkward = {
    metadata: { apiVersion: '2020-02-02', serviceShortName: 'things' },
    actions: { Things: { input: 'Record', output: 'things' } },
    objects: {
      Record: { members: [] },
      things: { members: [{ name: 'Readonly', type: 'object', member: 'class' }] },
      class: { members: [{ name: 'class', type: 'list', member: 'class', value_allowed_null: true }] },
    },
  };
  expect(complaintsAbout(awkward)).toEqual([]);
});

test('everything that the vendor describes becomes code that compiles, types that hold themselves included', () => {
  const { factor, ...options } = inject('properties');
  fc.assert(
    fc.property(anyDescription, (description) => {
      expect(complaintsAbout(description)).toEqual([]);
    }),
    { numRuns: 4 * factor, ...options },
  );
});
