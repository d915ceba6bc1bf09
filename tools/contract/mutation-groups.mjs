// @ts-check
/**
 * What is mutated, which tests have to notice it, and how many of the faults they must. A group's tests are those that are
 * about its files: a fault that only some far-away test would notice by accident counts as unnoticed.
 *
 * @typedef {{ name: string, goal: number, files: readonly string[], tests: readonly string[] }} Group
 */

const client = 'packages/client/src';
const mock = 'packages/mock/src';
const cli = 'packages/cli/src';
const engine = 'packages/mock/test/engine';

/** @type {readonly Group[]} */
export const groups = [
  {
    name: 'retry',
    goal: 90,
    files: [`${client}/core/retry/retry.ts`],
    tests: [`${client}/core/retry/retry.test.ts`],
  },
  {
    name: 'flatten',
    goal: 90,
    files: ['flatten', 'unflatten', 'parameter-name'].map((name) => `${client}/protocols/query/${name}.ts`),
    tests: [`${client}/protocols/query/flatten.test.ts`],
  },
  {
    name: 'signing',
    goal: 90,
    files: ['canonical-string', 'signature', 'hmac.node'].map(
      (name) => `${client}/protocols/query/${name}.ts`,
    ),
    tests: ['canonical-string', 'signature'].map((name) => `${client}/protocols/query/${name}.test.ts`),
  },
  {
    name: 'answers',
    goal: 90,
    files: ['response', 'batch', 'normalise'].map((name) => `${client}/protocols/v2/${name}.ts`),
    tests: [`${client}/protocols/v2/response.test.ts`],
  },
  {
    name: 'states',
    goal: 90,
    files: [
      `${mock}/services/cvm/{change,states}.ts`,
      `${mock}/services/cvm/2.0/{power,describe-instances}.ts`,
      `${mock}/services/cvm/instances/record.ts`,
    ],
    tests: ['state', 'batch-results', 'describe-instances'].map((name) => `${engine}/${name}.test.ts`),
  },
  {
    name: 'fleet',
    goal: 90,
    files: [
      ...['decide', 'ends', 'goal', 'failure'].map((name) => `decisions/${name}`),
      ...['schedule', 'lanes', 'member', 'parts', 'service'].map((name) => `engine/${name}`),
    ].map((name) => `${client}/fleet/${name}.ts`),
    tests: ['decisions/decide', 'decisions/failure', 'engine/schedule', 'engine/service'].map(
      (name) => `${client}/fleet/${name}.test.ts`,
    ),
  },
  {
    name: 'journal',
    goal: 90,
    files: ['journal', 'read-journal', 'journal-lines', 'quota-pause', 'seal.node'].map(
      (name) => `${cli}/fleet/journal/${name}.ts`,
    ),
    tests: ['journal', 'journal-durability', 'quota-pause'].map(
      (name) => `${cli}/fleet/journal/${name}.test.ts`,
    ),
  },
  {
    name: 'targets',
    goal: 90,
    files: ['target', 'batches', 'protection/protection', 'locate'].map(
      (name) => `${cli}/targets/${name}.ts`,
    ),
    tests: ['target', 'batches', 'protection/protection'].map((name) => `${cli}/targets/${name}.test.ts`),
  },
  {
    name: 'permissions',
    goal: 90,
    files: [
      `${mock}/accounts/permissions.ts`,
      ...['v2', 'v3'].map((generation) => `${mock}/protocols/${generation}/checks/permission.ts`),
    ],
    tests: [
      `${mock}/accounts/permissions.test.ts`,
      ...['checks', 'check-edges'].map((name) => `${engine}/${name}.test.ts`),
      'packages/mock/test/v3/permissions.test.ts',
    ],
  },
  {
    name: 'patterns',
    goal: 90,
    files: ['packages/codegen/src/spec/pattern.ts'],
    tests: ['packages/codegen/src/spec/pattern.test.ts'],
  },
  {
    name: 'errors',
    goal: 80,
    files: [
      ...['errors/errors', 'errors/qcvm-error', 'errors/problem', 'shape'].map(
        (name) => `${client}/model/${name}.ts`,
      ),
      `${client}/core/retry/failure.ts`,
    ],
    tests: ['model/errors/errors', 'core/retry/failure', 'model/shape'].map(
      (name) => `${client}/${name}.test.ts`,
    ),
  },
  {
    name: 'checks',
    goal: 80,
    files: [
      `${mock}/protocols/v2/checks/*.ts`,
      `${mock}/protocols/v2/nonces.ts`,
      `${mock}/accounts/quota.ts`,
    ],
    tests: ['checks', 'check-edges', 'expectations'].map((name) => `${engine}/${name}.test.ts`),
  },
  {
    name: 'parameters',
    goal: 80,
    files: [`${mock}/protocols/v2/parameters/*.ts`],
    tests: [`${engine}/parameters.test.ts`],
  },
  {
    name: 'requests',
    goal: 80,
    files: [
      `${client}/core/call/validate.ts`,
      `${client}/model/check.ts`,
      ...['request', 'plain-query'].map((name) => `${client}/protocols/v2/${name}.ts`),
    ],
    tests: [`${client}/core/call/validate.test.ts`, `${client}/protocols/v2/request.test.ts`],
  },
];
