import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { flatten } from '@qcvm/client/wire';
import type { OperationDescriptor } from '../../../packages/client/src/model/descriptor.js';
import { ValidationError } from '../../../packages/client/src/model/errors/errors.js';
import { validate } from '../../../packages/client/src/core/call/validate.js';
import { run } from '../src/commands/generate.node.js';
import { compilerHost } from '../../../packages/client/test/support/compiler.js';
import { specsDirectory } from './demo.js';

/** One more operation as it would be written: nested lists of objects and integers. */
const operation = `
summary: Add rules to a security group
description: Adds rules to a security group.
externalDocs: { url: 'https://example.com/CreateSecurityPolicies' }
x-qcloud-repeatability: once
x-qcloud-errors: [OperationConstraints.InvaildInstanceStatus]
x-qcloud-input:
  required: [groupId, policies]
  properties:
    groupId:
      type: string
      description: The security group.
      pattern: ^sg-[0-9a-z]{8}$
      x-qcloud-meaning: the id of a security group such as sg-09dx96dg
    policies:
      type: array
      description: The rules to add.
      minItems: 1
      items:
        type: object
        description: One rule.
        required: [ports]
        properties:
          protocol: { type: string, description: The protocol., enum: [tcp, udp], default: tcp }
          ports:
            type: array
            description: Ports that are opened.
            minItems: 1
            maxItems: 15
            uniqueItems: true
            items: { type: integer, description: A port., minimum: 1, maximum: 65535 }
x-qcloud-output:
  required: [policyIndexes]
  properties:
    policyIndexes:
      type: array
      description: Their places in the group.
      x-qcloud-single-as-list: true
      items: { type: integer, description: A place., minimum: 0 }
x-qcloud-examples:
  - name: one
    title: Open a port
    provenance: inferred
    request: { groupId: sg-09dx96dg, policies: [{ ports: [1], protocol: tcp }] }
    response: { policyIndexes: [1] }
`;

/** A program that uses the new operation, rightly and wrongly. */
const program = `
import { cvmOperations } from './packages/client/src/services/cvm/2.0/client.gen.js';
import type { Cvm, CreateSecurityPoliciesInput } from './packages/client/src/services/cvm/2.0/client.gen.js';
import { cvmShapes } from './packages/mock/src/services/cvm/2.0/shapes.gen.js';
import { commands } from './packages/cli/src/generated/commands.gen.js';

declare const cvm: Cvm;
const input: CreateSecurityPoliciesInput = {
  groupId: 'sg-09dx96dg',
  policies: [{ ports: [22, 443] }, { protocol: 'udp', ports: [53] }],
};
export const places: Promise<readonly number[]> = cvm.createSecurityPolicies(input).then(({ policyIndexes }) => policyIndexes);
export const known = [cvmOperations.createSecurityPolicies.action, cvmShapes['CreateSecurityPolicies'], commands.length];
// @ts-expect-error the rules are missing
void cvm.createSecurityPolicies({ groupId: 'sg-09dx96dg' });
// @ts-expect-error no such protocol
void cvm.createSecurityPolicies({ groupId: 'sg-09dx96dg', policies: [{ protocol: 'icmp', ports: [22] }] });
// @ts-expect-error a port is a number
void cvm.createSecurityPolicies({ groupId: 'sg-09dx96dg', policies: [{ ports: ['22'] }] });
`;

const repository = fileURLToPath(new URL('../../..', import.meta.url));
let root = '';
const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');

function addOperation(path: string): void {
  const document = parseDocument(readFileSync(path, 'utf8'));
  document.setIn(
    ['paths', '/CreateSecurityPolicies'],
    document.createNode({ post: parseDocument(operation).toJS() as unknown }),
  );
  writeFileSync(path, document.toString());
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'fifth-operation-'));
  for (const file of ['2.0/common.yaml', 'dialect.schema.json', '2.0/cvm.yaml']) {
    cpSync(join(specsDirectory, file), at(`specs/${file}`));
  }
  for (const file of [
    'packages/client/src/model/descriptor.ts',
    'packages/client/src/model/parameters/parameter-table.ts',
    'packages/mock/src/services/shape.ts',
    'packages/cli/src/command.ts',
  ]) {
    cpSync(join(repository, file), at(file));
  }
  writeFileSync(at('package.json'), '{ "type": "module" }');
  // One edit under specs/ …
  addOperation(at('specs/2.0/cvm.yaml'));
  // … and one command.
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  expect([
    await run(['--specs', at('specs'), '--out', root], { out: say, error: say }),
    said.join(''),
  ]).toEqual([0, expect.stringMatching(/^Generated from 2 specs: /)]);
});
afterAll(() => rmSync(root, { recursive: true }));

/** The compiler looks into data files as well: what it is told to skip elsewhere is what is checked here. */
function checkDataFiles(): void {
  const files = [
    'packages/client/src/services/cvm/2.0/operations.gen.ts',
    'packages/mock/src/services/cvm/2.0/shapes.gen.ts',
    'packages/cli/src/generated/commands.gen.ts',
  ];
  for (const file of files) {
    const text = read(file);
    expect(text).toMatch(/^\/\/ @ts-nocheck: .*$/m);
    writeFileSync(at(file), text.replace(/^\/\/ @ts-nocheck: .*\n/m, ''));
  }
}

test('types and data compile under strict settings, and refuse what is wrong', () => {
  checkDataFiles();
  writeFileSync(at('program.ts'), program);
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: true, composite: false, types: [] },
    root,
  );
  const withLibrary = { ...options, lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts'] };
  const compiled = ts.createProgram([at('program.ts')], withLibrary, compilerHost(withLibrary));
  const diagnostics = ts.getPreEmitDiagnostics(compiled).map(({ messageText, file }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  expect(diagnostics).toEqual([]);
});

test('the descriptor says how to check and flatten an input', () => {
  const operations = read('packages/client/src/services/cvm/2.0/operations.gen.ts');
  expect(operations).toContain(`  action: 'CreateSecurityPolicies',
  service: cvm,
  input: {
    groupId: {
      kind: 'string',
      required: true,
      pattern: 'sg-[0-9a-z]{8}',
      meaning: 'the id of a security group such as sg-09dx96dg',
    },
    policies: {
      kind: 'list',
      required: true,
      items: {
        kind: 'object',
        fields: {
          ports: {
            kind: 'list',
            required: true,
            items: { kind: 'integer', minimum: 1, maximum: 65535 },
            maxItems: 15,
            unique: true,
          },
          protocol: { kind: 'string', values: ['tcp', 'udp'], default: 'tcp' },
        },
      },
    },
  },
  output: { policyIndexes: { kind: 'list', required: true, singleAsList: true } },
  errors: { 'OperationConstraints.InvaildInstanceStatus': operationConstraintsInvaildInstanceStatus },
  repeatability: 'once',
};`);
  expect(
    flatten({ groupId: 'sg-09dx96dg', policies: [{ ports: [22, 443] }, { protocol: 'udp', ports: [53] }] }),
  ).toEqual({
    groupId: 'sg-09dx96dg',
    'policies.0.ports.0': '22',
    'policies.0.ports.1': '443',
    'policies.1.protocol': 'udp',
    'policies.1.ports.0': '53',
  });
});

test('the runtime accepts what fits the generated plan, and names everything that does not', async () => {
  const generated = (await import(at('packages/client/src/services/cvm/2.0/operations.gen.ts'))) as {
    readonly createSecurityPolicies: Pick<OperationDescriptor, 'action' | 'input'>;
  };
  const plan = generated.createSecurityPolicies;
  const right = { groupId: 'sg-09dx96dg', policies: [{ protocol: 'udp', ports: [53, 5353] }] };
  expect(validate(plan, right)).toEqual(right);

  const wrong = { groupId: 'ins-1', policies: [{ ports: [] }, { ports: [1, 70000], protocol: 'icmp' }, {}] };
  let problems: readonly string[] = [];
  try {
    validate(plan, wrong);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    problems = error.problems.map(({ parameter }) => parameter).sort();
  }
  expect(problems).toEqual([
    'groupId',
    'policies[0].ports',
    'policies[1].ports[1]',
    'policies[1].protocol',
    'policies[2].ports',
  ]);
});

test('a page, a row in the index, an example for the mock and a command appear', () => {
  const page = read('docs/reference/cvm/CreateSecurityPolicies.md');
  expect(page).toContain(
    '| `policies.n.ports.n` | list of integers | yes | Ports that are opened. At most 15 items. No item twice. |',
  );
  expect(page).toContain("| `policies.n.protocol` | `tcp` or `udp` | no | The protocol. Default: 'tcp'. |");
  expect(page).toContain('"policies": [{ "ports": [1], "protocol": "tcp" }]');
  expect(read('docs/reference/README.md')).toContain(
    '| [CreateSecurityPolicies](cvm/CreateSecurityPolicies.md) | Add rules to a security group | changes | `createSecurityPolicies` |',
  );
  expect(read('packages/mock/src/services/cvm/2.0/shapes.gen.ts')).toContain(
    `    request: { groupId: 'sg-09dx96dg', policies: [{ ports: [1], protocol: 'tcp' }] },
    response: { code: 0, codeDesc: 'Success', message: '', policyIndexes: [1] },`,
  );
  expect(read('packages/cli/src/generated/commands.gen.ts')).toContain(`    name: 'create-security-policies',
    action: 'CreateSecurityPolicies',
    method: 'createSecurityPolicies',
    service: 'cvm',`);
});
