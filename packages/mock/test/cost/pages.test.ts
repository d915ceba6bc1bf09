import { createCvm as createCvmV2 } from '@qcvm/client';
import { createCvm } from '@qcvm/client/v3';
import { expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/index.js';

/** How often the fields of an instance are derived: what a listing costs, counted instead of timed. */
const derived = vi.hoisted(() => ({ count: 0 }));

vi.mock(import('../../src/services/cvm/instances/fields/fields.js'), async (original) => {
  const actual = await original();
  return {
    ...actual,
    fieldsOf: (record) => {
      derived.count += 1;
      return actual.fieldsOf(record);
    },
  };
});

const region = 'ap-guangzhou';

function clientsOf(count: number) {
  const emulator = createEmulator({
    clock: 'manual',
    instances: [{ count, projectId: 7 }],
    quota: false,
  });
  const given = {
    region,
    credentials: emulator.credentials,
    runtime: emulator.runtime,
    transport: emulator,
    limits: false,
  } as const;
  return { v2: createCvmV2(given), v3: createCvm(given) };
}

type Clients = ReturnType<typeof clientsOf>;

const listings: readonly (readonly [
  string,
  (clients: Clients, page: { offset: number; limit: number }) => Promise<number>,
])[] = [
  ['API 2.0', async ({ v2 }, page) => (await v2.describeInstances(page)).instanceSet.length],
  [
    'API 2.0, with a filter',
    async ({ v2 }, page) => (await v2.describeInstances({ projectId: 7, ...page })).instanceSet.length,
  ],
  [
    'API 3.0',
    async ({ v3 }, { offset, limit }) =>
      (await v3.describeInstances({ Offset: offset, Limit: limit })).InstanceSet.length,
  ],
  [
    'API 3.0, with a filter',
    async ({ v3 }, { offset, limit }) =>
      (
        await v3.describeInstances({
          Filters: [{ Name: 'project-id', Values: ['7'] }],
          Offset: offset,
          Limit: limit,
        })
      ).InstanceSet.length,
  ],
];

test.each(listings)('pages of 2,500 instances take no quadratic work: %s', async (_, list) => {
  const costOf = async (count: number): Promise<number> => {
    const clients = clientsOf(count);
    derived.count = 0;
    let seen = 0;
    for (let offset = 0; offset < count; offset += 100) seen += await list(clients, { offset, limit: 100 });
    expect(seen).toBe(count);
    return derived.count;
  };
  const [small, large] = [await costOf(500), await costOf(2500)];
  expect(small).toBeGreaterThanOrEqual(500);
  // Five times as much, and as much again: what is kept is limited, and may be dropped once. Quadratic work is 25 times as much.
  expect(large).toBeLessThanOrEqual(2 * 5 * small);
});
