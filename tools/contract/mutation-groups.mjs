// @ts-check
/**
 * What is mutated, which tests have to notice it, and how many of the faults they must. A group's tests are those that are
 * about its files: a fault that only some far-away test would notice by accident counts as one that nobody noticed.
 *
 * @typedef {{ name: string, goal: number, files: readonly string[], tests: readonly string[] }} Group
 */

const client = 'packages/client/src';
const mock = 'packages/mock/src';
const engine = 'packages/mock/test/engine';
const vectors = 'tools/contract/test/vectors';

/** @type {readonly Group[]} */
export const groups = [
  {
    name: 'retry',
    goal: 90,
    files: [`${client}/retry.ts`],
    tests: [`${client}/retry.test.ts`],
  },
  {
    name: 'flatten',
    goal: 90,
    files: [`${client}/wire/flatten.ts`, `${client}/wire/parameter-name.ts`],
    tests: [`${client}/wire/flatten.test.ts`, `${vectors}/client.test.ts`],
  },
  {
    name: 'signing',
    goal: 90,
    files: [`${client}/wire/canonical-string.ts`, `${client}/wire/signature.ts`, `${client}/wire/hmac.node.ts`],
    tests: [
      `${client}/wire/canonical-string.test.ts`,
      `${client}/wire/signature.test.ts`,
      `${vectors}/client.test.ts`,
    ],
  },
  {
    name: 'parsing',
    goal: 90,
    files: ['response', 'batch', 'normalise', 'unflatten'].map((name) => `${client}/wire/${name}.ts`),
    tests: [
      `${client}/wire/response.test.ts`,
      `${client}/wire/flatten.test.ts`,
      `${vectors}/client.test.ts`,
    ],
  },
  {
    name: 'states',
    goal: 90,
    files: [`${mock}/operations/*.ts`, `${mock}/instances/record.ts`, `${mock}/transitions.ts`],
    tests: ['state', 'batch-results', 'describe-instances'].map((name) => `${engine}/${name}.test.ts`),
  },
  {
    name: 'errors',
    goal: 80,
    files: [
      ...['errors', 'qcvm-error', 'failure'].map((name) => `${client}/${name}.ts`),
      ...['problem', 'shape'].map((name) => `${client}/wire/${name}.ts`),
    ],
    tests: [
      `${client}/errors.test.ts`,
      `${client}/wire/flatten.test.ts`,
      'packages/client/test/call.test.ts',
    ],
  },
  {
    name: 'checks',
    goal: 80,
    files: [`${mock}/checks/*.ts`, `${mock}/nonces.ts`, `${mock}/quota.ts`],
    tests: ['checks', 'check-edges'].map((name) => `${engine}/${name}.test.ts`),
  },
  {
    name: 'parameters',
    goal: 80,
    files: [`${mock}/parameters/*.ts`],
    tests: [`${engine}/parameters.test.ts`],
  },
  {
    name: 'requests',
    goal: 80,
    files: [
      `${client}/validate.ts`,
      ...['request', 'plain-query', 'leaves'].map((name) => `${client}/wire/${name}.ts`),
    ],
    tests: [`${client}/validate.test.ts`, `${client}/wire/request.test.ts`, `${vectors}/client.test.ts`],
  },
];
